import { createHash, randomBytes } from 'node:crypto'
import { newId, Refusal } from '#kernel'
import type { Localised, Right } from '#contract/content'
import { inTransaction } from '#platform/postgres'
import type { Ctx } from './actor.ts'
import { hashPassword } from './password.ts'

export type NewAccount = {
  id?: string
  kind: 'partner' | 'agent' | 'guest'
  email: string
  name: string
  locale: string
  timeZone: string
  password: string | null
  /** What makes a demo person interesting, per locale; null for everybody else. */
  why?: Localised | null
  /** One of the demo world, whose password everybody knows. */
  isDemo?: boolean
}

/** Creates an account, or brings the existing one of the same id up to date. Returns its id. */
export const createAccount = async (ctx: Ctx, input: NewAccount): Promise<string> => {
  const id = input.id ?? newId()
  const profile = { email: input.email, name: input.name, locale: input.locale, time_zone: input.timeZone, why: input.why ? JSON.stringify(input.why) : null, is_demo: input.isDemo ?? false }
  const password_hash = input.password === null ? null : await hashPassword(input.password)
  await ctx.db
    .insertInto('identity.account')
    .values({ brand_id: ctx.actor.brandId, id, kind: input.kind, ...profile, password_hash })
    .onConflict((conflict) => conflict.columns(['brand_id', 'id']).doUpdateSet(profile))
    .execute()
  return id
}

export type Membership = { accountId: string; partnerId: string; roleTitle: Localised; rights: Right[] }

/** Makes an account a user of a partner with these rights. */
export const joinPartner = async (ctx: Ctx, input: Membership): Promise<void> => {
  const values = { partner_id: input.partnerId, role_title: JSON.stringify(input.roleTitle), rights: input.rights }
  await ctx.db
    .insertInto('identity.partner_user')
    .values({ brand_id: ctx.actor.brandId, account_id: input.accountId, ...values })
    .onConflict((conflict) => conflict.columns(['brand_id', 'account_id']).doUpdateSet(values))
    .execute()
}

export const changeLocale = async (ctx: Ctx, accountId: string, locale: string): Promise<void> => {
  await ctx.db.updateTable('identity.account').set({ locale }).where('brand_id', '=', ctx.actor.brandId).where('id', '=', accountId).execute()
}

const invitationHours = 72

/** A one-time link's token for the first admin (or a colleague); three days, single use, kept as a hash. */
export const invite = async (ctx: Ctx, input: { email: string; role: string }): Promise<{ token: string; expiresAt: Date }> => {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now().getTime() + invitationHours * 3_600_000)
  await ctx.db
    .insertInto('identity.invitation')
    .values({ brand_id: ctx.actor.brandId, token_hash: hashOf(token), email: input.email, role: input.role, expires_at: expiresAt })
    .execute()
  return { token, expiresAt }
}

export const invitationByToken = async (ctx: Ctx, token: string) => {
  const row = await ctx.db
    .selectFrom('identity.invitation')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .select(['email', 'role'])
    .executeTakeFirst()
  return row ?? null
}

export type Acceptance = { name: string; password: string; locale: string; timeZone: string }

/** Uses the invitation up and creates the staff account; refuses with `already_used` when it is spent, expired or unknown. */
export const acceptInvitation = (ctx: Ctx, token: string, input: Acceptance): Promise<{ accountId: string; role: string }> =>
  inTransaction(ctx, async (tx) => {
    const used = await tx.db
      .updateTable('identity.invitation')
      .set({ used_at: tx.now() })
      .where('brand_id', '=', tx.actor.brandId)
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', tx.now())
      .returning(['email', 'role'])
      .executeTakeFirst()
    if (!used) throw new Refusal('already_used')
    const accountId = await createAccount(tx, { kind: 'agent', email: used.email, ...input })
    return { accountId, role: used.role }
  })

const hashOf = (token: string) => createHash('sha256').update(token).digest()
