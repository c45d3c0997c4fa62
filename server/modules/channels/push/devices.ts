import type { PushSubscribed } from '#contract/push'
import type { Ctx, PartnerActor } from '#identity'
import { newId, Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'
import { isAllowedEndpoint, type PushServices } from './web-sender.ts'

/** `name`: browser and system, as `Chrome 153, Android 15`. */
export type Device = { id: string; name: string; addedAt: Date; isHere: boolean }
export type Here = { sessionHash: Buffer; locale: string; name: string }

const mostDevices = 20

/** From now on this device is told what its owner wants to know, in the language of its app, for as long as the session lasts. */
export const keepDevice = async (ctx: Ctx<PartnerActor>, { endpoint, p256dh, auth, key }: PushSubscribed, { here, services }: { here: Here; services: PushServices }): Promise<void> => {
  await countAttempt(ctx, { subject: `push-device:${ctx.actor.id}`, most: 300, windowMinutes: 60 })
  if (!isAllowedEndpoint(endpoint, services)) throw new Refusal('invalid', { field: 'endpoint', problem: 'host' })
  await inTransaction(ctx, async (tx) => {
    const { brandId, id: accountId } = tx.actor
    // Whose device it was before hears nothing on it any more.
    await q.deleteDeviceOfOthers(tx.db, { brandId, accountId }, endpoint)
    await q.saveDevice(tx.db, {
      brand_id: brandId, id: newId(), account_id: accountId, session_hash: here.sessionHash, endpoint, p256dh, auth, public_key: key, locale: here.locale, name: here.name, added_at: tx.now(),
    })
    await q.deleteOldestDevices(tx.db, { brandId, accountId }, mostDevices)
  })
}

/** Signing in again in the same browser takes its device along. */
export const passDevices = (ctx: Ctx, from: Buffer, to: { sessionHash: Buffer; accountId: string }): Promise<unknown> =>
  q.moveDevices(ctx.db, ctx.actor.brandId, { from, ...to })

/** By its id, or as the browser that asks knows itself: by its endpoint. */
export const forgetDevice = async (ctx: Ctx<PartnerActor>, which: { id: string } | { endpoint: string }): Promise<void> => {
  await q.deleteDevice(ctx.db, { brandId: ctx.actor.brandId, accountId: ctx.actor.id }, which)
}

export const devicesOf = async (ctx: Ctx<PartnerActor>, sessionHash: Buffer): Promise<Device[]> => {
  const rows = await q.devicesOf(ctx.db, ctx.actor.brandId, [ctx.actor.id])
  return rows.map((row) => ({ id: row.id, name: row.name, addedAt: row.added_at, isHere: row.session_hash.equals(sessionHash) }))
}
