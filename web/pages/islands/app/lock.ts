import { here, pathOf } from './here.ts'
import { meta, setMeta, wipe, type Lock } from './store.ts'

const seenEveryMs = 10_000
const triesLeft = 5
const rounds = 600_000

/** Keeps note of when the app was looked at, locks it after a while away, and lets in whoever knows the code. */
export const keepLocked = async (): Promise<void> => {
  const unlock = document.querySelector<HTMLFormElement>('[data-unlock]')
  if (unlock) return letIn(unlock)
  const lock = await meta('lock')
  const see = () => document.visibilityState === 'visible' && void setMeta('seenAt', Date.now())
  const look = async () => {
    const known = await meta('lock')
    // Nothing is to be read in the list of open apps, nor while it is found out whether the time has passed.
    document.documentElement.toggleAttribute('data-covered', known !== undefined && document.visibilityState === 'hidden')
    if (document.visibilityState === 'hidden' || !known) return
    if (Date.now() - ((await meta('seenAt')) ?? 0) > known.afterMs) return location.reload()
    see()
  }
  document.addEventListener('visibilitychange', () => void look())
  setInterval(see, seenEveryMs)
  if (lock === undefined || Date.now() - ((await meta('seenAt')) ?? 0) <= lock.afterMs) see()
  await settings(lock)
}

const hashOf = async (pin: string, salt: Uint8Array<ArrayBuffer>) => {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256)
}

const same = (one: ArrayBuffer, other: ArrayBuffer) => {
  const [a, b] = [new Uint8Array(one), new Uint8Array(other)]
  return a.length === b.length && a.reduce((sum, byte, place) => sum | (byte ^ (b[place] ?? 0)), 0) === 0
}

const hasKey = async () => isSecureContext && 'PublicKeyCredential' in window && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false))

const settings = async (lock: Lock | undefined) => {
  const form = document.querySelector<HTMLFormElement>('[data-lock-form]')
  const state = form?.querySelector<HTMLElement>('[data-lock-state]')
  const off = form?.querySelector<HTMLElement>('[data-lock-off]')
  if (!form || !state || !off) return
  const show = (isOn: boolean) => {
    state.textContent = (isOn ? form.dataset.on : form.dataset.off) ?? ''
    off.hidden = !isOn
  }
  form.hidden = false
  show(lock !== undefined)
  const withKey = form.querySelector<HTMLElement>('[data-lock-key]')
  if (withKey) withKey.hidden = !(await hasKey())
  off.addEventListener('click', () => void setMeta('lock', undefined).then(() => show(false)))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void turnOn(form).then((isOn) => isOn && show(true))
  })
}

const value = (form: HTMLElement, selector: string) => form.querySelector<HTMLInputElement>(selector)?.value ?? ''

const turnOn = async (form: HTMLFormElement): Promise<boolean> => {
  const error = form.querySelector<HTMLElement>('[data-lock-error]')
  const pin = value(form, '#pin')
  const matches = pin === value(form, '#again')
  if (error) {
    error.hidden = matches
    error.textContent = matches ? '' : (form.dataset.mismatch ?? '')
  }
  if (!matches) return false
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const key = form.querySelector<HTMLInputElement>('[data-lock-key] input')?.checked ? await newKey() : null
  await setMeta('lock', { salt, hash: await hashOf(pin, salt), afterMs: Number(value(form, '#after')) * 60_000, left: triesLeft, key })
  await setMeta('seenAt', Date.now())
  form.reset()
  return true
}

/** A key that the phone gives out only to whoever opens the phone itself; no server knows it. */
const newKey = async (): Promise<ArrayBuffer | null> => {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)), rp: { name: document.title }, user: { id: crypto.getRandomValues(new Uint8Array(16)), name: document.title, displayName: document.title },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }], authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
    },
  }).catch(() => null)
  return made instanceof PublicKeyCredential ? made.rawId : null
}

const letIn = async (form: HTMLFormElement) => {
  const lock = await meta('lock')
  // Nothing is locked: the page stands at its own address, or the lock was taken off by another page.
  if (!lock) return here.path === pathOf('locked') ? undefined : location.reload()
  const open = async () => {
    await setMeta('lock', { ...lock, left: triesLeft })
    await setMeta('seenAt', Date.now())
    location.reload()
  }
  const byKey = form.querySelector<HTMLElement>('[data-unlock-key]')
  if (byKey) byKey.hidden = lock.key === null
  byKey?.addEventListener('click', () => void proved(lock).then((isProved) => (isProved ? open() : undefined)))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void (async () => {
      const now = await meta('lock')
      if (!now) return location.reload()
      if (same(await hashOf(value(form, '#pin'), now.salt), now.hash)) return open()
      await refuse(form, now)
    })()
  })
  form.querySelector('input')?.focus()
}

const proved = async ({ key }: Lock) => {
  if (!key) return false
  const answer = await navigator.credentials.get({
    publicKey: { challenge: crypto.getRandomValues(new Uint8Array(32)), allowCredentials: [{ type: 'public-key', id: key }], userVerification: 'required' },
  }).catch(() => null)
  return answer !== null
}

const refuse = async (form: HTMLFormElement, lock: Lock) => {
  const left = lock.left - 1
  const error = form.querySelector<HTMLElement>('[data-unlock-error]')
  if (error) {
    error.hidden = false
    error.textContent = (form.dataset.wrong ?? '').replace('{left}', String(left))
  }
  form.reset()
  if (left > 0) return setMeta('lock', { ...lock, left })
  await wipe({ outbox: true })
  await setMeta('leaving', here.locale)
  location.assign(form.dataset.gone ?? '/')
}
