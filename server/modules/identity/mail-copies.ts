import type { Ctx } from './actor.ts'
import { personOf, type Person } from './people.ts'
import * as q from './queries.ts'

/** Whether an account's person wants copies by e-mail of what happens in their conversations; an unknown account does not. */
export const wantsMailCopies = async (ctx: Ctx, accountId: string): Promise<boolean> => {
  const row = await ctx.db
    .selectFrom('identity.account')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('id', '=', accountId)
    .select('mail_copies')
    .executeTakeFirst()
  return row?.mail_copies ?? false
}

/** Of these accounts the people who want copies by e-mail. */
export const mailReaders = async (ctx: Ctx, accountIds: string[]): Promise<Map<string, Person>> => {
  const rows = accountIds.length === 0 ? [] : await q.accountsWantingMail(ctx.db, ctx.actor.brandId, accountIds)
  return new Map(rows.map((row) => [row.id, personOf(row)]))
}

/** A partner's users who want copies by e-mail. */
export const mailReadersOf = async (ctx: Ctx, partnerId: string): Promise<Person[]> => {
  const users = await q.usersOfPartner(ctx.db, ctx.actor.brandId, partnerId)
  return [...(await mailReaders(ctx, users.map(({ id }) => id))).values()]
}

export const setMailCopies = async (ctx: Ctx, accountId: string, wanted: boolean): Promise<void> => {
  await ctx.db
    .updateTable('identity.account')
    .set({ mail_copies: wanted })
    .where('brand_id', '=', ctx.actor.brandId)
    .where('id', '=', accountId)
    .execute()
}
