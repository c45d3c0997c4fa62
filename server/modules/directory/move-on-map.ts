import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import * as queries from './queries.ts'

export type Pin = { latitude: number; longitude: number }

/** Puts a property's pin elsewhere; the caller has made sure that the property is the actor's. */
export const moveOnMap = (ctx: Context<BaseActor>, propertyId: string, pin: Pin): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!within(pin.latitude, 90)) throw new Refusal('invalid', { field: 'latitude' })
    if (!within(pin.longitude, 180)) throw new Refusal('invalid', { field: 'longitude' })
    const moved = await queries.movePin(tx.db, tx.actor.brandId, { id: propertyId, ...pin })
    if (!moved) throw new Refusal('not_found', { field: 'property' })
    await record(tx, { name: 'property.moved', partnerId: moved.partner_id, payload: { propertyId, ...pin, by: tx.actor.id } })
  })

const within = (degrees: number, most: number) => Number.isFinite(degrees) && Math.abs(degrees) <= most
