import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { Refusal } from '#kernel'
import { countAttempt, forgetAttempts } from '#platform'
import { sealed, unsealed, type Seal } from '#platform/sealing'
import type { Ctx } from './actor.ts'

/** What an app makes the codes from, as RFC 6238 has it, and the codes for who has lost it. Shown once. */
export type CodeSetup = { secret: string; uri: string; recovery: string[] }
export type TypedCode = { code: string; secret: string }

const [period, digits, drift] = [30, 6, 1]
const recoveryCodes = 10
/** How long a setup waits for its first code. */
const setupMinutes = 30
const mostTries = { most: 5, windowMinutes: 15 }
const mostTriesADay = { most: 20, windowMinutes: 24 * 60 }

const factorOf = (ctx: Ctx, accountId: string) =>
  ctx.db.selectFrom('identity.second_factor').where('brand_id', '=', ctx.actor.brandId).where('account_id', '=', accountId)

const changeFactor = (ctx: Ctx, accountId: string) =>
  ctx.db.updateTable('identity.second_factor').where('brand_id', '=', ctx.actor.brandId).where('account_id', '=', accountId)

/** Whether somebody's password alone does not sign in. */
export const codeIsOn = async (ctx: Ctx, accountId: string): Promise<boolean> =>
  (await factorOf(ctx, accountId).where('on_since', 'is not', null).select('account_id').executeTakeFirst()) !== undefined

/** Makes what codes are made from. It counts for nothing until a code of it is proved; a setup begun before is void. */
export const makeFactor = async (ctx: Ctx, accountId: string, { issuer, label, secret }: { issuer: string; label: string; secret: string }): Promise<CodeSetup> => {
  const made = new Secret({ size: 20 })
  const recovery = Array.from({ length: recoveryCodes }, () => new Secret({ size: 10 }).base32.slice(0, 10).replace(/(.{5})(.{5})/, '$1-$2'))
  const values = {
    sealed: sealed(sealOf(ctx, secret), made.base32), made_at: ctx.now(), last_step: 0,
    recovery: recovery.map((code) => hashOf(secret, plain(code))),
  }
  const written = await ctx.db
    .insertInto('identity.second_factor')
    .values({ brand_id: ctx.actor.brandId, account_id: accountId, ...values })
    .onConflict((conflict) => conflict.columns(['brand_id', 'account_id']).doUpdateSet(values).where('identity.second_factor.on_since', 'is', null))
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows !== 1n) throw new Refusal('already_used')
  return { secret: made.base32, uri: new TOTP({ issuer, label, algorithm: 'SHA1', digits, period, secret: made }).toString(), recovery }
}

/** From now on it is asked for; false when nothing was set up lately. */
export const turnFactorOn = async (ctx: Ctx, accountId: string): Promise<boolean> => {
  const done = await changeFactor(ctx, accountId).set({ on_since: ctx.now() }).where('on_since', 'is', null).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const dropFactor = (ctx: Ctx, accountId: string) =>
  ctx.db.deleteFrom('identity.second_factor').where('brand_id', '=', ctx.actor.brandId).where('account_id', '=', accountId).execute()

/**
 * Uses a code up: of the app, at most one step early or late and newer than the last one, or one of the recovery codes. Refuses any
 * other with `wrong_code`, and who tries too often.
 */
export const proveCode = async (ctx: Ctx, accountId: string, { code, secret }: TypedCode): Promise<'app' | 'recovery'> => {
  const subject = `sign-in-code:${accountId}`
  await countAttempt(ctx, { subject, ...mostTries })
  await countAttempt(ctx, { subject: `${subject}:day`, ...mostTriesADay })
  const typed = plain(code)
  const isOfApp = new RegExp(`^\\d{${digits}}$`).test(typed)
  if (!(await (isOfApp ? useAppCode : useRecoveryCode)(ctx, accountId, { code: typed, secret }))) throw new Refusal('wrong_code')
  await forgetAttempts(ctx, subject)
  await forgetAttempts(ctx, `${subject}:day`)
  return isOfApp ? 'app' : 'recovery'
}

const useAppCode = async (ctx: Ctx, accountId: string, { code, secret }: TypedCode): Promise<boolean> => {
  const now = ctx.now().getTime()
  const row = await factorOf(ctx, accountId).select(['sealed', 'made_at', 'on_since']).executeTakeFirst()
  if (!row || (row.on_since === null && now - row.made_at.getTime() > setupMinutes * 60_000)) return false
  const base32 = unsealed(sealOf(ctx, secret), row.sealed)
  if (base32 === null) {
    ctx.log.error('a sign-in code is sealed under another HOSPES_SECRET: nobody who has set one up can sign in with it')
    return false
  }
  const delta = new TOTP({ algorithm: 'SHA1', digits, period, secret: Secret.fromBase32(base32) }).validate({ token: code, timestamp: now, window: drift })
  if (delta === null) return false
  const step = Math.floor(now / 1_000 / period) + delta
  const used = await changeFactor(ctx, accountId).set({ last_step: step }).where('last_step', '<', step).executeTakeFirst()
  return used.numUpdatedRows === 1n
}

const useRecoveryCode = async (ctx: Ctx, accountId: string, { code, secret }: TypedCode): Promise<boolean> => {
  const hash = hashOf(secret, code)
  const used = await changeFactor(ctx, accountId)
    .set({ recovery: sql<Buffer[]>`array_remove(recovery, ${hash}::bytea)` })
    .where('on_since', 'is not', null)
    .where(sql<boolean>`${hash}::bytea = any(recovery)`)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

const plain = (typed: string) => typed.replace(/[\s-]/g, '').toUpperCase()
const hashOf = (secret: string, code: string) => createHmac('sha256', secret).update(`recovery code:${code}`).digest()
const sealOf = (ctx: Ctx, secret: string): Seal => ({ secret, brandId: ctx.actor.brandId, purpose: 'sign-in codes' })
