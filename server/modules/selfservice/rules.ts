import { Temporal } from 'temporal-polyfill'
import type { Waiver } from '#correspondence'
import { mayWriteUntil } from '#correspondence'
import { checkInAt, localDay, type Reservation } from '#directory'

/** What a guest can do with a reservation alone. */
export const actions = ['dates', 'arrival-time', 'details', 'request', 'message', 'free-cancellation', 'cancel', 'receipt'] as const
export type Action = (typeof actions)[number]

/** Why not; the page says it in words and offers the next best. */
export type Because = 'cancelled' | 'stayed' | 'no-show' | 'over' | 'started' | 'policy' | 'too-late' | 'short-pin' | 'asked' | 'answered' | 'free-already' | 'property-charges' | 'nothing-paid'
export type May = { may: true } | { may: false; because: Because }

export type Stay = { reservation: Reservation; waiver: Waiver; now: Date }

const hourMs = 3_600_000

/** Until when cancelling costs nothing: so many hours before check-in at the property; null where it never did. */
export const freeUntil = (reservation: Reservation): Date | null => {
  const at = new Date(checkInAt(reservation).getTime() - reservation.policy.freeUntilHours * hourMs)
  return at > reservation.bookedAt ? at : null
}

export const nightsOf = ({ arrival, departure }: Pick<Reservation, 'arrival' | 'departure'>): number => Temporal.PlainDate.from(arrival).until(departure, { largestUnit: 'days' }).days

/** What cancelling costs now, in the currency's smallest unit; of a cancelled stay what it did cost. */
export const costToCancel = ({ reservation, waiver, now }: Stay): number => {
  if (reservation.status === 'cancelled') return reservation.cancelCostMinor ?? 0
  const until = freeUntil(reservation)
  if (waiver.granted === 'free' || (until && now <= until)) return 0
  return waiver.granted === 'first-night' ? Math.round(reservation.totalMinor / nightsOf(reservation)) : reservation.totalMinor
}

export const mayDo = (action: Action, stay: Stay): May => {
  const because = rules[action](stay)
  return because ? { may: false, because } : { may: true }
}

const over = ({ reservation, now }: Stay): Because | null => {
  if (reservation.status !== 'booked') return reservation.status
  return localDay(reservation.timeZone, now) > reservation.departure ? 'over' : null
}

const started = ({ reservation, now }: Stay): Because | null => (now >= checkInAt(reservation) ? 'started' : null)

const rules: Record<Action, (stay: Stay) => Because | null> = {
  dates: (stay) => {
    const until = freeUntil(stay.reservation)
    return over(stay) ?? started(stay) ?? (until && stay.now <= until ? null : 'policy')
  },
  'arrival-time': (stay) => over(stay) ?? (localDay(stay.reservation.timeZone, stay.now) > stay.reservation.arrival ? 'started' : null),
  details: (stay) => over(stay) ?? started(stay),
  request: over,
  message: ({ reservation, now }) => (now > mayWriteUntil('guest', reservation) ? 'too-late' : null),
  'free-cancellation': (stay) => {
    if (over(stay) ?? started(stay)) return over(stay) ?? started(stay)
    if (costToCancel(stay) === 0) return 'free-already'
    if (stay.waiver.asked.some(({ isOpen }) => isOpen)) return 'asked'
    return stay.waiver.asked.some(({ answer }) => answer) ? 'answered' : null
  },
  cancel: (stay) => over(stay) ?? started(stay),
  receipt: (stay) => {
    if (stay.reservation.chargedBy === 'property') return 'property-charges'
    return stay.reservation.status === 'cancelled' && costToCancel(stay) === 0 ? 'nothing-paid' : null
  },
}
