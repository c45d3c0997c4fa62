import type { Db } from '#platform/postgres'

export const countWritten = async (db: Db, brandId: string, locale: string): Promise<number> => {
  const row = await db
    .selectFrom('articles.translation')
    .select((e) => e.fn.countAll<number>().as('written'))
    .where('brand_id', '=', brandId)
    .where('locale', '=', locale)
    .executeTakeFirstOrThrow()
  return row.written
}

const written = (db: Db, brandId: string, locale: string) =>
  db
    .selectFrom('articles.translation as t')
    .innerJoin('articles.article as a', (join) => join.onRef('a.brand_id', '=', 't.brand_id').onRef('a.key', '=', 't.key'))
    .where('t.brand_id', '=', brandId)
    .where('t.locale', '=', locale)

export const writtenIn = (db: Db, brandId: string, { locale, limit, offset }: { locale: string; limit: number; offset: number }) =>
  written(db, brandId, locale).select(['a.door', 'a.category', 't.slug', 't.updated_at']).orderBy('t.slug').limit(limit).offset(offset).execute()

export const changedLast = (db: Db, brandId: string, { door, locale, most }: { door: string; locale: string; most: number }) =>
  written(db, brandId, locale)
    .where('a.door', '=', door)
    .select(['a.key', 'a.number', 'a.door', 'a.category', 't.locale', 't.title', 't.summary', 't.slug', 't.updated_at'])
    .orderBy('t.updated_at', 'desc')
    .orderBy('t.key')
    .limit(most)
    .execute()
