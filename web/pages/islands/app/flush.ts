import { change, items, log, meta, setMeta, tell, type Item } from './store.ts'

/** `again`: the line is gone, or the server away; `signed-out`: nobody is signed in to send it. */
export type Outcome = 'empty' | 'again' | 'signed-out'

const giveUpMs = 120_000
const mostSentKept = 20

/**
 * Sends what waits, one after the other in the order it was written. Whoever asks while another page or the worker is at it
 * waits for that one, and mostly finds nothing left.
 */
export const flush = (): Promise<Outcome> => navigator.locks.request('hospes-app-outbox', sendAll)

const sendAll = async (): Promise<Outcome> => {
  const owner = await meta('owner')
  for (;;) {
    const waiting = (await items()).filter(({ person, state }) => person === owner && (state === 'waiting' || state === 'sending'))
    // What stands at "sending" while nobody sends was cut off in the middle.
    for (const cut of waiting.filter(({ state }) => state === 'sending')) await change(cut.id, (item) => ({ ...item, state: 'waiting', unsure: true }))
    const [first] = waiting
    if (!first) return 'empty'
    if (!navigator.onLine) return 'again'
    const item = await change(first.id, (now) => (now.state === 'waiting' ? { ...now, state: 'sending', problem: null } : undefined))
    if (!item) continue
    const outcome = await sendOne(item)
    if (outcome !== 'next') return outcome
  }
}

const sendOne = async (item: Item): Promise<Outcome | 'next'> => {
  const answer = await fetch(`/${item.locale}/app/send`, { method: 'POST', body: formOf(item), signal: AbortSignal.timeout(giveUpMs) }).catch(() => null)
  const said = answer && ((await answer.json().catch(() => null)) as { conversationId?: string | null; message?: string } | null)
  if (answer?.ok && said) {
    await change(item.id, (sent) => ({ ...sent, state: 'sent', unsure: false, files: [], fields: {}, conversationId: said.conversationId ?? null }))
    await forgetOldest()
    tell({ sent: item.id, about: item.about })
    return 'next'
  }
  const status = answer?.status ?? 0
  await log(`sending: ${status || 'no answer'}`)
  if (status === 401 || status === 403 && said?.message === '') {
    await change(item.id, (kept) => ({ ...kept, state: 'waiting', problem: 'signed-out' }))
    return 'signed-out'
  }
  // A gateway that lets through less than the server takes has its own words for it, and says the same for ever.
  if (status === 413) {
    await change(item.id, (refused) => ({ ...refused, state: 'failed', unsure: false, problem: 'too-large' }))
    return 'next'
  }
  // A server that breaks off or is behind a gateway may have stored it all the same.
  if (!answer || !said || status >= 500 || status === 429 || status === 408) {
    await change(item.id, (kept) => ({ ...kept, state: 'waiting', unsure: kept.unsure || (status !== 429 && status !== 408) }))
    return 'again'
  }
  await change(item.id, (refused) => ({ ...refused, state: 'failed', unsure: false, problem: said.message ?? '' }))
  return 'next'
}

const formOf = ({ id, person, kind, about, body, fields, files }: Item) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...fields, id, person, kind, about, body })) form.set(name, value)
  for (const { name, blob } of files) form.append('files', blob, name)
  return form
}

const forgetOldest = async () => {
  const sent = (await items()).filter(({ state }) => state === 'sent')
  for (const { id } of sent.slice(0, -mostSentKept)) await change(id, () => null)
}

/** What the server takes this phone for: `none` when the session was ended somewhere, and everything kept goes with it. */
export const checkSession = async (locale: string): Promise<'live' | 'expired' | 'none' | 'unknown'> => {
  const answer = await fetch(`/${locale}/app/session`).catch(() => null)
  if (!answer?.ok) return 'unknown'
  const { state } = (await answer.json()) as { state: 'live' | 'expired' | 'none' }
  return state
}

/**
 * Signing out that was asked for without a line is done when there is one. True when nobody is on the way out any more.
 * The phone has removed everything by then: the browser is not to do so as well, under a worker that opens a page.
 */
export const leave = async (): Promise<boolean> => {
  const locale = await meta('leaving')
  if (locale === undefined) return true
  const answer = await fetch(`/${locale}/app/sign-out`, { method: 'POST', redirect: 'manual', headers: { 'hospes-wiped': '1' } }).catch(() => null)
  if (!answer) return false
  await setMeta('leaving', undefined)
  return true
}
