import { meta, setMeta } from './store.ts'

/** How this device is reached; the pages and the worker do the same with it. */
const at = (registration: ServiceWorkerRegistration, ...parts: string[]) => [new URL(registration.scope).pathname, 'more', 'notifications', ...parts].join('/')

const askAgainMs = 10 * 60_000

/** Subscribes under the product's key, when the browser may, and tells the product; for the person whose phone it is. */
export const subscribe = async (registration: ServiceWorkerRegistration, person: string): Promise<void> => {
  const { key } = (await answerOf(at(registration, 'key'))) as { key: string }
  const subscription = await subscribed(registration, key)
  const { key: wanted } = await tell(registration, subscription, person)
  // The key has been changed in between.
  if (wanted !== key) await tell(registration, await subscribed(registration, wanted), person)
}

const subscribed = async (registration: ServiceWorkerRegistration, key: string): Promise<PushSubscription> => {
  const before = await registration.pushManager.getSubscription()
  if (before && keyOf(before) === key) return before
  await before?.unsubscribe()
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
}

/** What the browser says again from time to time, so that a session begun anew, or a new key, is followed. */
export const tellAgain = async (registration: ServiceWorkerRegistration, person: string): Promise<void> => {
  if ((await meta('notified')) !== person) return
  const told = await meta('told')
  if (told !== undefined && Date.now() - told < askAgainMs) return
  await subscribe(registration, person)
}

const tell = async (registration: ServiceWorkerRegistration, subscription: PushSubscription, person: string): Promise<{ key: string }> => {
  const { p256dh = '', auth = '' } = subscription.toJSON().keys ?? {}
  const body = formOf({ endpoint: subscription.endpoint, p256dh, auth, key: keyOf(subscription) })
  const answer = (await answerOf(at(registration, 'device'), { method: 'POST', body })) as { key: string }
  await setMeta('notified', person)
  await setMeta('told', Date.now())
  return answer
}

/** Nothing is shown on this device any more, whatever is still on its way. */
export const unsubscribe = async (registration: ServiceWorkerRegistration, { isSaid }: { isSaid: boolean }): Promise<void> => {
  await setMeta('notified', undefined)
  await setMeta('told', undefined)
  const subscription = await registration.pushManager.getSubscription()
  if (subscription && isSaid) await fetch(at(registration, 'device', 'off'), { method: 'POST', body: formOf({ endpoint: subscription.endpoint }) }).catch(() => null)
  await subscription?.unsubscribe()
  for (const shown of await registration.getNotifications()) shown.close()
}

const answerOf = async (path: string, init?: RequestInit): Promise<unknown> => {
  const answer = await fetch(path, init)
  if (!answer.ok) throw new Error(`notifications: ${answer.status}`)
  return answer.json()
}

const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const keyOf = ({ options }: PushSubscription) =>
  btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
