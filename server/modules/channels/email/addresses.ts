import { createHmac, timingSafeEqual } from 'node:crypto'

/** Secrets that sign what stands in addresses; the first signs, all are believed. */
export type MailKeys = readonly { id: string; secret: string }[]
/** What a signed name is of. `reply`: a conversation; `bounce`, `mail`: a mail of ours; `thread`: a conversation, as a Message-ID; `guest`, `property`: a stay, by the side that mail to it reaches. */
export type Named = 'reply' | 'bounce' | 'mail' | 'thread' | 'guest' | 'property'
export type Naming = { keys: MailKeys; brandId: string; domain: string }

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const macBytes = 10

/**
 * `reply+aXXXX.MAC@help.example`: key id, what it is of, 80 bits of HMAC-SHA256. Base32 in lower case, because mail programs
 * change the case of the part before the @; at most 64 octets, because some cut it there.
 */
export const addressOf = (kind: Exclude<Named, 'mail' | 'thread'>, id: string, naming: Naming): string => `${kind}+${tokenOf(kind, id, naming)}@${naming.domain}`

/** A Message-ID that nobody else can make: an answer to it is an answer to us. */
export const messageIdOf = (kind: 'mail' | 'thread', id: string, naming: Naming): string => `<${kind}.${tokenOf(kind, id, naming)}@${naming.domain}>`

/** What an address of ours is of, in any case of letters; null when it is not ours, of another brand or changed. */
export const readAddress = (address: string, naming: Naming): { kind: Named; id: string } | null => {
  const match = /^(reply|bounce|guest|property)\+([a-z0-9]{1,4}-[a-z2-7]{26})\.([a-z2-7]{16})@(.+)$/.exec(address.trim().toLowerCase())
  return match && match[4] === naming.domain.toLowerCase() ? checked(match[1] as Named, match, naming) : null
}

export const readMessageId = (messageId: string, naming: Naming): { kind: Named; id: string } | null => {
  const match = /^<(mail|thread)\.([a-z0-9]{1,4}-[a-z2-7]{26})\.([a-z2-7]{16})@/.exec(messageId.trim().toLowerCase())
  return match ? checked(match[1] as Named, match, naming) : null
}

const tokenOf = (kind: Named, id: string, { keys, brandId }: Naming): string => {
  const [key] = keys
  if (!key) throw new Error('no key for mail addresses')
  return `${key.id}-${base32(Buffer.from(id.replaceAll('-', ''), 'hex'))}.${base32(macOf({ kind, id, brandId, secret: key.secret }))}`
}

const checked = (kind: Named, [, , told = '', mac = '']: RegExpExecArray, { keys, brandId }: Naming): { kind: Named; id: string } | null => {
  const [keyId = '', encoded = ''] = told.split('-')
  const key = keys.find((known) => known.id === keyId)
  const id = uuidOf(encoded)
  if (!key || !id) return null
  return timingSafeEqual(Buffer.from(base32(macOf({ kind, id, brandId, secret: key.secret }))), Buffer.from(mac)) ? { kind, id } : null
}

const macOf = ({ kind, id, brandId, secret }: { kind: string; id: string; brandId: string; secret: string }) =>
  createHmac('sha256', secret).update(`mail:${kind}:${brandId}:${id}`).digest().subarray(0, macBytes)

const base32 = (bytes: Buffer): string => {
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31] ?? ''
  }
  return bits > 0 ? text + (alphabet[(value << (5 - bits)) & 31] ?? '') : text
}

const uuidOf = (encoded: string): string | null => {
  const bytes: number[] = []
  let [bits, value] = [0, 0]
  for (const letter of encoded) {
    value = ((value << 5) | alphabet.indexOf(letter)) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 255)
    }
  }
  const hex = Buffer.from(bytes).toString('hex')
  // The last letter has bits to spare: only the form we write is one.
  return hex.length === 32 && base32(Buffer.from(bytes)) === encoded ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}
