import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Under what something is sealed: the installation's secret, for one brand and one purpose. */
export type Seal = { secret: string; brandId: string; purpose: string }

const cipher = 'aes-256-gcm'
const [nonceBytes, tagBytes] = [12, 16]

const keyOf = ({ secret, brandId, purpose }: Seal) => Buffer.from(hkdfSync('sha256', secret, brandId, purpose, 32))

/** A text that a copy of the database alone does not tell. */
export const sealed = (seal: Seal, text: string): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, keyOf(seal), nonce)
  const content = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), content])
}

/** The text again; null when it was sealed under something else, or changed since. */
export const unsealed = (seal: Seal, bytes: Buffer): string | null => {
  try {
    const opening = createDecipheriv(cipher, keyOf(seal), bytes.subarray(0, nonceBytes))
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}
