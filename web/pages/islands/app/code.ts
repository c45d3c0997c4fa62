import { here } from './here.ts'
import { meta, setMeta } from './store.ts'

const periodMs = 30_000

/** The sign-in code of this moment, as RFC 6238 makes it; the phone's own, so it needs no line. */
export const codeAt = async (key: CryptoKey, at: number): Promise<string> => {
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(at / periodMs)))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
  const offset = mac.getUint8(mac.byteLength - 1) & 15
  return String((mac.getUint32(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const bytesOf = (base32: string): Uint8Array<ArrayBuffer> => {
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}

/** Keeps what was just set up on this phone, in a shape that gives codes and never itself; shows the code where one is asked for. */
export const showCode = async (): Promise<void> => {
  const setup = document.querySelector<HTMLElement>('[data-code-setup]')
  if (setup) {
    const key = await crypto.subtle.importKey('raw', bytesOf(setup.dataset.secret ?? ''), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
    await setMeta('code', { person: here.person, key })
  }
  const kept = await meta('code')
  if (!kept || kept.person !== here.person) return
  for (const warning of document.querySelectorAll<HTMLElement>('[data-code-here]')) warning.hidden = false
  const field = document.querySelector<HTMLInputElement>('[data-code-confirm] input[name=code]')
  if (field && field.value === '') field.value = await codeAt(kept.key, Date.now())
  const box = document.querySelector<HTMLElement>('[data-code]')
  if (box) await tick(box, kept.key)
}

const tick = async (box: HTMLElement, key: CryptoKey) => {
  const [digits, bar, left] = [box.querySelector('[data-code-digits]'), box.querySelector('progress'), box.querySelector<HTMLElement>('[data-code-left]')]
  if (!digits || !bar || !left) return
  document.querySelector('[data-code-elsewhere]')?.remove()
  const show = async () => {
    const now = Date.now()
    const code = await codeAt(key, now)
    const seconds = Math.ceil((periodMs - (now % periodMs)) / 1_000)
    digits.textContent = `${code.slice(0, 3)} ${code.slice(3)}`
    bar.value = seconds
    left.textContent = (left.dataset.text ?? '').replace('{left}', seconds.toLocaleString(here.locale))
  }
  await show()
  box.hidden = false
  setInterval(() => void show(), 1_000)
}
