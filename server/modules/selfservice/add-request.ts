import { writeAsGuest } from '#correspondence'
import type { Ctx, GuestActor } from '#identity'
import { carryOut } from './carry-out.ts'
import type { Ports } from './ports.ts'

/** Asks the property for something: it stands in its reservation messages, and there the answer comes. */
export const addRequest = (ctx: Ctx<GuestActor>, { body, ...form }: { id: string; reservationId: string; body: string }, ports: Ports): Promise<void> =>
  carryOut(ctx, {
    ...form, kind: 'request', action: 'request',
    work: async (tx, { reservation }) => {
      await writeAsGuest(tx, { reservationId: reservation.id, clientId: form.id, body, kind: 'request' })
      return { before: {}, after: { request: body.trim() } }
    },
  }, ports)
