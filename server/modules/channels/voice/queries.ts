import type { Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const deleteLines = (db: Db, brandId: string) => db.deleteFrom('voice.line').where('brand_id', '=', brandId).execute()

export const insertLines = (db: Db, rows: Insertable<Tables['voice.line']>[]) => db.insertInto('voice.line').values(rows).execute()

export const linesOf = (db: Db, brandId: string, door: string) =>
  db.selectFrom('voice.line').selectAll().where('brand_id', '=', brandId).where('door', '=', door).orderBy('key').execute()

export const linesByCalendar = (db: Db, brandId: string) =>
  db.selectFrom('voice.line').where('brand_id', '=', brandId).groupBy('calendar').select((e) => ['calendar', e.fn.countAll<string>().as('lines')]).execute()
