import { expectArrival } from '#directory'
import type { Ctx, GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { carryOut } from './carry-out.ts'
import type { Ports } from './ports.ts'

/** Says when the guest expects to arrive, `18:30` in the property's zone. */
export const changeArrivalTime = (ctx: Ctx<GuestActor>, { time, ...form }: { id: string; reservationId: string; time: string }, ports: Ports): Promise<void> =>
  carryOut(ctx, {
    ...form, kind: 'arrival-time', action: 'arrival-time',
    work: async (tx, { reservation }) => {
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new Refusal('invalid', { field: 'time' })
      await expectArrival(tx, reservation.id, { arrivalTime: time })
      return { before: { arrivalTime: reservation.arrivalTime }, after: { arrivalTime: time } }
    },
  }, ports)
