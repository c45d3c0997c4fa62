import { dropQuestions } from '#correspondence'
import { cancelStay } from '#directory'
import type { Ctx, GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { carryOut } from './carry-out.ts'
import type { Ports } from './ports.ts'
import { costToCancel } from './rules.ts'

export type Cancellation = { id: string; reservationId: string; /** The cost that the guest has seen. */ costMinor: number }

/** Cancels a stay at the cost that was shown; refuses with `thread_changed` when it has become another meanwhile. */
export const cancel = (ctx: Ctx<GuestActor>, { costMinor, ...form }: Cancellation, ports: Ports): Promise<void> =>
  carryOut(ctx, {
    ...form, kind: 'cancellation', action: 'cancel',
    work: async (tx, stay) => {
      if (costToCancel(stay) !== costMinor) throw new Refusal('thread_changed')
      const { reservation } = stay
      await cancelStay(tx, reservation, costMinor)
      await dropQuestions(tx, reservation.id)
      const back = reservation.chargedBy === 'platform' ? reservation.totalMinor - costMinor : 0
      return { before: { status: 'booked' }, after: { status: 'cancelled', costMinor, refundMinor: back, currency: reservation.currency } }
    },
  }, ports)
