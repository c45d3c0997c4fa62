import { leave } from './flush.ts'
import { here } from './here.ts'
import { hushDevice } from './push.ts'
import { items, wipe } from './store.ts'

type InstallEvent = Event & { prompt(): Promise<unknown> }

/** Offers to install the app where the browser can and it is not yet. */
export const offerInstall = (): void => {
  const box = document.querySelector<HTMLElement>('[data-install]')
  const button = box?.querySelector('button')
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    if (!box || !button) return
    box.hidden = false
    button.addEventListener('click', () => void (event as InstallEvent).prompt().then(() => (box.hidden = true)))
  })
  const form = document.querySelector<HTMLFormElement>('[data-sign-out]')
  form?.addEventListener('submit', (event) => {
    const warning = form.querySelector<HTMLElement>('[data-unsent]')
    if (!warning || !warning.hidden) return
    event.preventDefault()
    void items().catch(() => []).then((all) => {
      warning.hidden = !all.some(({ person, state }) => person === here.person && state !== 'sent')
      if (warning.hidden) form.submit()
    })
  })
}

/** Hands the text for guests to another app of the phone. */
export const shareText = (): void => {
  const button = document.querySelector<HTMLElement>('[data-share-text]')
  const text = document.querySelector<HTMLTextAreaElement>('#text')
  if (!button || !text || typeof navigator.share !== 'function') return
  button.hidden = false
  // Who closes the system's list has changed their mind.
  button.addEventListener('click', () => void navigator.share({ text: text.value }).catch(() => undefined))
}

/** On the page that says one is signed out nothing is left; true there. */
export const wipeWhenOut = async (): Promise<boolean> => {
  if (document.querySelector('[data-wipe]') === null) return false
  for (const storage of [localStorage, sessionStorage]) storage.clear()
  await wipe({ outbox: true })
  await hushDevice()
  await leave()
  addEventListener('online', () => void leave())
  return true
}
