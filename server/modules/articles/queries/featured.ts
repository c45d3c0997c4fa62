import type { Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

const editions = (db: Db, brandId: string) => db.selectFrom('articles.featured_edition').where('brand_id', '=', brandId)

export const lastEdition = (db: Db, brandId: string) => editions(db, brandId).select(['number', 'entries', 'by']).orderBy('number', 'desc').limit(1).executeTakeFirst()

export const editionAt = (db: Db, brandId: string, number: number) => editions(db, brandId).where('number', '=', number).select('entries').executeTakeFirst()

export const newestEditions = (db: Db, brandId: string, most: number) => editions(db, brandId).select(['number', 'at', 'by', 'entries']).orderBy('number', 'desc').limit(most).execute()

/** False where somebody else has made this edition meanwhile. */
export const addEdition = async (db: Db, row: Insertable<Tables['articles.featured_edition']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db.insertInto('articles.featured_edition').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
