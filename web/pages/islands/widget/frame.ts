import { call, callBy } from '../asking/call.ts'
import { isLooking } from '../asking/attention.ts'
import { chatHere } from '../chat/start.ts'
import { tellTimeZone } from '../chat/time-zone.ts'
import type { Memory } from './memory.ts'

type Shell = { content: HTMLElement; ongoing: HTMLElement; unreached: HTMLElement; home: string; memory: Memory; chatGoes: (goes: boolean) => void }

const isOurs = (path: string) => /^\/[a-z]{2}\/widget\//.test(path)
const isChat = (path: string) => /\/in\/[0-9a-f-]{36}$/.test(path)
const patienceMs = 20_000

/** Puts the session into every request, and takes the one that an answer begins. */
export const sayWho = (memory: Memory): void =>
  callBy(async (address, init = {}) => {
    const { token } = memory.read()
    const answer = await fetch(address, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), ...(token ? { authorization: `Bearer ${token}` } : {}) } })
    const begun = answer.headers.get('hospes-session')
    if (begun) memory.change({ token: begun })
    return answer
  })

/** Shows the views of the widget one after the other in the one page there is, as a browser would whole pages. */
export const createViews = ({ content, ongoing, unreached, home, memory, chatGoes }: Shell) => {
  // What is asked for gives way to what is asked for next; what is shown stays alive until something else is.
  const now = { asking: new AbortController(), shown: new AbortController(), path: '', tries: () => {} }

  const show = (path: string, html: string) => {
    now.shown.abort()
    now.shown = new AbortController()
    const page = new DOMParser().parseFromString(html, 'text/html')
    now.path = path
    if (isChat(path)) memory.change({ chat: path })
    document.title = page.title
    content.replaceChildren(...page.body.childNodes)
    tellTimeZone()
    chatHere(now.shown.signal)
    tellOfChat()
    const first = content.querySelector<HTMLElement>('#errors, [aria-invalid], .chat #body') ?? content
    if (!isChat(path)) scrollTo({ top: 0 })
    if (isLooking()) first.focus({ preventScroll: isChat(path) })
  }
  const tellOfChat = () => {
    const { chat } = memory.read()
    chatGoes(chat !== null && content.querySelector<HTMLElement>('[data-chat]')?.dataset.state !== 'ended')
    ongoing.hidden = chat === null || chat === now.path
    ongoing.querySelector('a')?.setAttribute('href', chat ?? home)
  }
  const ask = async (path: string, init?: RequestInit): Promise<void> => {
    now.asking.abort()
    const asking = (now.asking = new AbortController())
    content.ariaBusy = 'true'
    const waits = AbortSignal.any([asking.signal, AbortSignal.timeout(patienceMs)])
    const answer = await call(path, { ...init, headers: { accept: 'text/html' }, signal: waits }).catch(() => null)
    const html = answer && answer.status < 500 ? await answer.text().catch(() => null) : null
    if (asking.signal.aborted) return
    content.ariaBusy = 'false'
    const to = answer?.headers.get('hospes-go')
    unreached.hidden = html !== null
    now.tries = () => void ask(path, init)
    if (to) return go(to)
    // A form that did not get through keeps what is typed in it.
    if (html === null || !answer) return
    if (answer.status === 401 && isChat(path)) memory.change({ chat: null, token: null })
    show(path, html)
  }
  const go = (path: string): void => {
    if (isOurs(new URL(path, location.href).pathname)) return void ask(path)
    open(path, '_blank', 'noopener')
    void ask(home)
  }
  unreached.querySelector('button')?.addEventListener('click', () => now.tries())
  document.addEventListener('click', (event) => follow(event, go))
  document.addEventListener('submit', (event) => submit(event, ask))
  memory.whenChanged(tellOfChat)
  new MutationObserver(tellOfChat).observe(content, { subtree: true, attributeFilter: ['data-state'] })
  return { go, again: () => (now.path ? go(now.path) : undefined), path: () => now.path }
}

const follow = (event: MouseEvent, go: (path: string) => void) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]')
  if (!link || event.defaultPrevented) return
  const { origin, pathname, hash } = new URL(link.href)
  if (hash && pathname === location.pathname) return
  if (origin === location.origin && isOurs(pathname)) {
    event.preventDefault()
    return go(pathname)
  }
  if (origin === location.origin && pathname.startsWith('/files/')) {
    event.preventDefault()
    return void fetchFile(pathname, link.textContent ?? '')
  }
  // What is not the widget's own has no place in a frame.
  link.target = '_blank'
  link.rel = 'noopener'
}

// A link brings no session along here: the file is fetched as everything else and handed to the browser.
const fetchFile = async (path: string, name: string) => {
  const answer = await call(path).catch(() => null)
  if (!answer?.ok) return
  const href = URL.createObjectURL(await answer.blob())
  Object.assign(document.createElement('a'), { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), patienceMs)
}

const submit = (event: SubmitEvent, ask: (path: string, init: RequestInit) => Promise<void>) => {
  const form = event.target as HTMLFormElement
  if (event.defaultPrevented) return
  const { pathname } = new URL(form.action)
  if (!isOurs(pathname)) return void (form.target = '_blank')
  event.preventDefault()
  if (form.dataset.sent) return
  form.dataset.sent = '1'
  void ask(pathname, { method: 'POST', body: new FormData(form, event.submitter) }).finally(() => delete form.dataset.sent)
}
