import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row<Name extends keyof Tables> = Insertable<Tables[Name]>

export const upsertArticles = (db: Db, rows: Row<'articles.article'>[]) =>
  db
    .insertInto('articles.article')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'key']).doUpdateSet((excluded) => ({
        number: excluded.ref('excluded.number'),
        door: excluded.ref('excluded.door'),
        category: excluded.ref('excluded.category'),
        topics: excluded.ref('excluded.topics'),
        related: excluded.ref('excluded.related'),
        owner: excluded.ref('excluded.owner'),
        reviewed: excluded.ref('excluded.reviewed'),
      })),
    )
    .execute()

/** New texts keep the `updated_at` they come with; a text whose words have changed is updated `now`. */
export const upsertTranslations = (db: Db, rows: Row<'articles.translation'>[], now: Date) =>
  db
    .insertInto('articles.translation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'key', 'locale']).doUpdateSet((excluded) => ({
        title: excluded.ref('excluded.title'),
        slug: excluded.ref('excluded.slug'),
        summary: excluded.ref('excluded.summary'),
        synonyms: excluded.ref('excluded.synonyms'),
        body: excluded.ref('excluded.body'),
        updated_at: sql`case when (translation.title, translation.summary, translation.body) is distinct from
          (excluded.title, excluded.summary, excluded.body) then ${now}::timestamptz else translation.updated_at end`,
      })),
    )
    .execute()

const cards = (db: Db, brandId: string, locales: readonly string[]) =>
  db
    .selectFrom('articles.article as a')
    .innerJoin('articles.translation as t', (join) => join.onRef('t.brand_id', '=', 'a.brand_id').onRef('t.key', '=', 'a.key'))
    .where('a.brand_id', '=', brandId)
    .where('t.locale', 'in', locales)
    .select(['a.key', 'a.number', 'a.door', 'a.category', 't.locale', 't.title', 't.summary', 't.slug'])
    .orderBy('a.number')

export type CardRow = Awaited<ReturnType<ReturnType<typeof cards>['execute']>>[number]
export type Locales = readonly string[]

export const cardsByKeys = async (db: Db, brandId: string, { keys, locales }: { keys: readonly string[]; locales: Locales }) =>
  keys.length === 0 ? [] : cards(db, brandId, locales).where('a.key', '=', sql<string>`any(${[...keys]}::text[])`).execute()

/** Articles with these keys, and those of the door that name the subtopic. */
export const cardsAnswering = (db: Db, brandId: string, sought: { keys: readonly string[]; door: string; topics: string[]; locales: Locales }) =>
  cards(db, brandId, sought.locales)
    .where((e) =>
      e.or([
        e('a.key', '=', sql<string>`any(${[...sought.keys]}::text[])`),
        e.and([e('a.door', '=', sought.door), sql<boolean>`a.topics && ${sought.topics}::text[]`]),
      ]),
    )
    .execute()

/** All articles of a door, or those of one of its categories. */
export const cardsOfDoor = (db: Db, brandId: string, { door, category, locales }: { door: string; category?: string; locales: Locales }) => {
  const all = cards(db, brandId, locales).where('a.door', '=', door)
  return category === undefined ? all.execute() : all.where('a.category', '=', category).execute()
}

/** Every article that has this slug in some language; the slug is unique only within a language. */
export const keysBySlug = (db: Db, brandId: string, slug: string) =>
  db
    .selectFrom('articles.translation')
    .select(['key', 'locale'])
    .where('brand_id', '=', brandId)
    .where('slug', '=', slug)
    .orderBy('locale')
    .execute()

export const articleByKey = (db: Db, brandId: string, key: string) =>
  db.selectFrom('articles.article').selectAll().where('brand_id', '=', brandId).where('key', '=', key).executeTakeFirstOrThrow()

export const translationsOf = (db: Db, brandId: string, key: string) =>
  db
    .selectFrom('articles.translation')
    .select(['locale', 'title', 'slug', 'summary', 'body', 'updated_at'])
    .where('brand_id', '=', brandId)
    .where('key', '=', key)
    .orderBy('locale')
    .execute()
