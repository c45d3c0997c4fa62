import type { Page, Worker } from 'playwright-core'
import type { Browser } from './fakes/push-service.ts'

/**
 * A browser whose push service is the test's own: no real one is reached from here. Permission is `asked` for by a press and given or
 * denied; the subscription is the one that the test's push service knows, and stays over reloads as a browser's does.
 */
export const standInForPushService = (page: Page, { subscribed }: Pick<Browser, 'subscribed'>, says: 'granted' | 'denied' = 'granted'): Promise<unknown> =>
  page.addInitScript(`{
    const { endpoint, p256dh, auth, key } = ${JSON.stringify(subscribed)}
    const kept = (name) => localStorage.getItem('test-' + name)
    const keep = (name, value) => localStorage.setItem('test-' + name, value)
    const bytes = Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0))
    const subscription = { endpoint, options: { applicationServerKey: bytes.buffer }, toJSON: () => ({ keys: { p256dh, auth } }), unsubscribe: async () => { keep('push', 'off'); return true } }
    PushManager.prototype.subscribe = async () => { keep('push', 'on'); return subscription }
    PushManager.prototype.getSubscription = async () => (kept('push') === 'on' ? subscription : null)
    Object.defineProperty(Notification, 'permission', { get: () => kept('permission') ?? 'default' })
    Notification.requestPermission = async () => { keep('permission', '${says}'); return '${says}' }
  }`)

/** The app's worker, where it runs. */
export const workerOf = (page: Page): Worker => {
  const found = page.context().serviceWorkers().find((worker) => worker.url().endsWith('/app-worker.js'))
  if (!found) throw new Error('no worker runs')
  return found
}

/** The packaged Chromium shows no notifications: what the worker has it show is kept in the worker, as a screen would. */
export const standInForScreen = (worker: Worker): Promise<unknown> =>
  worker.evaluate(`{
    self.screen = []
    self.registration.showNotification = async (title, { tag, ...rest }) => {
      self.screen = [...self.screen.filter((shown) => shown.tag !== tag), { title, tag, ...rest, close: () => (self.screen = self.screen.filter((shown) => shown.tag !== tag)) }]
    }
    self.registration.getNotifications = async ({ tag } = {}) => self.screen.filter((shown) => tag === undefined || shown.tag === tag)
  }`)

export type OnScreen = { title: string; body: string; tag: string; lang: string; silent: boolean; renotify: boolean; data: { path: string } }
export const screenOf = (worker: Worker): Promise<OnScreen[]> => worker.evaluate<OnScreen[]>('self.screen.map(({ close, ...shown }) => shown)')

/** Presses on the only notification that stands there. */
export const pressNotification = (worker: Worker): Promise<unknown> =>
  happen(worker, `Object.defineProperty(new Event('notificationclick'), 'notification', { value: (await self.registration.getNotifications())[0] })`)

/** Brings a note as the browser does, and waits until the worker is done with it. */
export const handPush = (worker: Worker, note: unknown): Promise<unknown> =>
  happen(worker, `Object.defineProperty(new Event('push'), 'data', { value: { json: () => (${JSON.stringify(note)}) } })`)

const happen = (worker: Worker, event: string) =>
  worker.evaluate(`(async () => {
    const event = ${event}
    const done = new Promise((ended) => { event.waitUntil = ended })
    self.dispatchEvent(event)
    await done
  })()`)
