import { sql } from 'kysely'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'

// Dependents first: everything people made, never what the operator edits.
const tables = [
  'platform.fact', 'email.outgoing', 'email.report', 'email.suppression', 'email.thread', 'postbox.arrival', 'contact.draft_file', 'contact.draft', 'queue.claim', 'queue.entry', 'queue.lane_count', 'promises.step',
  'promises.promise', 'conversations.attachment', 'conversations.conversation', 'identity.caller_code', 'platform.file', 'identity.partner_user',
  'correspondence.thread', 'selfservice.notification', 'selfservice.change', 'identity.guest_ticket', 'identity.guest_guard', 'identity.guest_pin', 'directory.refund',
  'directory.reservation', 'directory.guest', 'directory.property', 'directory.partner', 'platform.rate_limit',
  'search.inquiry', 'articles.vote', 'articles.saved', 'articles.reading', 'articles.contact_after', 'articles.avoided', 'articles.handled',
]

/**
 * Takes the demo world out of an installation that was born with it, whole or not at all. Staff who came by an invitation stay,
 * with their sessions.
 */
export const removeDemo = (ctx: Ctx): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await needDemo(tx)
    for (const table of tables) await sql`delete from ${sql.table(table)} where brand_id = ${brandId}`.execute(tx.db)
    await tx.db
      .deleteFrom('identity.account')
      .where('brand_id', '=', brandId)
      .where((eb) => eb.or([eb('is_demo', '=', true), eb('kind', 'in', ['partner', 'guest'])]))
      .execute()
    await tx.db.updateTable('brand.brand').set({ is_demo: false }).where('id', '=', brandId).execute()
  })

/** Refuses where the demo world does not live: nothing of it may come into a real installation. */
export const needDemo = async (ctx: Ctx): Promise<void> => {
  const brand = await ctx.db.selectFrom('brand.brand').where('id', '=', ctx.actor.brandId).select('is_demo').executeTakeFirst()
  if (!brand?.is_demo) throw new Error('This installation has no demo world.')
}
