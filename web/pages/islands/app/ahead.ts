import { refresh } from '../live.ts'
import { here, pathOf } from './here.ts'
import { assetsCache, meta, pagesCache, setMeta } from './store.ts'

const skeletonAfterMs = 150

/** A page that takes its time shows at once that it comes. */
export const showWaiting = (): void => {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || !link.pathname.startsWith(here.scope) || link.hash) return
    setTimeout(() => document.querySelector('main')?.setAttribute('data-waits', ''), skeletonAfterMs)
  })
  addEventListener('pageshow', () => document.querySelector('main')?.removeAttribute('data-waits'))
}

const justNowMs = 5_000

/** A page that came from the phone fetches itself once, and shows what has changed since. One that just came from the server does not. */
export const refreshKept = async (): Promise<void> => {
  if (!navigator.serviceWorker?.controller || !navigator.onLine) return
  const kept = await caches.match(here.path, { cacheName: pagesCache })
  const at = Number(kept?.headers.get('hospes-kept-at') ?? Infinity)
  if (at > performance.timeOrigin - justNowMs) return
  if (document.querySelector('[data-live]') !== null) return refresh()
  const answer = await fetch(here.path, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const isNewer = fresh.documentElement.dataset.app !== here.version || wordsOf(fresh.querySelector('main')) !== main?.dataset.as
  if (isNewer && !wasTouched) location.reload()
}

let wasTouched = false
addEventListener('input', () => (wasTouched = true), { capture: true })
// What is for browsers without script is markup to one that parses with them off, and text to this one.
const wordsOf = (shown: Element | null) => {
  const copy = shown?.cloneNode(true) as Element | undefined
  for (const element of copy?.querySelectorAll('noscript') ?? []) element.remove()
  return copy?.textContent?.replace(/\s+/g, ' ') ?? ''
}
const main = document.querySelector('main')
// As the server made it, before anything here adds to it.
if (main) main.dataset.as = wordsOf(main)

const others = [[], ['guests'], ['share'], ['notices'], ['more'], ['outbox'], ['more', 'help'], ['more', 'help', 'report'], ['more', 'settings'], ['more', 'notifications'], ['more', 'lock'], ['more', 'code']]

/** Has the tabs and the newest conversations on the phone before anybody asks for them: only what is missing or has changed is fetched. */
export const keepAhead = async (): Promise<void> => {
  if (here.person === '' || !navigator.serviceWorker?.controller || !navigator.onLine) return
  await keepAssets()
  const cache = await caches.open(pagesCache)
  for (const parts of others) {
    const path = pathOf(...parts)
    if (!(await cache.match(path))) await fetchAhead(path)
  }
  await keepCode(cache)
  await keepConversations(cache)
}

/** The guests' code is for showing at a desk whose line is down. A picture is kept when it is asked for as one. */
const keepCode = async (cache: Cache) => {
  const page = new DOMParser().parseFromString((await (await cache.match(pathOf('share')))?.text()) ?? '', 'text/html')
  const code = page.querySelector('.app-code img')?.getAttribute('src')
  if (code && !(await cache.match(code))) await new Promise((done) => Object.assign(new Image(), { onload: done, onerror: done, src: code }))
}

const fetchAhead = async (path: string) => (await fetch(path, { headers: { accept: 'text/html', 'hospes-ahead': '1' }, priority: 'low' }).catch(() => null))?.ok ?? false

// The first page came before there was a worker: what it needs is taken from the browser's own memory.
const keepAssets = async () => {
  const cache = await caches.open(assetsCache)
  const used = [...document.querySelectorAll<HTMLElement>('link[rel=stylesheet], script[src]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
  for (const name of used) if (!(await cache.match(name))) await cache.add(name).catch(() => undefined)
}

const keepConversations = async (cache: Cache) => {
  const list = document.querySelector<HTMLElement>('[data-keep]')
  if (!list) return
  const box = list.id
  const kept = (await meta('kept')) ?? {}
  const shown = new Map([...list.querySelectorAll('li a')].map((link) => [link.getAttribute('href') ?? '', `${box} ${link.querySelector('time')?.dateTime ?? ''}`]))
  for (const [path, as] of shown) if (kept[path] !== as && (await fetchAhead(path))) await setMeta('kept', { ...(await meta('kept')), [path]: as })
  const now = (await meta('kept')) ?? {}
  const gone = Object.keys(now).filter((path) => now[path]?.startsWith(`${box} `) && !shown.has(path))
  for (const path of gone) await cache.delete(path)
  await setMeta('kept', Object.fromEntries(Object.entries(now).filter(([path]) => !gone.includes(path))))
}
