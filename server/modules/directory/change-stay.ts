import type { BaseActor, Context } from '#platform/postgres'
import { presentReservation } from './present.ts'
import * as queries from './queries.ts'
import type { Reservation } from './told.ts'

type Ctx = Context<BaseActor>

/** The reservation, held against others until the transaction ends. The callers of these verbs have made sure whose it is. */
export const lockStay = async (ctx: Ctx, id: string): Promise<Reservation | null> => {
  const row = await queries.lockReservation(ctx.db, ctx.actor.brandId, id)
  return row ? presentReservation(row) : null
}

export type Dates = { arrival: string; departure: string; totalMinor: number }

export const moveDates = async (ctx: Ctx, id: string, { arrival, departure, totalMinor }: Dates): Promise<void> => {
  await queries.changeStay(ctx.db, ctx.actor.brandId, { id, arrival, departure, total_minor: totalMinor })
}

export const expectArrival = async (ctx: Ctx, id: string, { arrivalTime }: { arrivalTime: string | null }): Promise<void> => {
  await queries.changeStay(ctx.db, ctx.actor.brandId, { id, arrival_time: arrivalTime })
}

export const nameGuests = async (ctx: Ctx, id: string, { staying, guests }: { staying: string | null; guests: number }): Promise<void> => {
  await queries.changeStay(ctx.db, ctx.actor.brandId, { id, staying, guests })
}

/** Cancels at this cost; what the platform has charged beyond it is approved for refund. */
export const cancelStay = async (ctx: Ctx, { id, totalMinor, chargedBy }: Reservation, costMinor: number): Promise<void> => {
  const { brandId } = ctx.actor
  await queries.changeStay(ctx.db, brandId, { id, status: 'cancelled', cancelled_at: ctx.now(), cancel_cost_minor: costMinor })
  const back = totalMinor - costMinor
  if (chargedBy === 'platform' && back > 0) await queries.insertRefund(ctx.db, { brand_id: brandId, reservation_id: id, amount_minor: back, approved_at: ctx.now() })
}

/** Takes a cancellation back that the platform did not accept. */
export const reviveStay = async (ctx: Ctx, id: string): Promise<void> => {
  await queries.changeStay(ctx.db, ctx.actor.brandId, { id, status: 'booked' })
  await queries.dropRefund(ctx.db, ctx.actor.brandId, id)
}

export type Refund = { amountMinor: number; approvedAt: Date; sentAt: Date | null; withBankAt: Date | null }

export const refundOf = async (ctx: Ctx, reservationId: string): Promise<Refund | null> => {
  const row = await queries.refundOf(ctx.db, ctx.actor.brandId, reservationId)
  return row ? { amountMinor: row.amount_minor, approvedAt: row.approved_at, sentAt: row.sent_at, withBankAt: row.with_bank_at } : null
}

/** Takes over what the platform says of a refund. */
export const mirrorRefund = async (ctx: Ctx, { reservationId, ...told }: Refund & { reservationId: string }): Promise<void> => {
  await queries.dropRefund(ctx.db, ctx.actor.brandId, reservationId)
  await queries.insertRefund(ctx.db, {
    brand_id: ctx.actor.brandId, reservation_id: reservationId, amount_minor: told.amountMinor, approved_at: told.approvedAt, sent_at: told.sentAt, with_bank_at: told.withBankAt,
  })
}
