import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import { guestById, guestsByEmail, reservationById, reservationByNumber, reservationsByEmail, type Guest, type Reservation } from '#directory'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { inTransaction } from '#platform/postgres'
import type { Ctx, GuestActor } from './actor.ts'
import { enterAccount, enterBooking, guestAccount } from './guest-sign-in.ts'
import * as q from './guest-queries.ts'
import type { NewSession } from './session.ts'

const ticketMinutes = 10
const mostMails = { most: 3, windowMinutes: 60 }
const mostAsked = { most: 10, windowMinutes: 15 }
const mostLinks = 5

export type LinkMail = { to: string; guest: Guest; links: { reservation: Reservation; token: string }[]; minutes: number }
export type CodeMail = { to: string; guest: Guest; code: string; minutes: number }
type Asked = { network: string; demoOpen: boolean }

/**
 * What to mail to the address on file for a confirmation number or an address, each link good once for ten minutes; null when there
 * is nothing or it was mailed often enough. The caller answers the same in every case. Refuses a network that asks too often.
 */
export const linkMailFor = async (ctx: Ctx, { typed, network, demoOpen }: Asked & { typed: string }): Promise<LinkMail | null> => {
  await countAttempt(ctx, { subject: `guest-link-network:${network}`, ...mostAsked })
  const reservations = await staysFor(ctx, typed.trim())
  const guest = reservations[0] ? await guestById(ctx, reservations[0].guest.id) : null
  if (!guest?.email || !(await mayMail(ctx, 'link', guest.email))) return null
  return inTransaction(ctx, async (tx) => {
    const links: LinkMail['links'] = []
    for (const reservation of reservations) {
      const token = randomBytes(32).toString('base64url')
      const account = await guestAccount(tx, (await guestById(tx, reservation.guest.id)) ?? guest, { timeZone: reservation.timeZone, demoOpen })
      await q.insertTicket(tx.db, { ...ticket(tx), token_hash: linkHash(token), kind: 'link', account_id: account.id, reservation_id: reservation.id, tries_left: 1 })
      links.push({ reservation, token })
    }
    return { to: guest.email ?? '', guest, links, minutes: ticketMinutes }
  })
}

const staysFor = async (ctx: Ctx, typed: string): Promise<Reservation[]> => {
  if (typed.includes('@')) return reservationsByEmail(ctx, typed, mostLinks)
  const reservation = await reservationByNumber(ctx, typed)
  return reservation ? [reservation] : []
}

/** Whose link it is, without using it up: programs that look at mails open links too. */
export const linkIsLive = async (ctx: Ctx, token: string): Promise<boolean> => q.ticketIsLive(ctx.db, { brandId: ctx.actor.brandId, kind: 'link', tokenHash: linkHash(token) }, ctx.now())

/** Uses a mailed link up; it proves the address on file, so it also unlocks the number. */
export const signInByMailLink = async (ctx: Ctx, { token, demoOpen }: { token: string; demoOpen: boolean }): Promise<NewSession<GuestActor>> => {
  const used = await q.useTicket(ctx.db, { brandId: ctx.actor.brandId, kind: 'link', tokenHash: linkHash(token) }, ctx.now())
  if (!used?.reservation_id) throw new Refusal('already_used')
  const reservation = await reservationById(ctx, used.reservation_id)
  if (reservation) await q.unlock(ctx.db, ctx.actor.brandId, reservation.confirmationNumber)
  return enterBooking(ctx, { reservationId: used.reservation_id, proof: 'link', demoOpen })
}

type CodeAsked = Asked & { email: string; secret: string }

/** A one-time code for the account behind an address, or null; the caller answers the same either way. */
export const codeMailFor = async (ctx: Ctx, { email, network, secret, demoOpen }: CodeAsked): Promise<CodeMail | null> => {
  await countAttempt(ctx, { subject: `guest-code-network:${network}`, ...mostAsked })
  const guest = await accountGuest(ctx, email)
  if (!guest?.email || !(await mayMail(ctx, 'code', guest.email))) return null
  const to = guest.email
  return inTransaction(ctx, async (tx) => {
    await guestAccount(tx, guest, { timeZone: 'UTC', demoOpen })
    await q.dropCodes(tx.db, tx.actor.brandId, guest.id)
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await q.insertTicket(tx.db, { ...ticket(tx), token_hash: codeHash(secret, guest.id, code), kind: 'code', account_id: guest.id, reservation_id: null, tries_left: 5 })
    return { to, guest, code, minutes: ticketMinutes }
  })
}

export type TypedCode = { email: string; code: string; network: string; secret: string; demoOpen: boolean }

/** Signs in to the account by the code; a code has five tries, whoever makes them. Refuses alike whatever is wrong. */
export const signInByCode = async (ctx: Ctx, { email, code, network, secret, demoOpen }: TypedCode): Promise<NewSession<GuestActor>> => {
  await countAttempt(ctx, { subject: `guest-code-try:${network}`, most: 20, windowMinutes: 15 })
  const guest = await accountGuest(ctx, email)
  const accountId = guest?.id ?? '00000000-0000-0000-0000-000000000000'
  const paidFor = await q.payForTry(ctx.db, ctx.actor.brandId, { accountId, at: ctx.now() })
  const typed = codeHash(secret, accountId, code.replace(/\s/g, ''))
  if (!paidFor.some(({ token_hash }) => token_hash.equals(typed))) throw new Refusal('wrong_password')
  await q.dropCodes(ctx.db, ctx.actor.brandId, accountId)
  return enterAccount(ctx, accountId, demoOpen)
}

const accountGuest = async (ctx: Ctx, email: string): Promise<Guest | null> => (await guestsByEmail(ctx, email.trim()))[0] ?? null

const mayMail = (ctx: Ctx, kind: 'link' | 'code', email: string): Promise<boolean> =>
  countAttempt(ctx, { subject: `guest-${kind}:${email.toLowerCase()}`, ...mostMails }).then(() => true, unlessTooMany)

const unlessTooMany = (error: unknown): false => {
  if (error instanceof Refusal && error.code === 'too_many') return false
  throw error
}

const ticket = (ctx: Ctx) => ({ brand_id: ctx.actor.brandId, expires_at: new Date(ctx.now().getTime() + ticketMinutes * 60_000) })
const linkHash = (token: string) => createHash('sha256').update(token).digest()
const codeHash = (secret: string, accountId: string, code: string) => createHmac('sha256', secret).update(`guest-code:${accountId}:${code}`).digest()
