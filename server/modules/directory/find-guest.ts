import type { BaseActor, Context } from '#platform/postgres'
import { presentGuest, presentReservation } from './present.ts'
import * as queries from './queries.ts'
import type { Guest, Reservation } from './told.ts'

type Ctx = Context<BaseActor>

export const guestById = async (ctx: Ctx, id: string): Promise<Guest | null> => {
  const row = await queries.guestById(ctx.db, ctx.actor.brandId, id)
  return row ? presentGuest(row) : null
}

/** Everybody who has booked with this address, the highest loyalty level first. */
export const guestsByEmail = async (ctx: Ctx, email: string): Promise<Guest[]> =>
  (await queries.guestsByEmail(ctx.db, ctx.actor.brandId, email)).map(presentGuest)

/** All stays booked with this address, the latest arrival first. */
export const reservationsByEmail = async (ctx: Ctx, email: string, limit: number): Promise<Reservation[]> =>
  (await queries.reservationsByEmail(ctx.db, ctx.actor.brandId, { email, limit })).map(presentReservation)
