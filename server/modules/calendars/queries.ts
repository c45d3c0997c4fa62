import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

export type CalendarRow = Insertable<Tables['calendars.calendar']>

/** Those that were edited here stay as they are unless they are to be overwritten. */
export const upsertCalendars = (db: Db, rows: CalendarRow[], { overwrite }: { overwrite: boolean }) =>
  db
    .insertInto('calendars.calendar')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['brand_id', 'key'])
        .doUpdateSet((excluded) => ({
          place: excluded.ref('excluded.place'), names: sql`excluded.names`, time_zone: excluded.ref('excluded.time_zone'), hours: sql`excluded.hours`,
          holidays: sql`excluded.holidays`, edited_by: excluded.ref('excluded.edited_by'), edited_at: excluded.ref('excluded.edited_at'),
        }))
        .where((eb) => (overwrite ? eb.val(true) : eb('calendars.calendar.edited_at', 'is', null))))
    .execute()

export const deleteCalendarsBut = (db: Db, brandId: string, keys: readonly string[]) =>
  db.deleteFrom('calendars.calendar').where('brand_id', '=', brandId).where('edited_at', 'is', null).where((e) => e.not(e('key', '=', e.fn.any(e.val([...keys]))))).execute()

export const allCalendars = (db: Db, brandId: string) =>
  db.selectFrom('calendars.calendar').where('brand_id', '=', brandId).select(['key', 'names', 'time_zone', 'hours', 'holidays', 'edited_at']).orderBy('place').orderBy('key').execute()

type Place = { brandId: string; key: string }

const editions = (db: Db, { brandId, key }: Place) => db.selectFrom('calendars.edition').where('brand_id', '=', brandId).where('key', '=', key)

export const lastEdition = (db: Db, place: Place) => editions(db, place).select(['number', 'calendar', 'by']).orderBy('number', 'desc').limit(1).executeTakeFirst()

export const editionAt = (db: Db, place: Place, number: number) => editions(db, place).where('number', '=', number).select('calendar').executeTakeFirst()

export const newestEditions = (db: Db, place: Place, most: number) => editions(db, place).select(['number', 'at', 'by', 'calendar']).orderBy('number', 'desc').limit(most).execute()

export const versions = (db: Db, brandId: string) =>
  db.selectFrom('calendars.edition').where('brand_id', '=', brandId).groupBy('key').select((e) => ['key', e.fn.max('number').as('number')]).execute()

/** False where somebody else has made this edition meanwhile. */
export const addEdition = async (db: Db, row: Insertable<Tables['calendars.edition']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db.insertInto('calendars.edition').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Which of them were edited here, and so are not the files' any more. */
export const editedKeys = async (db: Db, brandId: string): Promise<Set<string>> =>
  new Set((await db.selectFrom('calendars.calendar').where('brand_id', '=', brandId).where('edited_at', 'is not', null).select('key').execute()).map(({ key }) => key))
