import { pagesCache } from '../islands/app/store.ts'

/** When the phone got a page, by its own clock. */
const keptAt = 'hospes-kept-at'

/** Until when a form at this path was changing what pages show, by the worker's clock; for ever while it is on its way. */
const changedUntil = new Map<string, number>()

let forms = 0
const onTheWay = new Set<Promise<unknown>>()

/** Sends a form, and has every page above it forgotten when it is answered. */
export const changing = async (path: string, send: () => Promise<Response | null>): Promise<Response | null> => {
  changedUntil.set(path, Infinity)
  forms++
  const sent = send()
  onTheWay.add(sent)
  const answer = await sent.finally(() => onTheWay.delete(sent))
  changedUntil.set(path, performance.now())
  const cache = await caches.open(pagesCache)
  for (const { url } of await cache.keys()) if (path.startsWith(new URL(url).pathname)) await cache.delete(url)
  return answer
}

/** What holds while no form is on its way: one may begin the session anew, and what is asked beside it is asked with the one before. */
export const between = async <Known>(find: () => Promise<Known>): Promise<Known> => {
  await Promise.allSettled(onTheWay)
  const before = forms
  const known = await find()
  return forms === before ? known : between(find)
}

/** Asks the server for a page, and notes when, so that it is known whether the answer is from before a change. */
export const asked = async (request: Request | string, init?: RequestInit): Promise<{ answer: Response | null; at: number }> => {
  const at = performance.now()
  return { answer: await fetch(request, init).catch(() => null), at }
}

/** Keeps a page that was asked for at that time, unless a form has been changing it since. */
export const keep = async (key: string, { answer, at }: { answer: Response; at: number }): Promise<void> => {
  const cache = await caches.open(pagesCache)
  const isOutdated = () => [...changedUntil].some(([path, until]) => path.startsWith(key) && until >= at)
  if (answer.status === 404 || answer.status === 403) return void (await cache.delete(key))
  if (!answer.ok || answer.redirected || isOutdated()) return
  const headers = new Headers(answer.headers)
  headers.set(keptAt, String(Date.now()))
  await cache.put(key, new Response(answer.body, { status: 200, headers }))
  if (isOutdated()) await cache.delete(key)
}
