import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { sealed, unsealed } from '#platform/sealing'
import * as q from './queries.ts'

export type KeyPair = { publicKey: string; privateKey: string }

/** The public key that browsers subscribe under; made when there is none, or when the secret it is sealed under is another. */
export const keyInUse = async (ctx: Ctx, secret: string): Promise<string> => {
  const found = await q.keyInUse(ctx.db, ctx.actor.brandId)
  if (found && unsealed(seal(ctx, secret), found.sealed) !== null) return found.public_key
  if (found) ctx.log.warn('the key for notifications is sealed under another HOSPES_SECRET: a new one is made, and devices subscribe anew when they are next used')
  return replaceKey(ctx, secret, found?.public_key)
}

/** Makes a new key. Devices go on under the one they have until they are next used. */
export const rotateKey = async (ctx: Ctx, secret: string): Promise<string> =>
  replaceKey(ctx, secret, (await q.keyInUse(ctx.db, ctx.actor.brandId))?.public_key)

/** Both halves of a key of ours, in use or not any more; null when there is none, or it cannot be opened. */
export const keyPair = async (ctx: Ctx, secret: string, publicKey: string): Promise<KeyPair | null> => {
  const found = await q.keyById(ctx.db, ctx.actor.brandId, publicKey)
  const privateKey = found ? unsealed(seal(ctx, secret), found.sealed) : null
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
    const { default: webPush } = await import('web-push')
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    await q.insertKey(tx.db, { brand_id: brandId, public_key: publicKey, sealed: sealed(seal(tx, secret), privateKey), made_at: tx.now() })
    return publicKey
  })

// A copy of the database alone opens no key.
const seal = (ctx: Ctx, secret: string) => ({ secret, brandId: ctx.actor.brandId, purpose: 'keys of notifications' })
