import { Temporal } from 'temporal-polyfill'
import { waiverOf } from '#correspondence'
import { localDay, moveDates, reservationById, type Reservation } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { carryOut, needMay } from './carry-out.ts'
import { dayOf, type Ports, type Quote, type Wanted } from './ports.ts'
import { nightsOf } from './rules.ts'

const mostNights = 90
const mostDaysAhead = 500

/** What other dates would cost. Refuses with `not_allowed` and why, or `invalid` with the field. */
export const quoteDates = async (ctx: Ctx<GuestActor>, { reservationId, ...typed }: Wanted & { reservationId: string }, ports: Ports): Promise<Quote> => {
  const reservation = await reservationById(ctx, reservationId)
  if (!reservation) throw new Refusal('not_found')
  await needGuestOf(ctx, reservation, 'change')
  needMay('dates', { reservation, waiver: await waiverOf(ctx, reservationId), now: ctx.now() })
  return ports.platform.quote(reservation, datesOf(typed, reservation, ctx.now()))
}

export type NewDates = Wanted & { id: string; reservationId: string; /** The price that the guest has seen. */ totalMinor: number }

/** Moves a stay to other dates at the price that was shown; refuses with `thread_changed` when the price is another by now. */
export const changeDates = async (ctx: Ctx<GuestActor>, { id, reservationId, totalMinor, ...typed }: NewDates, ports: Ports): Promise<void> => {
  const seen = await reservationById(ctx, reservationId)
  if (!seen) throw new Refusal('not_found')
  await needGuestOf(ctx, seen, 'change')
  const wanted = { arrival: dayOf(typed.arrival) ?? '', departure: dayOf(typed.departure) ?? '' }
  // The form came twice: the first has moved it already.
  const isThere = seen.arrival === wanted.arrival && seen.departure === wanted.departure
  const quote = isThere ? null : await quoteDates(ctx, { reservationId, ...typed }, ports)
  if (quote && (!quote.available || quote.totalMinor !== totalMinor)) throw new Refusal('thread_changed')
  await carryOut(ctx, {
    id, reservationId, kind: 'dates', action: 'dates',
    work: async (tx, { reservation, now }) => {
      const dates = datesOf(typed, reservation, now)
      await moveDates(tx, reservationId, { ...dates, totalMinor })
      const { arrival, departure, totalMinor: before } = reservation
      return { before: { arrival, departure, totalMinor: before }, after: { ...dates, totalMinor } }
    },
  }, ports)
}

const datesOf = (typed: Wanted, reservation: Reservation, now: Date): Wanted => {
  const [arrival, departure] = [dayOf(typed.arrival), dayOf(typed.departure)]
  const today = localDay(reservation.timeZone, now)
  if (!arrival || arrival < today) throw new Refusal('invalid', { field: 'arrival', problem: arrival ? 'past' : 'missing' })
  if (arrival > Temporal.PlainDate.from(today).add({ days: mostDaysAhead }).toString()) throw new Refusal('invalid', { field: 'arrival', problem: 'far' })
  if (!departure || departure <= arrival) throw new Refusal('invalid', { field: 'departure', problem: departure ? 'order' : 'missing' })
  if (nightsOf({ arrival, departure }) > mostNights) throw new Refusal('invalid', { field: 'departure', problem: 'long' })
  if (arrival === reservation.arrival && departure === reservation.departure) throw new Refusal('invalid', { field: 'arrival', problem: 'same' })
  return { arrival, departure }
}
