import { guestById, reservationById, type Reservation } from '#directory'
import { Refusal } from '#kernel'
import type { Ctx, GuestActor } from './actor.ts'
import type { Standing } from './queries.ts'

type Common = Pick<GuestActor, 'brandId' | 'id' | 'name' | 'email' | 'locale' | 'timeZone'>

/** The guest behind a session, with the booking's own time zone; the loyalty level only for who has proved the account. */
export const guestActorOf = async (ctx: Ctx, common: Common, { reservation_id: reservationId, proof }: Standing): Promise<GuestActor> => {
  if (proof === null) throw new Refusal('not_allowed')
  if (proof === 'visit') return { kind: 'guest', ...common, reservationId: null, loyaltyLevel: null, proof }
  if (reservationId === null) return { kind: 'guest', ...common, reservationId, loyaltyLevel: (await guestById(ctx, common.id))?.loyaltyLevel ?? null, proof }
  const reservation = await reservationById(ctx, reservationId)
  return { kind: 'guest', ...common, timeZone: reservation?.timeZone ?? common.timeZone, reservationId, loyaltyLevel: null, proof }
}

/**
 * Whether a guest's session speaks for a reservation; refuses with `not_found` where not. With a PIN of four digits it may look and
 * change nothing: `not_allowed`, because `short-pin`.
 */
export const needGuestOf = async (ctx: Ctx<GuestActor>, reservation: Reservation, to: 'look' | 'change'): Promise<void> => {
  const { reservationId, email, proof } = ctx.actor
  if (proof === 'visit') throw new Refusal('not_found')
  const isTheirs = reservationId === null ? isSame((await guestById(ctx, reservation.guest.id))?.email, email) : reservation.id === reservationId
  if (!isTheirs) throw new Refusal('not_found')
  if (to === 'change' && proof === 'short-pin') throw new Refusal('not_allowed', { because: 'short-pin' })
}

const isSame = (one: string | null | undefined, other: string) => Boolean(one) && one?.toLowerCase() === other.toLowerCase()
