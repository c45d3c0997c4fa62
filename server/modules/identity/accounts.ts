import { createHash, randomBytes } from 'node:crypto'
import { newId, Refusal } from '#kernel'
import type { Localised, Right } from '#contract/content'
import { inTransaction } from '#platform/postgres'
import type { Ctx } from './actor.ts'
import { hashPassword } from './password.ts'
import { dropResets } from './password-reset.ts'
import * as q from './queries.ts'

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

/** `duties`: what the person will do, in words of who hires them. */
export type Invitation = { email: string; role: string; duties?: object }

/**
 * A one-time link's token for the first admin or a colleague; three days, single use, kept as a hash. An earlier one of the same
 * address is worth nothing from now on. Refuses an address that somebody of staff has with `already_used`.
 */
export const invite = async (ctx: Ctx, input: Invitation): Promise<{ token: string; expiresAt: Date }> => {
  if (await staffByEmail(ctx, input.email)) throw new Refusal('already_used')
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now().getTime() + invitationHours * 3_600_000)
  await q.deleteInvitationsOf(ctx.db, ctx.actor.brandId, input.email)
  await ctx.db
    .insertInto('identity.invitation')
    .values({ brand_id: ctx.actor.brandId, token_hash: hashOf(token), email: input.email, role: input.role, duties: input.duties ? JSON.stringify(input.duties) : null, expires_at: expiresAt })
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
export const acceptInvitation = (ctx: Ctx, token: string, input: Acceptance): Promise<{ accountId: string; role: string; duties: unknown }> =>
  inTransaction(ctx, async (tx) => {
    const used = await tx.db
      .updateTable('identity.invitation')
      .set({ used_at: tx.now() })
      .where('brand_id', '=', tx.actor.brandId)
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', tx.now())
      .returning(['email', 'role', 'duties'])
      .executeTakeFirst()
    if (!used || (await staffByEmail(tx, used.email))) throw new Refusal('already_used')
    const accountId = await createAccount(tx, { kind: 'agent', email: used.email, ...input })
    return { accountId, role: used.role, duties: used.duties }
  })

export type StaffAccount = { id: string; name: string; leftAt: Date | null }

/** Who of staff signs in with an address, or did until they left. */
export const staffByEmail = async (ctx: Ctx, email: string): Promise<StaffAccount | null> => (await q.staffByEmail(ctx.db, ctx.actor.brandId, email)) ?? null

/** Lets nobody in by this account any more: sessions, password and links to a new one end; what was written keeps its name. */
export const closeAccount = (ctx: Ctx, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await q.setLeft(tx.db, { brandId, accountId }, tx.now())
    await q.deleteSessionsOf(tx.db, { brandId, accountId })
    await dropResets(tx.db, brandId, accountId)
  })

/** Somebody comes back: they choose a new password by the link for forgotten ones. */
export const reopenAccount = async (ctx: Ctx, accountId: string): Promise<void> => {
  await q.setLeft(ctx.db, { brandId: ctx.actor.brandId, accountId }, null)
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()
