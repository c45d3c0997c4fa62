import { guestById, reservationById } from '#directory'
import { Refusal } from '#kernel'
import type { Ctx, GuestActor } from './actor.ts'
import type { Standing } from './queries.ts'

type Common = Pick<GuestActor, 'brandId' | 'id' | 'name' | 'email' | 'locale' | 'timeZone'>

/** The guest behind a session, with the booking's own time zone; the loyalty level only for who has proved the account. */
export const guestActorOf = async (ctx: Ctx, common: Common, { reservation_id: reservationId, proof }: Standing): Promise<GuestActor> => {
  if (proof === null) throw new Refusal('not_allowed')
  if (reservationId === null) return { kind: 'guest', ...common, reservationId, loyaltyLevel: (await guestById(ctx, common.id))?.loyaltyLevel ?? null, proof }
  const reservation = await reservationById(ctx, reservationId)
  return { kind: 'guest', ...common, timeZone: reservation?.timeZone ?? common.timeZone, reservationId, loyaltyLevel: null, proof }
}
