import type { Reservation } from '#directory'
import { needGuestOf, type Ctx, type GuestActor, type PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'
import type { Answer } from './rules.ts'
import { append, ownStay, propertyName, stayOf, type Writing } from './write.ts'

/** A guest asks the property to let them cancel free of charge; one such question is open at a time, until `expiresAt`. */
export const askForFreeCancellation = (ctx: Ctx<GuestActor>, { expiresAt, ...writing }: Writing & { expiresAt: Date }): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await stayOf(tx, writing.reservationId)
    await needGuestOf(tx, reservation, 'change')
    const seq = await append(tx, reservation, { ...writing, kind: 'free-cancellation', side: 'guest', authorName: reservation.guest.name })
    const key = { brandId: tx.actor.brandId, reservationId: reservation.id }
    const known = await q.requestsOf(tx.db, key)
    if (known.some((request) => request.seq === seq)) return seq
    if (known.some(isUnanswered)) throw new Refusal('already_used', { because: 'asked' })
    await q.insertRequest(tx.db, { brand_id: key.brandId, reservation_id: reservation.id, seq, asked_at: tx.now(), expires_at: expiresAt })
    return seq
  })

/** Whether nothing has become of a question yet. */
const isUnanswered = ({ answered_at, expired_at, withdrawn_at }: Pick<q.RequestRow, 'answered_at' | 'expired_at' | 'withdrawn_at'>) => !answered_at && !expired_at && !withdrawn_at

/** The guest takes the question back before it is answered (else `already_closed`), once; the property reads so in the thread. Tells whether it was this form that did. */
export const withdrawFreeCancellation = (ctx: Ctx<GuestActor>, { seq, ...writing }: Writing & { seq: number }): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await stayOf(tx, writing.reservationId)
    await needGuestOf(tx, reservation, 'change')
    const key = { brandId: tx.actor.brandId, reservationId: reservation.id }
    const request = await q.lockRequest(tx.db, key, seq)
    if (!request) throw new Refusal('not_found')
    if (request.withdrawn_at) return false
    if (!isUnanswered(request) || request.expires_at <= tx.now()) throw new Refusal('already_closed')
    await q.withdraw(tx.db, { ...key, seq }, tx.now())
    await append(tx, reservation, { ...writing, kind: 'withdrawn', side: 'guest', authorName: reservation.guest.name, data: { of: 'free-cancellation' } })
    return true
  })

/** A stay that is cancelled leaves no question open. */
export const dropQuestions = async (ctx: Ctx, reservationId: string): Promise<void> => {
  const key = { brandId: ctx.actor.brandId, reservationId }
  for (const { seq } of (await q.requestsOf(ctx.db, key)).filter(isUnanswered)) await q.withdraw(ctx.db, { ...key, seq }, ctx.now())
}

export type Answered = { reservation: Reservation; answer: Answer }

/** The property chooses one of the fixed answers; the first counts, and after the time is over none does (`already_closed`). */
export const answerFreeCancellation = (ctx: Ctx<PartnerActor>, given: { reservationId: string; seq: number; clientId: string; answer: Answer }): Promise<Answered> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await ownStay(tx, given.reservationId)
    const key = { brandId: tx.actor.brandId, reservationId: reservation.id }
    const request = await q.lockRequest(tx.db, key, given.seq)
    if (!request) throw new Refusal('not_found')
    if (request.answer === given.answer) return { reservation, answer: given.answer }
    if (!isUnanswered(request) || request.expires_at <= tx.now()) throw new Refusal('already_closed')
    await q.setAnswer(tx.db, { ...key, seq: given.seq }, { answer: given.answer, answered_by: tx.actor.id, answered_at: tx.now() })
    await append(tx, reservation, { ...given, body: given.answer, kind: 'answer', side: 'property', authorName: await propertyName(tx, reservation), data: { answer: given.answer } })
    await record(tx, { name: 'free-cancellation.answered', partnerId: reservation.partnerId, payload: { reservationId: reservation.id, answer: given.answer } })
    return { reservation, answer: given.answer }
  })

const mostAtOnce = 100

/** Ends the questions whose time is over. Gives the reservations, so that their guests can be told. */
export const expireRequests = (ctx: Ctx): Promise<Reservation[]> =>
  inTransaction(ctx, async (tx) => {
    const ended = await q.expire(tx.db, tx.actor.brandId, { now: tx.now(), most: mostAtOnce })
    const reservations: Reservation[] = []
    for (const { reservation_id: id } of ended) {
      const reservation = await stayOf(tx, id)
      await record(tx, { name: 'free-cancellation.expired', partnerId: reservation.partnerId, payload: { reservationId: id } })
      reservations.push(reservation)
    }
    return reservations
  })
