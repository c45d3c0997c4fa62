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
