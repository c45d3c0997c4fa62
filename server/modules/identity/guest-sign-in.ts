import { present } from '#brand'
import { guestById, reservationById, type Guest } from '#directory'
import { Refusal } from '#kernel'
import { countAttempt, takeBackAttempt } from '#platform'
import { createAccount } from './accounts.ts'
import type { Ctx, GuestActor } from './actor.ts'
import { pinHash, type PinGuess } from './guest-pin.ts'
import * as guests from './guest-queries.ts'
import * as q from './queries.ts'
import { startGuestSession, type NewSession } from './session.ts'

export type PinProof = PinGuess & { network: string; secret: string; demoOpen: boolean }

/** So many guesses of one network in a quarter of an hour, and of everybody together in five minutes (one a second). */
const networkLimit = { most: 10, windowMinutes: 15 }
const everybody = { subject: 'guest-pin-everybody', most: 300, windowMinutes: 5 }

/**
 * Signs in to one booking by confirmation number and PIN. Refuses with the same `wrong_password` an unknown number, a wrong PIN and a
 * locked number, after the same work; with `too_many` a network that guesses, and with `too_many` and `everybody` while guesses come
 * from everywhere, when only links and codes by mail let guests in.
 */
export const signInByPin = async (ctx: Ctx, proof: PinProof): Promise<NewSession<GuestActor>> => {
  const pin = await judgePin(ctx, proof)
  return enterBooking(ctx, { reservationId: pin.reservation_id, proof: pin.digits === 4 ? 'short-pin' : 'pin', demoOpen: proof.demoOpen })
}

/** The same proof by the keys of a telephone, under the same limits; no session comes of it. Four digits prove nothing without a name. */
export const proveByPin = async (ctx: Ctx, proof: Omit<PinProof, 'lastName'>): Promise<{ accountId: string; name: string; reservationId: string }> => {
  const pin = await judgePin(ctx, { ...proof, lastName: '' })
  const reservation = await reservationById(ctx, pin.reservation_id)
  const guest = reservation && (await guestById(ctx, reservation.guest.id))
  if (!guest) throw new Refusal('wrong_password')
  const account = await guestAccount(ctx, guest, { timeZone: reservation.timeZone, demoOpen: proof.demoOpen })
  return { accountId: account.id, name: account.name, reservationId: reservation.id }
}

const judgePin = async (ctx: Ctx, { network, secret, ...typed }: Omit<PinProof, 'demoOpen'>) => {
  const guess = { number: digitsOf(typed.number), pin: digitsOf(typed.pin), lastName: typed.lastName }
  const ofNetwork = { subject: `guest-pin-network:${network}`, ...networkLimit }
  await countAttempt(ctx, ofNetwork)
  await countAttempt(ctx, everybody).catch(sayEverybody)
  const hashes = { long: pinHash({ ...guess, lastName: '' }, secret), short: pinHash(guess, secret) }
  const admitted = await guests.judgeGuess(ctx.db, ctx.actor.brandId, { number: guess.number, ...hashes, at: ctx.now() })
  if (!admitted) throw new Refusal('wrong_password')
  await takeBackAttempt(ctx, ofNetwork.subject)
  await takeBackAttempt(ctx, everybody.subject)
  const pin = await guests.pinOf(ctx.db, ctx.actor.brandId, guess.number)
  if (!pin) throw new Refusal('wrong_password')
  return pin
}

// Spaces and dashes between digits do not matter; what is no number is counted under its own first characters.
const digitsOf = (typed: string) => typed.replace(/[\s.-]/g, '').slice(0, 20)

const sayEverybody = (error: unknown): never => {
  if (error instanceof Refusal && error.code === 'too_many') throw new Refusal('too_many', { ...error.detail, everybody: true })
  throw error
}

export type Entry = { reservationId: string; proof: 'pin' | 'short-pin' | 'link'; demoOpen: boolean }

/** A session for one booking; the caller has proved that its guest is there. */
export const enterBooking = async (ctx: Ctx, { reservationId, proof, demoOpen }: Entry): Promise<NewSession<GuestActor>> => {
  const reservation = await reservationById(ctx, reservationId)
  const guest = reservation && (await guestById(ctx, reservation.guest.id))
  if (!guest) throw new Refusal('wrong_password')
  return startGuestSession(ctx, await guestAccount(ctx, guest, { timeZone: reservation.timeZone, demoOpen }), { reservation_id: reservationId, proof })
}

/** A session for every stay of a guest, with their loyalty level. */
export const enterAccount = async (ctx: Ctx, accountId: string, demoOpen: boolean): Promise<NewSession<GuestActor>> => {
  const guest = await guestById(ctx, accountId)
  if (!guest) throw new Refusal('wrong_password')
  return startGuestSession(ctx, await guestAccount(ctx, guest, { timeZone: 'UTC', demoOpen }), { reservation_id: null, proof: 'account' })
}

type Where = { timeZone: string; demoOpen: boolean }

/** The guest's account, made when they first come and kept as the directory knows them. */
export const guestAccount = async (ctx: Ctx, guest: Guest, { timeZone, demoOpen }: Where): Promise<q.AccountRow> => {
  const { isDemo } = await present(ctx)
  if (isDemo && !demoOpen) throw new Refusal('wrong_password')
  await createAccount(ctx, { id: guest.id, kind: 'guest', email: guest.email ?? '', name: guest.name, locale: guest.language, timeZone, password: null, isDemo })
  const account = await q.accountById(ctx.db, ctx.actor.brandId, guest.id)
  if (!account) throw new Refusal('not_found')
  return account
}
