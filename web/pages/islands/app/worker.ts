import { flush } from './flush.ts'
import { here } from './here.ts'
import { hear, meta, setMeta, wipe } from './store.ts'

/** Registers the worker of the app in this language; those of languages that were used before are let go. */
export const register = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  hear((news) => {
    if ('signedOut' in news) location.assign(`/${here.locale}/extranet/sign-in?${new URLSearchParams({ next: here.path })}`)
  })
  await navigator.serviceWorker.register(here.worker, { scope: here.scope })
  for (const other of await navigator.serviceWorker.getRegistrations()) {
    const { pathname } = new URL(other.scope)
    if (pathname !== here.scope && /^\/[a-z]{2}\/app$/.test(pathname)) await other.unregister()
  }
  const { active } = await navigator.serviceWorker.ready
  if (navigator.serviceWorker.controller) return
  const taken = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))
  // A page that came while the worker was taking over is passed over by it.
  active?.postMessage('claim')
  await taken
}

/** Whoever is signed in now is the owner of what is kept from now on; what is somebody else's is removed first. */
export const settleOwner = async (): Promise<void> => {
  if (here.person === '') return
  const owner = await meta('owner')
  if (owner === here.person) return
  if (owner !== undefined) await wipe({ outbox: true })
  await setMeta('owner', here.person)
}

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

/** Sends now, and has the worker send when there is a line again, where the browser can. */
export const sendSoon = async (): Promise<void> => {
  const registration = (await navigator.serviceWorker?.getRegistration(here.scope)) as WithSync | undefined
  await registration?.sync?.register('hospes-outbox').catch(() => undefined)
  await flush()
}
