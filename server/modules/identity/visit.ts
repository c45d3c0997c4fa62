import { createHmac } from 'node:crypto'
import { createAccount } from './accounts.ts'
import type { Ctx, GuestActor } from './actor.ts'
import * as q from './queries.ts'
import { startGuestSession, type NewSession } from './session.ts'

export type Visit = { /** Made by their page; a repeat of it is the same visitor. */ submissionId: string; name: string; locale: string; timeZone: string }

/**
 * A session for somebody who has proved nothing, so that they can follow what they begin in it. It speaks for no booking and no
 * address: those are kept with the conversation, as said. `begin` does what is begun, and refuses before any session is there.
 */
export const startVisit = async (ctx: Ctx, { submissionId, name, locale, timeZone }: Visit, { secret, begin }: { secret: string; begin: (accountId: string) => Promise<unknown> }): Promise<NewSession<GuestActor>> => {
  const id = await createAccount(ctx, { id: idFor(submissionId, secret), kind: 'guest', email: '', name, locale, timeZone, password: null })
  await begin(id)
  const account = await q.accountById(ctx.db, ctx.actor.brandId, id)
  if (!account) throw new Error('an account that was just made')
  return startGuestSession(ctx, account, { reservation_id: null, proof: 'visit' })
}

// A second press finds the visitor of the first. Made with the secret, it can be nobody's account that was there before.
const idFor = (submissionId: string, secret: string): string => {
  const hex = createHmac('sha256', secret).update(`visit:${submissionId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
