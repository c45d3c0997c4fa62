import { guestById, reservationById } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { inTransaction } from '#platform/postgres'
import { wholeConfirmation } from './letters.ts'
import type { Ports } from './ports.ts'

/** Sends the confirmation again, to the address on file and no other; gives that address with most of it hidden. */
export const resendConfirmation = (ctx: Ctx<GuestActor>, { id, reservationId }: { id: string; reservationId: string }, ports: Ports): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await reservationById(tx, reservationId)
    if (!reservation) throw new Refusal('not_found')
    await needGuestOf(tx, reservation, 'change')
    const guest = await guestById(tx, reservation.guest.id)
    if (!guest?.email) throw new Refusal('not_allowed', { because: 'no-address' })
    await countAttempt(tx, { subject: `confirmation:${reservationId}`, most: 5, windowMinutes: 60 })
    await ports.post(tx, { to: guest.email, locale: tx.actor.locale, dedupeKey: `confirmation:${id}`, wording: await wholeConfirmation(tx, reservation, ports) })
    return hidden(guest.email)
  })

// "a…z@guest.example": enough to know one's own, too little for anybody else.
const hidden = (email: string) => email.replace(/^(.)[^@]*?(.?)@/, '$1…$2@')
