import { checkSession, leave } from '../islands/app/flush.ts'
import { unsubscribe } from '../islands/app/subscription.ts'
import { assetsCache, meta, pagesCache, shellCache, tell, wipe } from '../islands/app/store.ts'
import { asked, between, keep } from './kept.ts'

declare const self: ServiceWorkerGlobalScope

const localeOf = (scope: string) => scope.split('/')[1] ?? 'en'

/** Fetched at once, so that even the first page without a line is one of ours. */
export const keepShell = async (scope: string): Promise<void> => {
  const cache = await caches.open(shellCache)
  await cache.addAll(['offline', 'locked', 'signed-out'].map((name) => new Request(`${scope}/${name}`, { cache: 'reload' })))
}

const shell = async (scope: string, name: string): Promise<Response> =>
  (await caches.match(`${scope}/${name}`, { cacheName: shellCache })) ?? new Response('', { status: 503, headers: { 'content-type': 'text/plain' } })

// A page with a search is of the moment; what was shared is filled in by the page itself.
const keyOf = (request: Request): string | null => {
  const { pathname, search } = new URL(request.url)
  return search === '' || search === '?shared=1' ? pathname : null
}

/** A page that is on the phone is there at once, and fetches by itself what has changed; one that is not comes from the server. */
export const answerPage = async (event: FetchEvent, scope: string): Promise<Response> => {
  const { request } = event
  const { pathname } = new URL(request.url)
  const own = ['offline', 'locked', 'signed-out'].find((name) => pathname === `${scope}/${name}`)
  if (own) return shell(scope, own)
  if (!(await leave())) return shell(scope, 'signed-out')
  if (await isLocked()) return shell(scope, 'locked')
  const key = keyOf(request)
  const kept = key === null ? undefined : await caches.match(key, { cacheName: pagesCache })
  if (kept && request.cache !== 'reload' && request.cache !== 'no-cache') return kept
  const { answer, at } = await asked(request)
  if (!answer) return kept ?? shell(scope, 'offline')
  if (answer.type === 'opaqueredirect') event.waitUntil(whoIsThere(scope))
  else if (key !== null) event.waitUntil(keep(key, { answer: answer.clone(), at }))
  return answer
}

/** A page fetched by a page, or one of its pictures: fresh when there is a line, else as it was. */
export const answerPart = async (event: FetchEvent, scope: string): Promise<Response> => {
  const { request } = event
  const isPicture = request.destination === 'image'
  const key = isPicture ? request.url : keyOf(request)
  const kept = key === null ? undefined : await caches.match(key, { cacheName: pagesCache })
  if (isPicture && kept) return kept
  const { answer, at } = await asked(request)
  if (!answer) return kept ?? Response.error()
  if (answer.redirected) event.waitUntil(whoIsThere(scope))
  else if (key !== null) event.waitUntil(keep(key, { answer: answer.clone(), at }))
  return answer
}

/** Has a page on the phone before it is opened. */
export const keepAhead = async (path: string): Promise<void> => {
  const { answer, at } = await asked(path, { headers: { accept: 'text/html', 'hospes-ahead': '1' } })
  if (answer) await keep(path, { answer, at })
}

/** Scripts and styles have their content in their name: what is on the phone is right for good. */
export const answerAsset = async (request: Request): Promise<Response> => {
  const cache = await caches.open(assetsCache)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    await cache.put(request, answer.clone())
    const names = await cache.keys()
    for (const old of names.slice(0, -mostAssets)) await cache.delete(old)
  }
  return answer
}

const mostAssets = 30

/** The server sends to sign in: what is kept of somebody whose session was ended goes; of one that ran out, what is unsent stays. */
const whoIsThere = async (scope: string): Promise<void> => {
  const state = await between(() => checkSession(localeOf(scope)))
  if (state !== 'none' && state !== 'expired') return
  await wipe({ outbox: state === 'none' })
  if (state === 'none') await unsubscribe(self.registration, { isSaid: false }).catch(() => undefined)
  tell({ signedOut: true })
}

const isLocked = async (): Promise<boolean> => {
  const lock = await meta('lock')
  return lock !== undefined && Date.now() - ((await meta('seenAt')) ?? 0) > lock.afterMs
}
