import type { Insertable, Selectable } from 'kysely'
import type { Tables } from '../../../db/tables.ts'
import type { Db } from '#platform/postgres'

export type HeldRow = Selectable<Tables['macros.held']>

export const heldOn = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('macros.held').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).selectAll().executeTakeFirst()

export const lockHeld = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('macros.held').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).selectAll().forUpdate().executeTakeFirst()

export const putHeld = async (db: Db, row: Insertable<Tables['macros.held']>) => {
  await db
    .insertInto('macros.held')
    .values(row)
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(row))
    .execute()
}

export const deleteHeld = async (db: Db, brandId: string, conversationId: string) => {
  await db.deleteFrom('macros.held').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).execute()
}

export const refuseHeld = async (db: Db, brandId: string, { conversationId, code }: { conversationId: string; code: string }) => {
  await db.updateTable('macros.held').set({ refused: code }).where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).execute()
}

const mostAtOnce = 200

export const heldDue = async (db: Db, brandId: string, at: Date): Promise<string[]> => {
  const rows = await db.selectFrom('macros.held').where('brand_id', '=', brandId).where('refused', 'is', null).where('acts_at', '<=', at).select('conversation_id').limit(mostAtOnce).execute()
  return rows.map((row) => row.conversation_id)
}
