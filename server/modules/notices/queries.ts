import type { Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row = Insertable<Tables['notices.notice']>

export const lockNotice = (db: Db, brandId: string, key: string) =>
  db
    .selectFrom('notices.notice')
    .select('resolved_at')
    .where('brand_id', '=', brandId)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()

export const insertNotice = (db: Db, row: Row) =>
  db.insertInto('notices.notice').values(row).onConflict((conflict) => conflict.doNothing()).returning('key').executeTakeFirst()

export type Change = Partial<Omit<Row, 'brand_id' | 'key'>>

export const changeNotice = (db: Db, { brandId, key }: { brandId: string; key: string }, change: Change) =>
  db.updateTable('notices.notice').set(change).where('brand_id', '=', brandId).where('key', '=', key).execute()

export const liveNotices = (db: Db, brandId: string, { door, at }: { door: string; at: Date }) =>
  db
    .selectFrom('notices.notice')
    .selectAll()
    .where('brand_id', '=', brandId)
    .where('door', '=', door)
    .where('started_at', '<=', at)
    .where('resolved_at', 'is', null)
    .orderBy('started_at', 'desc')
    .orderBy('key')
    .execute()
