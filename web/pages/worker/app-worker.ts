import { flush } from '../islands/app/flush.ts'
import { answerAsset, answerPage, answerPart, keepShell } from './pages.ts'
import { followChange, openPush, showPush } from './push.ts'
import { passOn, takeShared } from './posts.ts'

declare const self: ServiceWorkerGlobalScope
type SyncEvent = ExtendableEvent & { tag: string }

/**
 * The app's part that lives on when its pages are closed: shows them without a line, and sends what waits. It stands at
 * `/{locale}/app` and touches nothing else. Further kinds of events have files of their own beside this one.
 */
const scope = new URL(self.registration.scope).pathname
const isOfApp = ({ pathname }: URL) => pathname === scope || pathname.startsWith(`${scope}/`)

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepShell(scope), self.skipWaiting()]))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('message', (event) => {
  if (event.data === 'claim') event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (request.method === 'POST' && request.mode === 'navigate' && isOfApp(url)) {
    if (url.pathname === `${scope}/shared`) event.respondWith(takeShared(request, scope))
    else event.respondWith(passOn(event, scope))
  }
  if (request.method !== 'GET') return
  if (url.pathname.startsWith('/assets/') || /\/app\/icon-/.test(url.pathname)) event.respondWith(answerAsset(request))
  else if (!isOfApp(url) || /\/(session|manifest\.webmanifest)$/.test(url.pathname)) return
  else if (request.mode === 'navigate') event.respondWith(answerPage(event, scope))
  else if (request.destination === 'image' || request.headers.get('accept')?.includes('text/html')) event.respondWith(answerPart(event, scope))
})

self.addEventListener('push', (event) => event.waitUntil(showPush(event, scope)))
self.addEventListener('notificationclick', (event) => event.waitUntil(openPush(event, scope)))
self.addEventListener('pushsubscriptionchange', (event) => (event as ExtendableEvent).waitUntil(followChange()))

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent
  if (tag === 'hospes-outbox') (event as SyncEvent).waitUntil(flush().then((outcome) => (outcome === 'again' ? Promise.reject(new Error('later')) : undefined)))
})
