import { present } from '#brand'
import { hoursToCheckIn, type Reservation } from '#directory'
import type { Ctx } from '#identity'
import { current, effectsOf, type Asking, type Effects, type Traveller } from '#seasons'

/** `urgent`: a matter that goes first whoever asks. */
export type AskingNow = Asking & { traveller: Traveller; urgent: boolean }

const hour = 3_600_000

/** How near a stay is; nobody of whom no stay is known, or whose booking is cancelled, travels. */
export const travellerOf = (reservation: Reservation | null, now: Date): Traveller => {
  if (!reservation || reservation.status === 'cancelled') return { checkInAt: null, inStay: false }
  const hours = hoursToCheckIn(reservation.arrival, reservation.timeZone, now)
  return { checkInAt: new Date(now.getTime() + hours * hour), inStay: hours <= 0 && hoursToCheckIn(reservation.departure, reservation.timeZone, now) > 0 }
}

/** What the season of the moment, if there is one, changes for this asker. */
export const seasonFor = async (ctx: Ctx, { traveller, urgent, ...asking }: AskingNow): Promise<Effects> => {
  const [season, { settings }] = await Promise.all([current(ctx, asking), present(ctx)])
  const effects = effectsOf(season, traveller, { now: ctx.now(), soonHours: settings.guestSoonHours })
  return urgent ? { ...effects, waitFactor: 1, selfServiceFirst: false, comeBackAt: null } : effects
}
