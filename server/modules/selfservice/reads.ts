import { waiverOf } from '#correspondence'
import { propertyById, refundOf, reservationById, reservationsByEmail, type Property, type Refund, type Reservation } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { Refusal } from '#kernel'
import * as q from './queries.ts'
import { actions, costToCancel, freeUntil, mayDo, nightsOf, type Action, type May } from './rules.ts'
import { isUndoable, undoMinutes } from './undo.ts'

export type Booking = {
  reservation: Reservation
  property: Property | null
  nights: number
  freeUntil: Date | null
  costMinor: number
  may: Record<Action, May>
  refund: Refund | null
  waiver: Awaited<ReturnType<typeof waiverOf>>
  undo: { changeId: string; kind: string; until: Date } | null
  /** With a PIN of four digits: nothing personal is shown and nothing can be changed. */
  isWeak: boolean
}

/** A reservation with everything its guest can do about it now. */
export const booking = async (ctx: Ctx<GuestActor>, reservationId: string): Promise<Booking> => {
  const reservation = await reservationById(ctx, reservationId)
  if (!reservation) throw new Refusal('not_found')
  await needGuestOf(ctx, reservation, 'look')
  const [property, refund, waiver, last] = await Promise.all([
    propertyById(ctx, reservation.propertyId), refundOf(ctx, reservationId), waiverOf(ctx, reservationId), q.lastChange(ctx.db, ctx.actor.brandId, reservationId),
  ])
  const stay = { reservation, waiver, now: ctx.now() }
  const isWeak = ctx.actor.proof === 'short-pin'
  const may = (action: Action): May => (isWeak ? { may: false, because: 'short-pin' } : mayDo(action, stay))
  const canUndo = !isWeak && last !== undefined && reservation.status === 'booked' && isUndoable(last, ctx.now())
  return {
    reservation, property, nights: nightsOf(reservation), freeUntil: freeUntil(reservation), costMinor: costToCancel(stay),
    may: Object.fromEntries(actions.map((action) => [action, may(action)])) as Record<Action, May>,
    refund, waiver, isWeak,
    undo: canUndo ? { changeId: last.id, kind: last.kind, until: new Date(last.changed_at.getTime() + undoMinutes * 60_000) } : null,
  }
}

const mostBookings = 50

/** The one booking of a session, or all of the account's, the latest arrival first. */
export const bookings = async (ctx: Ctx<GuestActor>): Promise<Reservation[]> => {
  const { reservationId, email } = ctx.actor
  if (reservationId === null) return reservationsByEmail(ctx, email, mostBookings)
  const reservation = await reservationById(ctx, reservationId)
  return reservation ? [reservation] : []
}
