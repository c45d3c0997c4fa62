import type { Waiting } from './outbox.ts'

type Said = { all: () => readonly Waiting[]; again: () => void; /** Back into the field, to be changed. */ takeBack: (waiting: Waiting) => void; read: () => number }

/** Draws what is being sent below what is said, and how far one's last message is. */
export const createView = (root: HTMLElement, { entries, pending }: { entries: Element; pending: Element }, { all, again, takeBack, read }: Said): { draw: () => void; mark: () => void } => {
  const words = root.dataset
  const retry = (waiting: Waiting) => {
    const { failed } = waiting
    const isKnown = failed === 'not-reached' || failed === 'signed-out'
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button plain not-sent', textContent: isKnown ? (words.failed ?? '') : `${failed} ${words.failed}` })
    button.addEventListener('click', () => (isKnown ? again() : takeBack(waiting)))
    return button
  }
  const echo = (waiting: Waiting) => {
    const item = Object.assign(document.createElement('li'), { className: 'entry asker' })
    const text = Object.assign(document.createElement('div'), { className: 'words', dir: 'auto' })
    text.append(Object.assign(document.createElement('p'), { textContent: waiting.body || waiting.files.map(({ name }) => name).join(', ') }))
    item.append(text, waiting.failed === null ? stateLine(waiting.seq === null ? words.sending : words.sent) : retry(waiting))
    return item
  }
  const mark = () => {
    entries.querySelectorAll('.entry-state').forEach((line) => line.remove())
    const own = [...entries.querySelectorAll('.entry.asker')].at(-1)
    if (!own || all().length > 0) return
    const isRead = Number(own.id.slice(1)) <= read()
    own.append(stateLine(isRead ? words.seen : words.state === 'live' ? words.delivered : words.sent))
  }
  const draw = () => {
    pending.replaceChildren(...all().map(echo))
    mark()
  }
  return { draw, mark }
}

const stateLine = (text: string | undefined) => Object.assign(document.createElement('p'), { className: 'entry-state meta', textContent: text ?? '' })

/** How the chat stands, in the server's words. */
export const showStatus = (root: HTMLElement, state: string, text: string): void => {
  const status = root.querySelector('[data-status]')
  const line = status?.querySelector('[role=status]')
  if (!status || !line) return
  status.className = `chat-status is-${state}`
  if (line.textContent !== text) line.textContent = text
}
