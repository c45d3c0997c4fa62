import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

export type HeldRow = Selectable<Tables['conversations.held_reply']>

/** Replaces one of the same writer that was stopped. */
export const insertHeld = (db: Db, row: Insertable<Tables['conversations.held_reply']>) =>
  db.insertInto('conversations.held_reply').values(row).onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(row)).execute()

export const heldOn = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('conversations.held_reply').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).selectAll().executeTakeFirst()

const heldAtOnce = 200

export const heldDue = async (db: Db, brandId: string, now: Date): Promise<string[]> => {
  const rows = await db
    .selectFrom('conversations.held_reply')
    .where('brand_id', '=', brandId)
    .where('stopped_at', 'is', null)
    .where('leaves_at', '<=', now)
    .select('conversation_id')
    .orderBy('leaves_at')
    .limit(heldAtOnce)
    .execute()
  return rows.map((row) => row.conversation_id)
}

export const deleteHeld = (db: Db, brandId: string, { conversationId, agentId }: { conversationId: string; agentId: string }) =>
  db
    .deleteFrom('conversations.held_reply')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .where('agent_id', '=', agentId)
    .returningAll()
    .executeTakeFirst()

export const stopHeld = (db: Db, brandId: string, { conversationId, at }: { conversationId: string; at: Date }) =>
  db.updateTable('conversations.held_reply').set({ stopped_at: at }).where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).execute()
