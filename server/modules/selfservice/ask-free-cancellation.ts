import { askForFreeCancellation, waiverOf, withdrawFreeCancellation } from '#correspondence'
import { checkInAt, lockStay, type Reservation } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { inTransaction } from '#platform/postgres'
import { translator } from '#web/locales'
import { needMay, tellPlatform } from './carry-out.ts'
import type { Ports } from './ports.ts'
import { letterOfQuestion, letterOfWithdrawal } from './property-letters.ts'

const replyHours = 24
/** Asking and taking back in turn would write to the property each time. */
const mostQuestions = { most: 5, windowMinutes: 24 * 60 }

/** Asks the property to waive what cancelling costs. It has a day for its answer, and never longer than until check-in. */
export const askFreeCancellation = (ctx: Ctx<GuestActor>, { id, reservationId, body }: { id: string; reservationId: string; body: string }, ports: Ports): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await stayToChange(tx, reservationId)
    const now = tx.now()
    const waiver = await waiverOf(tx, reservationId)
    if (!waiver.asked.some(({ isOpen }) => isOpen)) needMay('free-cancellation', { reservation, waiver, now })
    const expiresAt = new Date(Math.min(now.getTime() + replyHours * 3_600_000, checkInAt(reservation).getTime()))
    const seq = await askForFreeCancellation(tx, { reservationId, clientId: id, body, expiresAt })
    if (waiver.asked.some((known) => known.seq === seq)) return
    await countAttempt(tx, { subject: `questions:${reservationId}`, ...mostQuestions })
    await tellPlatform(tx, { changeId: null, reservation, kind: 'free-cancellation', before: {}, after: { request: body.trim(), answerBy: expiresAt.toISOString() } }, ports)
    const letter = await letterOfQuestion(tx, { reservation, id, answerBy: expiresAt, locale: tx.actor.locale }, ports)
    if (letter) await ports.post(tx, letter)
  })

/** Takes the question back as long as the property has not answered; it reads so, and may be asked again. */
export const withdrawQuestion = (ctx: Ctx<GuestActor>, { id, reservationId, seq }: { id: string; reservationId: string; seq: number }, ports: Ports): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await stayToChange(tx, reservationId)
    const body = translator(reservation.guest.language, 'UTC').t('guest.questionWithdrawn')
    if (!(await withdrawFreeCancellation(tx, { reservationId, clientId: id, seq, body }))) return
    await tellPlatform(tx, { changeId: null, reservation, kind: 'free-cancellation', before: {}, after: {}, isUndo: true }, ports)
    const letter = await letterOfWithdrawal(tx, { reservation, id, locale: tx.actor.locale }, ports)
    if (letter) await ports.post(tx, letter)
  })

const stayToChange = async (tx: Ctx<GuestActor>, id: string): Promise<Reservation> => {
  const reservation = await lockStay(tx, id)
  if (!reservation) throw new Refusal('not_found')
  await needGuestOf(tx, reservation, 'change')
  return reservation
}
