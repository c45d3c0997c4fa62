import type { Ctx } from './actor.ts'

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

export const setMailCopies = async (ctx: Ctx, accountId: string, wanted: boolean): Promise<void> => {
  await ctx.db
    .updateTable('identity.account')
    .set({ mail_copies: wanted })
    .where('brand_id', '=', ctx.actor.brandId)
    .where('id', '=', accountId)
    .execute()
}
