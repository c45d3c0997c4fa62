import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import type { RawWebhook, Trusted } from './provider.ts'

const toleranceMs = 5 * 60_000

/** HMAC-SHA1 over the address and the sorted form fields. It has no time in it: a repeat is signed too, and must change nothing. */
export const formSignature = (url: string, fields: Iterable<readonly [string, string]>, secret: string): string => {
  const sorted = [...fields].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return createHmac('sha1', secret).update(url + sorted.map(([name, value]) => name + value).join('')).digest('base64')
}

export const trustForm = ({ url, body, headers }: RawWebhook, secret: string): Trusted =>
  isSame(headers['x-twilio-signature'] ?? '', formSignature(url, new URLSearchParams(body), secret)) ? 'yes' : 'unsigned'

/** HMAC-SHA256 over "seconds.body", as `t=…,v1=…`. */
export const timedSignature = (body: string, seconds: number, secret: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

export const trustTimed = ({ body, headers }: RawWebhook, secret: string, now: Date): Trusted => {
  const given = headers['jambonz-signature'] ?? ''
  const seconds = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(given)?.[1] ?? Number.NaN)
  const marks = [...given.slice(0, 1_000).matchAll(/(?:^|,)v1=([0-9a-f]{64})/g)].map(([, mark]) => `t=${seconds},v1=${mark}`)
  const expected = timedSignature(body, seconds, secret)
  if (!marks.some((mark) => isSame(mark, expected))) return 'unsigned'
  return isFresh(seconds, now) ? 'yes' : 'late'
}

/** Ed25519 over "seconds|body". */
export const trustKeyed = ({ body, headers }: RawWebhook, publicKey: string, now: Date): Trusted => {
  const [signature = '', at = ''] = [headers['telnyx-signature-ed25519'], headers['telnyx-timestamp']]
  if (!/^\d{1,12}$/.test(at)) return 'unsigned'
  const given = Buffer.from(signature, 'base64')
  if (given.length !== 64 || !verify(null, Buffer.from(`${at}|${body}`), ed25519(publicKey), given)) return 'unsigned'
  return isFresh(Number(at), now) ? 'yes' : 'late'
}

const isFresh = (seconds: number, now: Date) => Math.abs(now.getTime() - seconds * 1_000) <= toleranceMs

// The raw 32 bytes as providers print them, in the frame that Node reads.
const spkiFrame = Buffer.from('302a300506032b6570032100', 'hex')
const ed25519 = (publicKey: string) =>
  createPublicKey({ key: Buffer.concat([spkiFrame, Buffer.from(publicKey, 'base64').subarray(-32)]), format: 'der', type: 'spki' })

const isSame = (given: string, expected: string) => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
