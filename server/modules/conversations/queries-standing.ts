import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

/** Under the conversation's lock, in one trip: what a message of its asker puts an end to, and whether it was stored before. */
export const standing = async (db: Db, brandId: string, { conversationId, clientId }: { conversationId: string; clientId: string }) => {
  const own = sql`brand_id = ${brandId} and conversation_id = ${conversationId}`
  const { rows } = await sql<{ repeated: boolean; merged: boolean; closing: boolean; snoozed: boolean }>`
    select exists (select from conversations.entry where ${own} and client_id = ${clientId}) as repeated,
      exists (select from conversations.merge where brand_id = ${brandId} and from_id = ${conversationId}) as merged,
      exists (select from conversations.closing where ${own}) or exists (select from conversations.closure where ${own}) as closing,
      exists (select from conversations.snooze where ${own}) as snoozed`.execute(db)
  return rows[0] ?? { repeated: true, merged: true, closing: true, snoozed: true }
}
