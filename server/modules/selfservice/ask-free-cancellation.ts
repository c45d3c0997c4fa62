import { askForFreeCancellation, waiverOf } from '#correspondence'
import { checkInAt, lockStay } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { needMay } from './carry-out.ts'
import type { Ports } from './ports.ts'
import { letterOfQuestion } from './property-letters.ts'

const replyHours = 24

/** Asks the property to waive what cancelling costs. It has a day for its answer, and never longer than until check-in. */
export const askFreeCancellation = (ctx: Ctx<GuestActor>, { id, reservationId, body }: { id: string; reservationId: string; body: string }, ports: Ports): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await lockStay(tx, reservationId)
    if (!reservation) throw new Refusal('not_found')
    await needGuestOf(tx, reservation, 'change')
    const now = tx.now()
    const waiver = await waiverOf(tx, reservationId)
    if (!waiver.asked.some(({ isOpen }) => isOpen)) needMay('free-cancellation', { reservation, waiver, now })
    const expiresAt = new Date(Math.min(now.getTime() + replyHours * 3_600_000, checkInAt(reservation).getTime()))
    await askForFreeCancellation(tx, { reservationId, clientId: id, body, expiresAt })
    const letter = await letterOfQuestion(tx, { reservation, id, answerBy: expiresAt, locale: tx.actor.locale }, ports)
    if (letter) await ports.post(tx, letter)
  })
