import { here } from './here.ts'
import { log } from './store.ts'
import { subscribe, tellAgain, unsubscribe } from './subscription.ts'

/** What holds on this device; `install`: the app has to be on the home screen first. */
type Standing = 'on' | 'off' | 'denied' | 'install' | 'unsupported' | 'failed'

const canBeNotified = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const registrationHere = async () => (canBeNotified ? navigator.serviceWorker.getRegistration(here.scope) : undefined)

const standing = async (): Promise<Standing> => {
  if (!canBeNotified) return 'standalone' in navigator && !navigator.standalone ? 'install' : 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return Notification.permission === 'granted' && (await (await registrationHere())?.pushManager.getSubscription()) ? 'on' : 'off'
}

/** Says what holds on this device, and asks for the permission when somebody presses for it, never by itself. */
export const offerPush = async (): Promise<void> => {
  const place = document.querySelector<HTMLElement>('[data-push]')
  if (!place || here.person === '') return
  const show = (now: Standing) => {
    for (const part of place.querySelectorAll<HTMLElement>('[data-when]')) part.hidden = !part.dataset.when?.split(' ').includes(now)
  }
  const first = await standing()
  // An offer is made to those who have not been asked yet.
  if (place.dataset.push === 'offer' && first !== 'off') return
  show(first)
  place.hidden = false
  place.addEventListener('click', ({ target }) => {
    const turn = target instanceof Element ? target.closest<HTMLElement>('[data-turn]')?.dataset.turn : undefined
    if (turn) void (turn === 'on' ? turnOn() : turnOff()).then(standing, failed).then(show)
  })
}

const failed = (error: unknown): Standing => {
  void log(`notifications: ${String(error)}`).catch(() => undefined)
  return 'failed'
}

const turnOn = async () => {
  if ((await Notification.requestPermission()) === 'granted') await subscribe(await navigator.serviceWorker.ready, here.person)
}

/** Whoever has signed out is shown nothing, nor what was shown before. */
export const hushDevice = async (): Promise<void> => {
  const registration = await registrationHere()
  if (registration) await unsubscribe(registration, { isSaid: false }).catch(failed)
}

const turnOff = async () => {
  const registration = await registrationHere()
  if (registration) await unsubscribe(registration, { isSaid: true })
}

/** Keeps the product knowing how this device is reached, and clears what is shown of the page that one reads. */
export const followPush = async (): Promise<void> => {
  const registration = await registrationHere()
  if (!registration || here.person === '') return
  const clear = () => void clearShown(registration)
  document.addEventListener('visibilitychange', clear)
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => data === 'hospes-shown' && clear())
  clear()
  if (Notification.permission === 'granted') await tellAgain(registration, here.person).catch(failed)
}

const clearShown = async (registration: ServiceWorkerRegistration) => {
  if (document.visibilityState === 'hidden') return
  for (const shown of await registration.getNotifications()) if ((shown.data as { path?: string } | null)?.path === here.path) shown.close()
}
