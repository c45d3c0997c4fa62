import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#kernel'
import { countAttempt, forgetAttempts } from '#platform'
import { inTransaction, type Db } from '#platform/postgres'
import type { Ctx } from './actor.ts'
import { hashPassword } from './password.ts'
import * as q from './queries.ts'

type Side = 'partner' | 'agent'

export const resetMinutes = 30
const mostMails = { most: 3, windowMinutes: 60 }
const mostAsked = { most: 10, windowMinutes: 15 }

export type ResetMail = { to: string; name: string; locale: string; token: string; minutes: number }
export type ResetAsked = { kind: Side; email: string; network: string; demoOpen: boolean }

/**
 * What to mail to somebody who has forgotten the password: a link, good once, until the next one is sent. Null when nobody signs in
 * with the address, or it was mailed often enough; the caller answers the same in every case. Refuses a network that asks too often.
 */
export const resetMailFor = async (ctx: Ctx, { kind, email, network, demoOpen }: ResetAsked): Promise<ResetMail | null> => {
  await countAttempt(ctx, { subject: `password-reset-network:${network}`, ...mostAsked })
  const account = await q.accountByEmail(ctx.db, ctx.actor.brandId, { kind, email: email.trim() })
  if (!account || (account.is_demo && !demoOpen) || !(await mayMail(ctx, account.id))) return null
  const token = randomBytes(32).toString('base64url')
  await inTransaction(ctx, async (tx) => {
    await dropResets(tx.db, tx.actor.brandId, account.id)
    await tx.db
      .insertInto('identity.password_reset')
      .values({ brand_id: tx.actor.brandId, token_hash: hashOf(token), account_id: account.id, expires_at: new Date(tx.now().getTime() + resetMinutes * 60_000) })
      .execute()
  })
  return { to: account.email, name: account.name, locale: account.locale, token, minutes: resetMinutes }
}

/** Whether a link would do, without using it up: programs that look at mails open links too. */
export const resetIsLive = async (ctx: Ctx, { kind, token }: { kind: Side; token: string }): Promise<boolean> => {
  const row = await ctx.db
    .selectFrom('identity.password_reset as r')
    .innerJoin('identity.account as a', (join) => join.onRef('a.brand_id', '=', 'r.brand_id').onRef('a.id', '=', 'r.account_id'))
    .where('r.brand_id', '=', ctx.actor.brandId)
    .where('r.token_hash', '=', hashOf(token))
    .where('r.used_at', 'is', null)
    .where('r.expires_at', '>', ctx.now())
    .where('a.kind', '=', kind)
    .select('r.account_id')
    .executeTakeFirst()
  return row !== undefined
}

export type PasswordReset = { kind: Side; token: string; next: string; demoOpen: boolean }
export type ResetDone = { to: string; name: string; locale: string }

/** Uses a link up and sets the password; every session of the account ends, and wrong tries are forgotten. Refuses a dead link with `already_used`. */
export const resetPassword = async (ctx: Ctx, { kind, token, next, demoOpen }: PasswordReset): Promise<ResetDone> => {
  // A password takes a while to hash, which is done for nobody who has no link.
  if (!(await resetIsLive(ctx, { kind, token }))) throw new Refusal('already_used')
  const password_hash = await hashPassword(next)
  return inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const used = await tx.db
      .updateTable('identity.password_reset')
      .set({ used_at: tx.now() })
      .where('brand_id', '=', brandId)
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', tx.now())
      .returning('account_id')
      .executeTakeFirst()
    const account = used && (await q.accountById(tx.db, brandId, used.account_id))
    if (!account || account.kind !== kind || (account.is_demo && !demoOpen)) throw new Refusal('already_used')
    await q.setPasswordHash(tx.db, { brandId, accountId: account.id }, password_hash)
    await q.deleteSessionsOf(tx.db, { brandId, accountId: account.id })
    await forgetAttempts(tx, `sign-in:${kind}:${account.email.toLowerCase()}`)
    return { to: account.email, name: account.name, locale: account.locale }
  })
}

/** An account's links are worth nothing any more, as after another password was chosen. */
export const dropResets = (db: Db, brandId: string, accountId: string) =>
  db.deleteFrom('identity.password_reset').where('brand_id', '=', brandId).where('account_id', '=', accountId).execute()

export const forgetOldResets = (db: Db, brandId: string, before: Date) =>
  db.deleteFrom('identity.password_reset').where('brand_id', '=', brandId).where('expires_at', '<', before).execute()

const mayMail = (ctx: Ctx, accountId: string): Promise<boolean> =>
  countAttempt(ctx, { subject: `password-reset:${accountId}`, ...mostMails }).then(() => true, (error: unknown) => {
    if (error instanceof Refusal && error.code === 'too_many') return false
    throw error
  })

const hashOf = (token: string) => createHash('sha256').update(token).digest()
