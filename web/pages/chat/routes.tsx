import { Refusal } from '#kernel'
import { explain } from '../extranet/explain.ts'
import { idOr, posted } from '../extranet/posted.ts'
import { show as showPart, showPrivately } from '../help/answer.ts'
import type { ChatPort } from '../chat-port.ts'
import type { Way } from '../parts/way.tsx'
import type { RefusedFile } from '../ports.ts'
import type { Request, Visit } from '../site.ts'
import { ChatPage, Entries } from './chat.tsx'
import { statusOf } from './status.ts'

export type InChat = { visit: Visit; way: Way; port: ChatPort; c: Request }
export type ChatRoute = (input: InChat) => Promise<Response>

const newId = () => crypto.randomUUID()
const idOf = (c: Request) => c.req.param('id') ?? ''

/** Whether a script of ours asks, which wants to know and not to be shown. */
export const wantsData = (c: Request) => (c.req.header('accept') ?? '').includes('application/json')

type Shown = { clientId?: string; typed?: string; error?: string | undefined; refused?: RefusedFile[]; leaveError?: string; status?: 200 | 422 }

const showChat = async ({ visit, way, port, c }: InChat, { clientId = newId(), typed, error, refused = [], leaveError, status = 200 }: Shown) => {
  const chat = await port.chat()
  return showPrivately(c, <ChatPage visit={visit} way={way} chat={chat} side={port.side} clientId={clientId} typed={typed ?? chat.draft.body} error={error} refused={refused} leaveError={leaveError} />, status)
}

export const chat: ChatRoute = async (input) => {
  await input.port.here('page')
  // A frame may be put away: it says itself when what it shows is looked at.
  if (input.c.req.method === 'GET' && !input.way.bare) await input.port.seen()
  return showChat(input, {})
}

export const say: ChatRoute = async (input) => {
  const { visit, way, port, c } = input
  const form = await posted(c)
  const clientId = idOr(form.text('clientId'), newId)
  const body = form.text('body')
  try {
    const said = await port.say({ clientId, body, uploads: form.uploads })
    if ('seq' in said) return wantsData(c) ? c.json(said, 201) : c.redirect(`${way.chat(idOf(c))}#composer`, 303)
    return wantsData(c) ? c.json({ error: said.refused.map(({ name, reason }) => visit.tr.t(reasons[reason], { name })).join(' ') }, 422) : await showChat(input, { clientId, typed: body, refused: said.refused, status: 422 })
  } catch (error) {
    const wrong = explain(visit, error)
    const words = wrong.body ?? wrong.form ?? visit.tr.t('chat.state.failed')
    return wantsData(c) ? c.json({ error: words }, 422) : showChat(input, { typed: body, error: words, status: 422 })
  }
}

const reasons = { type: 'contact.fileType', size: 'contact.fileSize', count: 'contact.fileCount', empty: 'contact.fileEmpty' } as const

/** What was said after a place, as it stands in the thread. */
export const entries: ChatRoute = async ({ visit, port, c }) => {
  const after = Number(/^\d{1,9}$/.exec(c.req.query('after') ?? '')?.[0] ?? 0)
  c.header('cache-control', 'no-store')
  return showPart(c, <ol><Entries visit={visit} chat={await port.chat()} after={after} /></ol>)
}

/** The page is open; how the chat stands, in words. */
export const stillHere: ChatRoute = async ({ visit, port, c }) => {
  const [standing, { email }] = [await port.here('live'), await port.chat()]
  return c.json({ state: standing.state, status: statusOf(visit, standing, email), read: standing.readSeq }, 200, { 'cache-control': 'no-store' })
}

export const seen: ChatRoute = async ({ port, c }) => {
  await port.seen()
  return c.body(null, 204)
}

export const leave: ChatRoute = async (input) => {
  const { visit, way, port, c } = input
  const form = await posted(c)
  const email = form.text('email').trim()
  if (email && !/^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+\.[^\s@,;:<>()[\]\\"]+$/.test(email)) return showChat(input, { leaveError: visit.tr.t('guestContact.emailForm'), status: 422 })
  try {
    // An address that was given is to be used, whatever else is chosen.
    await port.leave({ goesOn: email || form.text('goesOn') === 'email' ? 'email' : 'message', email: email || undefined })
    return c.redirect(way.chat(idOf(c)), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
    return showChat(input, { leaveError: visit.tr.t('chat.addressMissing'), status: 422 })
  }
}

export const back: ChatRoute = async ({ way, port, c }) => {
  await port.back()
  return c.redirect(way.chat(idOf(c)), 303)
}

export const end: ChatRoute = async ({ way, port, c }) => {
  await port.end()
  return c.redirect(way.chat(idOf(c)), 303)
}
