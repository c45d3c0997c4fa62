import type { Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

type Place = { brandId: string; locale: string }

const editions = (db: Db, { brandId, locale }: Place) => db.selectFrom('search.synonyms_edition').where('brand_id', '=', brandId).where('locale', '=', locale)

export const lastEdition = (db: Db, place: Place) => editions(db, place).select(['number', 'groups', 'by']).orderBy('number', 'desc').limit(1).executeTakeFirst()

export const editionAt = (db: Db, place: Place, number: number) => editions(db, place).where('number', '=', number).select('groups').executeTakeFirst()

export const newestEditions = (db: Db, place: Place, most: number) => editions(db, place).select(['number', 'at', 'by', 'groups']).orderBy('number', 'desc').limit(most).execute()

export const newestOfEach = (db: Db, brandId: string) =>
  db.selectFrom('search.synonyms_edition').distinctOn('locale').select(['locale', 'groups']).where('brand_id', '=', brandId).orderBy('locale').orderBy('number', 'desc').execute()

/** False where somebody else has made this edition meanwhile. */
export const addEdition = async (db: Db, row: Insertable<Tables['search.synonyms_edition']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db.insertInto('search.synonyms_edition').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
