import type { PushNote } from '#contract/push'
import { meta } from '../islands/app/store.ts'
import { subscribe, unsubscribe } from '../islands/app/subscription.ts'
import { keepAhead } from './pages.ts'

declare const self: ServiceWorkerGlobalScope

/** `renotify` is not in every list of what a browser knows. */
type Shown = NotificationOptions & { renotify?: boolean; timestamp?: number }

/** Shows what came, to the owner of what this phone keeps and to nobody else; or takes away what was read elsewhere. */
export const showPush = async ({ data }: PushEvent, scope: string): Promise<void> => {
  const note = noteIn(data)
  const { registration } = self
  if (!note || !(await isFor(note.to))) return unsubscribe(registration, { isSaid: false })
  if (note.does === 'withdraw') {
    for (const shown of await registration.getNotifications({ tag: note.about })) shown.close()
    return
  }
  const reader = await readerOf(note.path)
  const options: Shown = {
    body: note.text, tag: note.about, renotify: reader === undefined, silent: reader !== undefined, icon: `${scope}/icon-192.png`,
    lang: note.locale, dir: note.dir, timestamp: Date.parse(note.at), data: { path: note.path },
  }
  await registration.showNotification(note.title, options)
  // Whoever looks at it right now has it before their eyes.
  reader?.postMessage('hospes-shown')
  await keepAhead(note.path)
}

const noteIn = (data: PushMessageData | null): PushNote | null => {
  try {
    return data?.json() as PushNote
  } catch {
    return null
  }
}

/** Somebody who has signed out, whose session has run out, or who is another, is shown nothing. */
const isFor = async (person: string) => {
  const [owner, notified, told, leaving] = [await meta('owner'), await meta('notified'), await meta('told'), await meta('leaving')]
  return owner === person && notified === person && told !== undefined && leaving === undefined
}

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true })

const readerOf = async (path: string) => (await windows()).find(({ url, visibilityState }) => visibilityState === 'visible' && new URL(url).pathname === path)

/** Opens what it is about: in the app as it stands open, or anew. */
export const openPush = async ({ notification }: NotificationEvent, scope: string): Promise<void> => {
  notification.close()
  const { path } = notification.data as { path: string }
  if (path !== scope && !path.startsWith(`${scope}/`)) return
  const open = (await windows()).filter(({ url }) => new URL(url).pathname.startsWith(scope))
  const there = open.find(({ url }) => new URL(url).pathname === path) ?? open[0]
  if (there && (await led(there, path))) return
  await self.clients.openWindow(path)
}

const led = async (client: WindowClient, path: string): Promise<boolean> => {
  const focused = await client.focus().catch(() => client)
  if (new URL(client.url).pathname === path) return true
  return focused.navigate(path).then(() => true, () => false)
}

/** The browser has given this device another address. */
export const followChange = async (): Promise<void> => {
  const person = await meta('notified')
  if (person !== undefined && (await isFor(person))) await subscribe(self.registration, person)
}
