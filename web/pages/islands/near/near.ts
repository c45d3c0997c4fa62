import { isLooking, whenLooking } from '../asking/attention.ts'
import { call } from '../asking/call.ts'

const typingMs = 3_000
const againMs = 20_000

type NearBy = { conversationId: string; people: { name: string }[] }

/** Says that the thread is looked at and written in, and shows that somebody of staff writes. Without it nothing is missing. */
export const keepNear = (field = '#reply', signal: AbortSignal = new AbortController().signal): void => {
  const line = document.querySelector<HTMLElement>('[data-near]')
  if (!line) return
  let said = -Infinity
  const say = (does: string) =>
    void call(line.dataset.near ?? '', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ does }), keepalive: does === 'left' })
      .then(async (answer) => answer.ok && showNear((await answer.json()) as Omit<NearBy, 'conversationId'>))
      .catch(() => undefined)
  const look = () => void (isLooking() && say('looks'))
  look()
  const timer = setInterval(look, againMs)
  signal.addEventListener('abort', () => clearInterval(timer))
  whenLooking(look, signal)
  window.addEventListener('pagehide', () => say('left'), { signal })
  document.querySelector(field)?.addEventListener('input', () => {
    if (performance.now() - said < typingMs) return
    said = performance.now()
    say('types')
  })
}

/** Puts the names into the line that the server has worded. */
export const showNear = ({ people, conversationId }: Omit<NearBy, 'conversationId'> & { conversationId?: string }): void => {
  const line = document.querySelector<HTMLElement>('[data-near]')
  if (!line || (conversationId !== undefined && !line.dataset.near?.includes(conversationId))) return
  line.hidden = people.length === 0
  line.textContent = (line.dataset.template ?? '').replace('{name}', people.map(({ name }) => name).join(', '))
}
