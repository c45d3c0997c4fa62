import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import type { Ctx, SignedIn } from './actor.ts'
import * as q from './queries.ts'
import { codeIsOn, dropFactor, makeFactor, proveCode, turnFactorOn, type CodeSetup, type TypedCode } from './second-factor.ts'
import { proveOwnPassword, provePassword, startSession, type Credentials, type NewSession } from './session.ts'
import { readSigned, signed } from './signed.ts'

/** The password was right and a code is asked for: what the browser brings along with it. */
export type CodeAsked = { ticket: string }

/** Whose code was turned off, for the mail that says so. */
export type CodeOwner = { name: string; email: string; locale: string }

const ticketMinutes = 10

/** Signs in by e-mail and password, and by a code where that is set up: without one the refusal is `code_needed`, with another `wrong_code`. */
export const signIn = async (ctx: Ctx, { code, secret, ...credentials }: Credentials & { code?: string | undefined; secret: string }): Promise<NewSession> => {
  const account = await provePassword(ctx, credentials)
  if (await codeIsOn(ctx, account.id)) {
    if (!code) throw new Refusal('code_needed')
    await proveCode(ctx, account.id, { code, secret })
  }
  return startSession(ctx, account)
}

/** The same in two steps, as pages do it: what is asked for second comes with a ticket, good for ten minutes and this password. */
export const signInOrAskCode = async (ctx: Ctx, { secret, ...credentials }: Credentials & { secret: string }): Promise<NewSession | CodeAsked> => {
  const account = await provePassword(ctx, credentials)
  if (!(await codeIsOn(ctx, account.id))) return startSession(ctx, account)
  const exp = ctx.now().getTime() + ticketMinutes * 60_000
  return { ticket: signed({ brand: ctx.actor.brandId, account: account.id, password: markOf(account), exp }, ticketKey(secret)) }
}

const Ticket = z.object({ brand: z.string(), account: z.uuid(), password: z.string(), exp: z.number() })

/** The second step; refuses a ticket that is worth nothing any more with `already_used`. Says which kind of code it was. */
export const finishSignIn = async (ctx: Ctx, { ticket, code, secret, demoOpen }: TypedCode & { ticket: string; demoOpen: boolean }): Promise<NewSession & { by: 'app' | 'recovery' }> => {
  const read = Ticket.safeParse(readSigned(ticket, ticketKey(secret)))
  if (!read.success || read.data.brand !== ctx.actor.brandId || read.data.exp < ctx.now().getTime()) throw new Refusal('already_used')
  const account = await q.accountById(ctx.db, ctx.actor.brandId, read.data.account)
  if (!account || markOf(account) !== read.data.password || (account.is_demo && !demoOpen)) throw new Refusal('already_used')
  const by = await proveCode(ctx, account.id, { code, secret })
  return { ...(await startSession(ctx, account)), by }
}

/** Somebody sets up the codes of their own sign-in; the password is asked for once more. Refuses with `already_used` while one is on. */
export const beginCode = async (ctx: Ctx<SignedIn>, { password, ...made }: { password: string; issuer: string; secret: string }): Promise<CodeSetup> => {
  const account = await proveOwnPassword(ctx, password)
  return makeFactor(ctx, account.id, { label: account.email, ...made })
}

/** The first code was right: from now on one is asked for, and whoever was signed in elsewhere is so no more. */
export const turnCodeOn = async (ctx: Ctx<SignedIn>, typed: TypedCode): Promise<NewSession> => {
  await proveCode(ctx, ctx.actor.id, typed)
  return startAnew(ctx, 'sign-in-code.turned-on', (tx) => turnFactorOn(tx, ctx.actor.id))
}

/** The password alone signs in again; both steps are asked for once more. */
export const turnCodeOff = async (ctx: Ctx<SignedIn>, { password, ...typed }: TypedCode & { password: string }): Promise<NewSession> => {
  await proveOwnPassword(ctx, password)
  await proveCode(ctx, ctx.actor.id, typed)
  return startAnew(ctx, 'sign-in-code.turned-off', async (tx) => (await dropFactor(tx, ctx.actor.id)).some(({ numDeletedRows }) => numDeletedRows === 1n))
}

/** The operator turns off the code of somebody who has lost it and has no recovery code; their sessions end. Null when nobody of this address has one on. */
export const takeCodeFrom = (ctx: Ctx, who: { kind: 'partner' | 'agent'; email: string }): Promise<CodeOwner | null> =>
  inTransaction(ctx, async (tx) => {
    if (ctx.actor.kind !== 'system') throw new Refusal('not_allowed')
    const { brandId } = ctx.actor
    const account = await q.accountByEmail(tx.db, brandId, who)
    if (!account || !(await codeIsOn(tx, account.id))) return null
    await dropFactor(tx, account.id)
    await q.deleteSessionsOf(tx.db, { brandId, accountId: account.id })
    await record(tx, { name: 'sign-in-code.taken-off', payload: { accountId: account.id, by: ctx.actor.name } })
    return { name: account.name, email: account.email, locale: account.locale }
  })

/** Changes how one signs in; all sessions end and a new one begins. */
const startAnew = async (ctx: Ctx<SignedIn>, fact: string, change: (tx: Ctx<SignedIn>) => Promise<boolean>): Promise<NewSession> => {
  const { brandId, id } = ctx.actor
  const account = await q.accountById(ctx.db, brandId, id)
  if (!account) throw new Refusal('not_found')
  await inTransaction(ctx, async (tx) => {
    if (!(await change(tx))) throw new Refusal('already_used')
    await q.deleteSessionsOf(tx.db, { brandId, accountId: id })
    await record(tx, { name: fact, payload: { accountId: id } })
  })
  return startSession(ctx, account)
}

const ticketKey = (secret: string) => createHmac('sha256', secret).update('sign-in code').digest('base64url')
// Another password makes the ticket worthless.
const markOf = ({ password_hash }: q.AccountRow) => createHash('sha256').update(password_hash ?? '').digest('base64url').slice(0, 16)
