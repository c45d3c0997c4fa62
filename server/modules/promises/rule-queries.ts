import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

export const allRules = (db: Db, brandId: string) =>
  db.selectFrom('promises.rule').where('brand_id', '=', brandId).select(['door', 'topic', 'subtopic', 'rule', 'set_by', 'set_at']).execute()

export const upsertRule = (db: Db, row: Insertable<Tables['promises.rule']>) =>
  db
    .insertInto('promises.rule')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'door', 'topic', 'subtopic']).doUpdateSet((excluded) => ({ rule: sql`excluded.rule`, set_by: excluded.ref('excluded.set_by'), set_at: excluded.ref('excluded.set_at') })))
    .execute()

export const deleteRule = (db: Db, key: { brand_id: string; door: string; topic: string; subtopic: string }) =>
  db.deleteFrom('promises.rule').where('brand_id', '=', key.brand_id).where('door', '=', key.door).where('topic', '=', key.topic).where('subtopic', '=', key.subtopic).execute()

export const lastChange = (db: Db, brandId: string) =>
  db.selectFrom('promises.rule_change').where('brand_id', '=', brandId).select('number').orderBy('number', 'desc').limit(1).executeTakeFirst()

export const newestChanges = (db: Db, brandId: string, most: number) =>
  db.selectFrom('promises.rule_change').where('brand_id', '=', brandId).selectAll().orderBy('number', 'desc').limit(most).execute()

/** False where somebody else has changed a rule meanwhile. */
export const addChange = async (db: Db, row: Insertable<Tables['promises.rule_change']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db.insertInto('promises.rule_change').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const ruleAt = (db: Db, { brand_id, door, topic, subtopic }: { brand_id: string; door: string; topic: string; subtopic: string }) =>
  db.selectFrom('promises.rule').where('brand_id', '=', brand_id).where('door', '=', door).where('topic', '=', topic).where('subtopic', '=', subtopic).select('rule').executeTakeFirst()
