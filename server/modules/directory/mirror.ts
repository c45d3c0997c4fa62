import { newId } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import * as queries from './queries.ts'
import type { GuestTold, PartnerTold, PropertyTold, ReservationTold } from './told.ts'

type Ctx = Context<BaseActor>

/** Takes over what the platform says of a partner; the key tells whether it is known already. */
export const mirrorPartner = (ctx: Ctx, told: PartnerTold): Promise<{ id: string }> =>
  queries.upsertPartner(ctx.db, {
    brand_id: ctx.actor.brandId,
    id: told.id ?? newId(),
    key: told.key,
    name: told.name,
    country: told.country,
    language: told.language,
    phone_on_file: told.phoneOnFile,
  })

/** The same for a property, known by its number. */
export const mirrorProperty = (ctx: Ctx, told: PropertyTold): Promise<{ id: string }> =>
  queries.upsertProperty(ctx.db, {
    brand_id: ctx.actor.brandId,
    id: told.id ?? newId(),
    partner_id: told.partnerId,
    property_number: told.number,
    name: told.name,
    address: told.address,
    city: told.city,
    country: told.country,
    time_zone: told.timeZone,
    language: told.language,
    status: told.status,
    stars: told.stars,
    latitude: told.latitude,
    longitude: told.longitude,
    provider: told.provider ? JSON.stringify(told.provider) : null,
    account_manager: told.accountManager,
  })

/** The same for guests, known by their id. Returns the ids in the order told. */
export const mirrorGuests = async (ctx: Ctx, told: readonly GuestTold[]): Promise<string[]> => {
  const rows = told.map((guest) => ({
    brand_id: ctx.actor.brandId,
    id: guest.id ?? newId(),
    name: guest.name,
    language: guest.language,
    country: guest.country,
    loyalty_level: guest.loyaltyLevel,
    email: guest.email ?? null,
  }))
  await inTransaction(ctx, (tx) => inBatches(rows, (batch) => queries.upsertGuests(tx.db, batch)))
  return rows.map((row) => row.id)
}

/**
 * The same for reservations, known by their confirmation number. One that was known and is now elsewhere, at another time or in
 * another state is a fact: what waits about it is placed anew.
 */
export const mirrorReservations = (ctx: Ctx, told: readonly ReservationTold[]): Promise<void> =>
  inTransaction(ctx, (tx) =>
    inBatches(told.map((each) => reservationRow(ctx.actor.brandId, each)), async (batch) => {
      const before = await queries.standingOf(tx.db, tx.actor.brandId, batch.map((row) => row.confirmation_number))
      await queries.upsertReservations(tx.db, batch)
      for (const row of batch) {
        const known = before.get(row.confirmation_number)
        if (known && hasMoved(known, row)) await record(tx, { name: 'reservation.changed', payload: { reservationId: known.id, kind: 'told' } })
      }
    }),
  )

const hasMoved = (known: queries.Standing, told: Omit<queries.Standing, 'id'>) =>
  known.arrival !== told.arrival || known.departure !== told.departure || known.status !== told.status || known.property_id !== told.property_id

export const mirrorGuest = async (ctx: Ctx, told: GuestTold): Promise<{ id: string }> => {
  const id = told.id ?? newId()
  await mirrorGuests(ctx, [{ ...told, id }])
  return { id }
}

export const mirrorReservation = async (ctx: Ctx, told: ReservationTold): Promise<{ id: string }> => {
  await mirrorReservations(ctx, [told])
  return queries.reservationIdByNumber(ctx.db, ctx.actor.brandId, told.confirmationNumber)
}

const reservationRow = (brandId: string, told: ReservationTold) => ({
  brand_id: brandId,
  id: told.id ?? newId(),
  property_id: told.propertyId,
  guest_id: told.guestId,
  confirmation_number: told.confirmationNumber,
  arrival: told.arrival,
  departure: told.departure,
  status: told.status,
  rooms: told.rooms,
  guests: told.guests,
  total_minor: told.totalMinor,
  currency: told.currency,
  policy: JSON.stringify(told.policy),
  booked_at: told.bookedAt,
  arrival_time: told.arrivalTime ?? null,
  staying: told.staying ?? null,
  charged_by: told.chargedBy ?? 'property',
  cancelled_at: told.cancelledAt ?? null,
  cancel_cost_minor: told.cancelCostMinor ?? null,
})

// PostgreSQL takes 65,535 parameters in one statement; a reservation has 19.
const batchSize = 500

const inBatches = async <Row>(rows: Row[], write: (batch: Row[]) => Promise<unknown>) => {
  for (let from = 0; from < rows.length; from += batchSize) await write(rows.slice(from, from + batchSize))
}
