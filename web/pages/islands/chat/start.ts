import { keepLine } from '../../../line/line.ts'
import { isLooking, tellUnread, whenLooking } from '../asking/attention.ts'
import { ownCall } from '../asking/call.ts'
import { keepNear, showNear } from '../near/near.ts'
import { entriesAfter, sayHere, saySeen, send, takeWays } from './ask.ts'
import { useComposer } from './composer.ts'
import { createOutbox } from './outbox.ts'
import { announce, append, isAtEnd, lastSeq, saidAfter, toEnd } from './thread.ts'
import { createView, showStatus } from './view.ts'

const [hereMs, waitingMs] = [20_000, 8_000]

type Chat = { root: HTMLElement; address: string; entries: HTMLElement; pending: HTMLElement; form: HTMLFormElement; over: AbortSignal }

/** The chat live: what is said comes by itself, what is written goes by itself, one after the other, through cuts of the line. */
const startChat = ({ root, address, entries, pending, form, over }: Chat) => {
  const now = { read: Number(root.dataset.read), signedOut: false, beat: 0 }
  const outbox = createOutbox(`hospes-chat ${address}`, { send: (waiting) => send(address, waiting), changed: () => draw() })
  const view = createView(root, { entries, pending }, { all: outbox.all, again: outbox.again, takeBack: (waiting) => composer?.takeBack(waiting, outbox.drop), read: () => now.read })
  const draw = () => {
    outbox.forget(lastSeq(entries))
    view.draw()
    if (outbox.all().some(({ failed }) => failed === 'signed-out')) signOut()
  }
  const signOut = () => {
    if (now.signedOut) return
    now.signedOut = true
    showStatus(root, 'ended', root.dataset.expired ?? '')
    root.querySelector('[data-status]')?.append(Object.assign(document.createElement('a'), { href: address, textContent: root.dataset.again ?? '' }))
  }
  const look = async () => {
    const standing = now.signedOut || over.aborted ? null : await sayHere(address)
    if (standing === 'signed-out') return signOut()
    if (!standing) return
    const moved = root.dataset.state !== standing.state
    now.read = standing.read
    root.dataset.state = standing.state
    showStatus(root, standing.state, standing.status)
    view.mark()
    if (moved) void takeWays(root, address)
  }
  const load = createLoader({ root, address, entries, over, draw })
  const composer = useComposer(form, `hospes-chat-text ${address}`, { onSend: (body, files) => {
    outbox.add(body, files)
    toEnd()
  } })
  follow(root, over, { load, look, stands: () => outbox.all().some(({ failed }) => failed === 'not-reached') && outbox.again() })
  const beat = () => {
    void look()
    now.beat = window.setTimeout(beat, root.dataset.state === 'waiting' ? waitingMs : hereMs)
  }
  beat()
  over.addEventListener('abort', () => clearTimeout(now.beat))
  whenLooking(() => void look(), over)
  keepNear('#body', over)
  draw()
  if (outbox.all().length > 0) outbox.again()
  toEnd()
}

/** Fetches what is new, or everything; one fetch at a time, and once more for whatever came meanwhile. */
const createLoader = ({ root, address, entries, over, draw }: Pick<Chat, 'root' | 'address' | 'entries' | 'over'> & { draw: () => void }) => {
  const now = { busy: false, again: false, all: false, unread: saidAfter(entries, Number(root.dataset.seenSeq)) }
  const see = () => {
    if (now.unread === 0) return
    if (isLooking()) {
      now.unread = 0
      saySeen(address)
    }
    tellUnread(now.unread)
  }
  whenLooking(see, over)
  see()
  const take = (html: string) => {
    const follows = isAtEnd()
    const added = append(entries, html)
    announce(added)
    draw()
    if (follows) toEnd()
    now.unread += added.length
    see()
  }
  return async (all: boolean): Promise<void> => {
    now.again = true
    now.all ||= all
    if (now.busy) return
    now.busy = true
    while (now.again) {
      const from = now.all ? 0 : lastSeq(entries)
      now.again = now.all = false
      const html = await entriesAfter(address, from)
      if (html !== null && !over.aborted) take(html)
    }
    now.busy = false
  }
}

type Following = { load: (all: boolean) => Promise<void>; look: () => Promise<void>; stands: () => unknown }

const follow = (root: HTMLElement, over: AbortSignal, { load, look, stands }: Following) => {
  const { events = '' } = root.dataset
  const cut = root.querySelector<HTMLElement>('[data-cut]')
  const now = { place: null as string | null }
  const line = () => keepLine({
    call: ownCall() ?? undefined,
    address: (after) => (after === null ? events : `${events}&after=${encodeURIComponent(after)}`),
    place: () => now.place,
    onPlace: (id) => void (now.place = id),
    onEvent: ({ id, data }) => {
      now.place = id || now.place
      void load((data as { resync?: true }).resync === true)
      void look()
    },
    onNear: (near) => showNear(near as Parameters<typeof showNear>[0]),
    onState: (state) => {
      if (cut) cut.hidden = state !== 'lost'
      if (state !== 'live') return
      void load(false)
      void look()
      stands()
    },
  })
  const held = { stop: line() }
  over.addEventListener('abort', () => held.stop())
  // A browser has few lines to one place: of the frames in all its tabs only those that can be seen hold one.
  if (ownCall()) document.addEventListener('visibilitychange', () => {
    held.stop()
    if (document.visibilityState === 'visible') held.stop = line()
  }, { signal: over })
}

/** Starts the chat of the page, if there is one; over when the page gives way to another. */
export const chatHere = (over: AbortSignal = new AbortController().signal): void => {
  const root = document.querySelector<HTMLElement>('[data-chat]')
  const part = <Of extends HTMLElement>(name: string) => root?.querySelector<Of>(name)
  const [entries, pending, form] = [part('[data-entries]'), part('[data-pending]'), part<HTMLFormElement>('#composer')]
  if (root && entries && pending && form) startChat({ root, address: root.dataset.chat ?? '', entries, pending, form, over })
}
