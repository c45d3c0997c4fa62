import type { Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row = Insertable<Tables['brand.brand']>

export const brandById = (db: Db, id: string) =>
  db.selectFrom('brand.brand').selectAll().where('id', '=', id).executeTakeFirst()

export const firstBrands = (db: Db, most: number) =>
  db.selectFrom('brand.brand').select(['id', 'key']).orderBy('id').limit(most).execute()

export const brandByKey = (db: Db, key: string) =>
  db.selectFrom('brand.brand').select('id').where('key', '=', key).executeTakeFirstOrThrow()

export const insertUnlessThere = (db: Db, row: Row) =>
  db.insertInto('brand.brand').values(row).onConflict((conflict) => conflict.column('key').doNothing()).execute()

export const upsertBrand = (db: Db, { id, ...rest }: Row) =>
  db
    .insertInto('brand.brand')
    .values({ id, ...rest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute()
