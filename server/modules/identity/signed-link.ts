import { z } from 'zod'
import { reservationByNumber } from '#directory'
import { newId, Refusal } from '#kernel'
import type { Ctx, GuestActor } from './actor.ts'
import { enterBooking } from './guest-sign-in.ts'
import * as q from './guest-queries.ts'
import type { NewSession } from './session.ts'
import { onceHash, readSigned, signed, useOnce } from './signed.ts'

/** What the booking platform signs: the booking, until when (seconds since 1970), and an id when the link is good only once. */
const Payload = z.strictObject({ aud: z.literal('hospes-guest'), number: z.string().regex(/^\d{4,20}$/), exp: z.int().positive(), once: z.string().min(8).max(100).optional() })

export const longestDays = 7
const daySeconds = 86_400

export type LinkRequest = { number: string; expiresAt: Date; once: boolean }

/** The token of a signed link: `base64url(JSON).base64url(HMAC-SHA256(JSON part))`. */
export const makeSignedLink = ({ number, expiresAt, once }: LinkRequest, key: string): string => {
  return signed({ aud: 'hospes-guest', number, exp: Math.floor(expiresAt.getTime() / 1_000), ...(once ? { once: newId() } : {}) }, key)
}

export type SignedEntry = { token: string; key: string; demoOpen: boolean }

/** Whether a link would let somebody in, without using it up. */
export const signedLinkIsLive = async (ctx: Ctx, { token, key }: Omit<SignedEntry, 'demoOpen'>): Promise<boolean> => {
  const payload = payloadOf(ctx, token, key)
  return payload !== null && !(payload.once && (await q.ticketIsThere(ctx.db, { brandId: ctx.actor.brandId, kind: 'signed', tokenHash: onceHash(payload.once) })))
}

/**
 * Signs in to the booking of a link that the booking platform signed. A number that is locked after wrong guesses opens all the same:
 * nobody can lock a guest out. Refuses with `already_used` whatever is wrong with the link.
 */
export const signInBySignedLink = async (ctx: Ctx, { token, key, demoOpen }: SignedEntry): Promise<NewSession<GuestActor>> => {
  const payload = payloadOf(ctx, token, key)
  const reservation = payload && (await reservationByNumber(ctx, payload.number))
  if (!payload || !reservation) throw new Refusal('already_used')
  if (payload.once && !(await useOnce(ctx, payload.once, payload.exp))) throw new Refusal('already_used')
  return enterBooking(ctx, { reservationId: reservation.id, proof: 'link', demoOpen })
}

const payloadOf = (ctx: Ctx, token: string, key: string) => {
  const parsed = Payload.safeParse(readSigned(token, key))
  const now = ctx.now().getTime() / 1_000
  return parsed.success && parsed.data.exp > now && parsed.data.exp <= now + longestDays * daySeconds ? parsed.data : null
}
