import type { BookingCard, GuestPort } from '#web/pages'
import { reservationById, reservationsByEmail, type Reservation } from '#directory'
import type { Ctx, GuestActor } from '#identity'

const mostBookings = 50

/** The guest door's way into the product for one signed-in guest. */
export const guestPort = (ctx: Ctx<GuestActor>): GuestPort => {
  const { id, name, email, locale, timeZone, reservationId, loyaltyLevel, proof } = ctx.actor
  return {
    person: { id, name, email, locale, timeZone, reservationId, loyaltyLevel, proof },
    bookings: async () => (await ownBookings(ctx)).map(cardOf),
  }
}

const ownBookings = async (ctx: Ctx<GuestActor>): Promise<Reservation[]> => {
  const { reservationId, email } = ctx.actor
  if (reservationId === null) return reservationsByEmail(ctx, email, mostBookings)
  const reservation = await reservationById(ctx, reservationId)
  return reservation ? [reservation] : []
}

const cardOf = ({ id, confirmationNumber, propertyName, arrival, departure, status }: Reservation): BookingCard => ({
  id, confirmationNumber, propertyName, arrival, departure, status,
})
