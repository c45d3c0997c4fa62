import { nameGuests } from '#directory'
import type { Ctx, GuestActor } from '#identity'
import { Refusal, storable } from '#kernel'
import { carryOut } from './carry-out.ts'
import type { Ports } from './ports.ts'

const mostPerRoom = 8
const longestName = 120

export type Details = { id: string; reservationId: string; staying: string; guests: number }

/** Who checks in, and how many come. The address on file is not changed here: links and codes go to it. */
export const changeDetails = (ctx: Ctx<GuestActor>, { staying, guests, ...form }: Details, ports: Ports): Promise<void> =>
  carryOut(ctx, {
    ...form, kind: 'details', action: 'details',
    work: async (tx, { reservation }) => {
      const name = storable(staying).replace(/\s+/g, ' ').trim()
      if (name.length < 2 || name.length > longestName) throw new Refusal('invalid', { field: 'staying' })
      const most = reservation.rooms * mostPerRoom
      if (!Number.isInteger(guests) || guests < 1 || guests > most) throw new Refusal('invalid', { field: 'guests', most })
      await nameGuests(tx, reservation.id, { staying: name === reservation.guest.name ? null : name, guests })
      return { before: { staying: reservation.staying, guests: reservation.guests }, after: { staying: name, guests } }
    },
  }, ports)
