import { z } from 'zod'
import { reservationByNumber } from '#directory'
import { newId, Refusal } from '#kernel'
import type { Ctx } from './actor.ts'
import { enterAccount, enterBooking } from './guest-sign-in.ts'
import * as q from './queries.ts'
import { signInAs, type NewSession } from './session.ts'
import { readSigned, signed, useOnce } from './signed.ts'

const Who = z.union([z.strictObject({ booking: z.string().regex(/^\d{4,20}$/) }), z.strictObject({ guest: z.uuid() }), z.strictObject({ partner: z.email() })])
/** Whom the operator's server vouches for: the guest of a booking, a guest with all their stays, or a partner user. */
export type WidgetPerson = z.infer<typeof Who>

/** What is signed: for the widget, until when (seconds since 1970), good once, and who it is. */
const Payload = z.strictObject({ aud: z.literal('hospes-widget'), exp: z.int().positive(), once: z.string().min(8).max(100), who: Who })

/** Longer than a page takes to come and be opened, and too short to be worth stealing. */
const longestSeconds = 600

/** A token as the operator's server makes them for each page it shows; good once, and for ten minutes. */
export const makeWidgetIdentity = (who: WidgetPerson, { now, key }: { now: Date; key: string }): string =>
  signed({ aud: 'hospes-widget', exp: Math.floor(now.getTime() / 1_000) + longestSeconds, once: newId(), who }, key)

/** Signs in whom the operator's server vouches for; refuses with `wrong_password` whatever is wrong with the token, a second use of it too. */
export const signInToWidget = async (ctx: Ctx, { token, key, demoOpen }: { token: string; key: string; demoOpen: boolean }): Promise<NewSession> => {
  const parsed = Payload.safeParse(readSigned(token, key))
  const now = ctx.now().getTime() / 1_000
  if (!parsed.success || parsed.data.exp <= now || parsed.data.exp > now + longestSeconds) throw new Refusal('wrong_password')
  const { who, once, exp } = parsed.data
  if (!(await useOnce(ctx, once, exp))) throw new Refusal('wrong_password')
  if ('guest' in who) return enterAccount(ctx, who.guest, demoOpen)
  if ('booking' in who) {
    const reservation = await reservationByNumber(ctx, who.booking)
    if (!reservation) throw new Refusal('wrong_password')
    return enterBooking(ctx, { reservationId: reservation.id, proof: 'link', demoOpen })
  }
  const account = await q.accountByEmail(ctx.db, ctx.actor.brandId, { kind: 'partner', email: who.partner })
  if (!account || (account.is_demo && !demoOpen)) throw new Refusal('wrong_password')
  return signInAs(ctx, account.id)
}
