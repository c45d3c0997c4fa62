import type { Ctx } from '#identity'

/** A mailbox that is fetched from, and what keeps it from being, if anything does. */
export type MailboxState = { key: string; checkedAt: Date | null; trouble: string | null; since: Date | null }

export const mailboxStates = async (ctx: Ctx): Promise<MailboxState[]> => {
  const rows = await ctx.db.selectFrom('postbox.mailbox').where('brand_id', '=', ctx.actor.brandId).selectAll().orderBy('key').execute()
  return rows.map((row) => ({ key: row.key, checkedAt: row.checked_at, trouble: row.trouble, since: row.trouble_since }))
}
