import { expectArrival, moveDates, nameGuests, type Reservation } from '#directory'
import type { Ctx } from '#identity'
import { Before } from './changes.ts'
import type { ChangeRow } from './queries.ts'

/** Puts a stay back to what it was before a change of dates, time or guests. */
export const putBack = async (tx: Ctx, reservation: Reservation, { kind, before }: Pick<ChangeRow, 'kind' | 'before'>): Promise<void> => {
  if (kind === 'dates') await moveDates(tx, reservation.id, Before.dates.parse(before))
  if (kind === 'arrival-time') await expectArrival(tx, reservation.id, Before.arrivalTime.parse(before))
  if (kind === 'details') await nameGuests(tx, reservation.id, Before.details.parse(before))
}
