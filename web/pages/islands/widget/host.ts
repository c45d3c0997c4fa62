import { storeOf } from '../asking/store.ts'
import { keys } from './keys.ts'
import { make } from './parts.ts'

type Parts = {
  script: HTMLScriptElement; opener: HTMLButtonElement; closer: HTMLButtonElement; dialog: HTMLDialogElement
  /** Whoever tabs past the ends of the dialog stays in it. */
  before: HTMLElement; after: HTMLElement
  failed: HTMLElement; status: HTMLElement
}
type Frame = { origin: string; address: string; title: string; /** With `{n}` for how many. */ unread: string; hue: string | undefined }
type Told = { hospes?: string; count?: number; goes?: boolean }

const small = '(max-width: 599px)'
// From when the frame has come, with our page in it or the browser's own about why it has not.
const patienceMs = 3_000
const [here, all] = [storeOf('sessionStorage'), storeOf('localStorage')]

type Now = { frame?: HTMLIFrameElement; timer?: number }
type Tell = (message: Record<string, unknown>) => void

/** The frame is loaded when it is opened for the first time, or at once where a chat goes on; closed, it stays as it is. */
export const keepFrame = (parts: Parts, { origin, address, title, unread, hue }: Frame): void => {
  const { script, opener, closer, dialog, before, after, failed, status } = parts
  const now: Now = {}
  const tell: Tell = (message) => now.frame?.contentWindow?.postMessage(message, origin)
  const hello = () => tell({ hospes: 'hello', shown: dialog.open, topic: script.dataset.topic, identity: script.dataset.identity || undefined, hue })
  const load = () => {
    failed.hidden = true
    if (now.frame) return
    const frame = (now.frame = make('iframe', { src: address, title }))
    frame.addEventListener('load', () => {
      clearTimeout(now.timer)
      now.timer = window.setTimeout(fail, patienceMs)
      hello()
    })
    after.before(frame)
  }
  // Not there, or not allowed on this page: then the help page is.
  const fail = () => {
    failed.hidden = false
    now.frame?.remove()
    delete now.frame
  }
  const { open, close } = doorOf(parts, { load, now, tell })
  before.addEventListener('focus', () => now.frame?.focus())
  after.addEventListener('focus', () => closer.focus())
  addEventListener('message', ({ data, origin: from, source }: MessageEvent<Told | null>) => {
    if (from !== origin || !now.frame || source !== now.frame.contentWindow || !data) return
    if (data.hospes === 'close') close()
    if (data.hospes === 'ready') clearTimeout(now.timer)
    if (data.hospes === 'unread') count({ opener, status, unread }, Number(data.count) || 0)
    if (data.hospes === 'chat') all.set(keys.chat, data.goes ? '1' : null)
  })
  // Any element of the page can open it; whom the page vouches for can change without a reload.
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-hospes-open]')) open(true)
  })
  new MutationObserver(hello).observe(script, { attributes: true, attributeFilter: ['data-identity'] })
  if (script.dataset.open !== undefined) return open(true)
  const wasOpen = here.get(keys.open) !== null && !matchMedia(small).matches
  if (wasOpen) open(false)
  else if (all.get(keys.chat) !== null) load()
}

/** To open it and to put it away, by mouse, finger and keyboard. */
const doorOf = ({ opener, closer, dialog }: Parts, { load, now, tell }: { load: () => void; now: Now; tell: Tell }) => {
  const open = (takesFocus: boolean) => {
    load()
    // A small screen is filled, and the page behind it is not to be reached meanwhile.
    if (!dialog.open) (matchMedia(small).matches ? dialog.showModal : dialog.show).call(dialog)
    opener.setAttribute('aria-expanded', 'true')
    here.set(keys.open, '1')
    tell({ hospes: 'shown', shown: true })
    if (takesFocus) now.frame?.focus()
  }
  const close = () => {
    if (!dialog.open) return
    dialog.close()
    opener.setAttribute('aria-expanded', 'false')
    here.set(keys.open, null)
    tell({ hospes: 'shown', shown: false })
    opener.focus()
  }
  opener.addEventListener('click', () => (dialog.open ? close() : open(true)))
  closer.addEventListener('click', close)
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    close()
  })
  dialog.addEventListener('keydown', ({ key }) => void (key === 'Escape' && close()))
  return { open, close }
}

const count = ({ opener, status, unread }: Pick<Parts, 'opener' | 'status'> & Pick<Frame, 'unread'>, waiting: number) => {
  const badge = opener.querySelector<HTMLElement>('.badge')
  if (!badge) return
  badge.hidden = waiting === 0
  badge.textContent = waiting > 99 ? '99+' : `${waiting}`
  status.textContent = waiting === 0 ? '' : unread.replace('{n}', `${waiting}`)
}
