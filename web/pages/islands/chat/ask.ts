import { call } from '../asking/call.ts'
import type { Outcome, Waiting } from './outbox.ts'

const json = { accept: 'application/json' }

export type Standing = { state: string; status: string; read: number }

/** Says that the page is open; gives how the chat stands, or what is the matter. */
export const sayHere = async (address: string): Promise<Standing | 'signed-out' | null> => {
  const answer = await call(`${address}/here`, { method: 'POST', headers: json }).catch(() => null)
  if (answer?.status === 401) return 'signed-out'
  return answer?.ok ? ((await answer.json()) as Standing) : null
}

export const saySeen = (address: string): void => void call(`${address}/seen`, { method: 'POST', keepalive: true }).catch(() => null)

export const entriesAfter = async (address: string, seq: number): Promise<string | null> => {
  const answer = await call(`${address}/entries?after=${seq}`).catch(() => null)
  return answer?.ok && !answer.redirected ? answer.text() : null
}

export const send = async (address: string, { clientId, body, files }: Waiting): Promise<Outcome> => {
  const form = new FormData()
  form.set('clientId', clientId)
  form.set('body', body)
  for (const file of files) form.append('files', file)
  const answer = await call(address, { method: 'POST', body: form, headers: json }).catch(() => null)
  if (!answer || answer.status >= 500 || answer.status === 429) return 'not-reached'
  if (answer.status === 401) return 'signed-out'
  const said = (await answer.json().catch(() => ({}))) as { seq?: number; error?: string }
  return typeof said.seq === 'number' ? { seq: said.seq } : { refused: said.error ?? '' }
}

/** Takes over from the server's page what one can do besides writing: to leave, to come back. */
export const takeWays = async (root: HTMLElement, address: string): Promise<void> => {
  const answer = await call(address, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-ways]')
  const old = root.querySelector('[data-ways]')
  if (fresh && old && !old.contains(document.activeElement)) old.replaceChildren(...fresh.childNodes)
}
