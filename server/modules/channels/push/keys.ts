import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import webPush from 'web-push'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'

export type KeyPair = { publicKey: string; privateKey: string }

/** The public key that browsers subscribe under; made when there is none, or when the secret it is sealed under is another. */
export const keyInUse = async (ctx: Ctx, secret: string): Promise<string> => {
  const found = await q.keyInUse(ctx.db, ctx.actor.brandId)
  if (found && unsealed(ctx, secret, found.sealed) !== null) return found.public_key
  if (found) ctx.log.warn('the key for notifications is sealed under another HOSPES_SECRET: a new one is made, and devices subscribe anew when they are next used')
  return replaceKey(ctx, secret, found?.public_key)
}

/** Makes a new key. Devices go on under the one they have until they are next used. */
export const rotateKey = async (ctx: Ctx, secret: string): Promise<string> =>
  replaceKey(ctx, secret, (await q.keyInUse(ctx.db, ctx.actor.brandId))?.public_key)

/** Both halves of a key of ours, in use or not any more; null when there is none, or it cannot be opened. */
export const keyPair = async (ctx: Ctx, secret: string, publicKey: string): Promise<KeyPair | null> => {
  const found = await q.keyById(ctx.db, ctx.actor.brandId, publicKey)
  const privateKey = found ? unsealed(ctx, secret, found.sealed) : null
  return privateKey === null ? null : { publicKey, privateKey }
}

const replaceKey = (ctx: Ctx, secret: string, old: string | undefined): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await q.lockKeys(tx.db, brandId)
    const now = await q.keyInUse(tx.db, brandId)
    // Another process has made one in the same moment.
    if (now && now.public_key !== old) return now.public_key
    if (now) await q.retireKey(tx.db, { brandId, publicKey: now.public_key }, tx.now())
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    await q.insertKey(tx.db, { brand_id: brandId, public_key: publicKey, sealed: sealed(tx, secret, privateKey), made_at: tx.now() })
    return publicKey
  })

const cipher = 'aes-256-gcm'
const [nonceBytes, tagBytes] = [12, 16]

// A copy of the database alone opens no key.
const sealingKey = (ctx: Ctx, secret: string) => Buffer.from(hkdfSync('sha256', secret, ctx.actor.brandId, 'keys of notifications', 32))

const sealed = (ctx: Ctx, secret: string, text: string): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, sealingKey(ctx, secret), nonce)
  const content = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), content])
}

const unsealed = (ctx: Ctx, secret: string, bytes: Buffer): string | null => {
  try {
    const opening = createDecipheriv(cipher, sealingKey(ctx, secret), bytes.subarray(0, nonceBytes))
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}
