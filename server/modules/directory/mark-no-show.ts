import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { presentReservation } from './present.ts'
import * as queries from './queries.ts'
import { mayBeNoShow, noShowWindow } from './stay.ts'
import type { Reservation } from './told.ts'

/**
 * Reports that a guest never came; the caller has made sure that the reservation is the actor's. A second report changes
 * nothing. Refuses with `not_allowed` and `because`: `cancelled`, or `too-early` and `too-late` with the instant (`at`)
 * when the time opens or has closed.
 */
export const markNoShow = (ctx: Context<BaseActor>, reservationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const row = await queries.lockReservation(tx.db, tx.actor.brandId, reservationId)
    if (!row) throw new Refusal('not_found', { field: 'reservation' })
    const reservation = presentReservation(row)
    if (reservation.status === 'no-show') return
    refuseUnlessDue(reservation, tx.now())
    await queries.setStatus(tx.db, tx.actor.brandId, { id: reservationId, status: 'no-show' })
    await record(tx, { name: 'reservation.no-show', partnerId: reservation.partnerId, payload: { reservationId, by: tx.actor.id } })
  })

const refuseUnlessDue = (reservation: Reservation, now: Date) => {
  const { from, until } = noShowWindow(reservation)
  if (!mayBeNoShow(reservation.status)) throw refusal({ because: reservation.status })
  if (now < from) throw refusal({ because: 'too-early', at: from.toISOString() })
  if (now > until) throw refusal({ because: 'too-late', at: until.toISOString() })
}

const refusal = (detail: { because: string; at?: string }) => new Refusal('not_allowed', { field: 'reservation', ...detail })
