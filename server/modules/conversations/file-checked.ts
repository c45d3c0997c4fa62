import type { Ctx } from '#identity'
import { record } from '#platform/outbox'

/** Tells everybody who looks at a conversation that a file in it may be opened now, or never. */
export const tellFileChecked = async (tx: Ctx, fileId: string): Promise<void> => {
  const rows = await tx.db
    .selectFrom('conversations.attachment as a')
    .innerJoin('conversations.conversation as c', (join) => join.onRef('c.brand_id', '=', 'a.brand_id').onRef('c.id', '=', 'a.conversation_id'))
    .where('a.brand_id', '=', tx.actor.brandId)
    .where('a.file_id', '=', fileId)
    .select(['a.conversation_id', 'c.partner_id'])
    .execute()
  for (const row of rows) await record(tx, { name: 'file.checked', conversationId: row.conversation_id, partnerId: row.partner_id, forAsker: true })
}
