import { CompiledQuery, sql, type Insertable } from 'kysely'
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

const wordsChanged = sql<boolean>`((translation.title, translation.summary, translation.body) is distinct from
  (excluded.title, excluded.summary, excluded.body))`

/** New texts keep the `updated_at` they come with; a text whose words have changed is updated `now` and has its next revision. */
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
        facts: excluded.ref('excluded.facts'),
        updated_at: sql`case when ${wordsChanged} then ${now}::timestamptz else translation.updated_at end`,
        revision: sql`translation.revision + ${wordsChanged}::integer`,
      })),
    )
    .execute()

/** Keeps what the coming texts call their articles no longer; a slug belongs to whoever had it last. */
export const keepFormerSlugs = (db: Db, rows: Row<'articles.translation'>[], now: Date) =>
  db
    .insertInto('articles.former_slug')
    .columns(['brand_id', 'locale', 'slug', 'key', 'left_at'])
    .expression(
      db
        .selectFrom('articles.translation as t')
        .innerJoin(
          sql<{ key: string; locale: string; slug: string }>`unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.locale)}::text[], ${rows.map((row) => row.slug)}::text[])`.as<'coming'>(sql`coming(key, locale, slug)`),
          (join) => join.onRef('coming.key', '=', 't.key').onRef('coming.locale', '=', 't.locale'),
        )
        .where('t.brand_id', '=', rows[0]?.brand_id ?? '')
        .whereRef('t.slug', '<>', 'coming.slug')
        .select(['t.brand_id', 't.locale', 't.slug', 't.key', sql<Date>`${now}::timestamptz`.as('left_at')]),
    )
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'locale', 'slug']).doUpdateSet((excluded) => ({ key: excluded.ref('excluded.key'), left_at: excluded.ref('excluded.left_at') })),
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

type Category = { door: string; category: string }
type Beside = Category & { number: number; locales: Locales; most: number }

/** A category's articles after a number, so many at most. */
export const cardsInCategory = (db: Db, brandId: string, { door, category, number, locales, most }: Beside) =>
  cards(db, brandId, locales)
    .where('a.key', 'in', sql<string>`(
      select key from articles.article where brand_id = ${brandId} and door = ${door} and category = ${category} and number > ${number} order by number limit ${most})`)
    .execute()

/** The first articles of each of these categories. */
export const firstCards = (db: Db, brandId: string, { door, categories, locales, most }: { door: string; categories: string[]; locales: Locales; most: number }) =>
  cards(db, brandId, locales)
    .where('a.key', 'in', sql<string>`(
      select first.key from unnest(${categories}::text[]) as of (category) cross join lateral (
        select key from articles.article where brand_id = ${brandId} and door = ${door} and category = of.category order by number limit ${most}) as first)`)
    .execute()

/** Every article that has this slug in some language; the slug is unique only within a language. */
export const keysBySlug = (db: Db, brandId: string, slug: string) =>
  db
    .selectFrom('articles.translation')
    .select(['key', 'locale'])
    .where('brand_id', '=', brandId)
    .where('slug', '=', slug)
    .orderBy('locale')
    .execute()

/** The same of what articles were called before. */
export const keysByFormerSlug = (db: Db, brandId: string, slug: string) =>
  db
    .selectFrom('articles.former_slug')
    .select(['key', 'locale'])
    .where('brand_id', '=', brandId)
    .where('slug', '=', slug)
    .orderBy('left_at', 'desc')
    .execute()

/** How many of those beside an article in its category come with it. */
export const mostBeside = 8

/** An article by what it is called in the first of the languages that calls one so: the common case, in one trip. */
export const articleBySlug = async (db: Db, brandId: string, { slug, locales }: { slug: string; locales: Locales }) => {
  const { rows } = await db.executeQuery<ArticleRow>(CompiledQuery.raw(bySlug, [brandId, ...firstAndOther(locales), slug]))
  return rows[0]
}

/** An article with its text in the first of the languages that has one. */
export const articleByKey = async (db: Db, brandId: string, { key, locales }: { key: string; locales: Locales }) => {
  const { rows } = await db.executeQuery<ArticleRow>(CompiledQuery.raw(byKey, [brandId, ...firstAndOther(locales), key]))
  return rows[0]
}

const firstAndOther = ([first = '', other = first]: Locales) => [first, other]

type ArticleRow = CardRow & { topics: string[]; related: string[]; body: string; revision: number; updated_at: Date; around: CardRow[]; slugs: Record<string, string> }

/**
 * An article's text, its slugs in all languages, and the cards of what stands around it: what it names as related, what its text links
 * to, and as many as wanted of those that follow it in its category, going on from its beginning; each in the first of the languages
 * that has it. Of the brand $1, in the languages $2 and else $3. Written out, as to put it together anew takes a tenth of the page's
 * time; without lists among its values, as PostgreSQL would plan it anew for each.
 */
const article = `
  select a.key, a.number, a.door, a.category, a.topics, a.related, t.locale, t.title, t.summary, t.slug, t.body, t.revision, t.updated_at, (
    select coalesce(json_agg(card order by card.number), '[]') from (
      select distinct on (b.key) b.key, b.number, b.door, b.category, w.locale, w.title, w.summary, w.slug
      from articles.article b join articles.translation w on w.brand_id = b.brand_id and w.key = b.key
      where b.brand_id = a.brand_id and w.locale in ($2, $3) and b.key in (
        select unnest(a.related || t.links)
        union (select key from (
          (select c.key from articles.article c where c.brand_id = a.brand_id and c.door = a.door and c.category = a.category and c.number > a.number order by c.number limit ${mostBeside})
          union all (select c.key from articles.article c where c.brand_id = a.brand_id and c.door = a.door and c.category = a.category and c.number < a.number order by c.number limit ${mostBeside})) as beside limit ${mostBeside}))
      order by b.key, w.locale = $2 desc) as card) as around, (
    select jsonb_object_agg(each.locale, each.slug) from articles.translation each where each.brand_id = a.brand_id and each.key = a.key) as slugs
  from articles.article a join articles.translation t on t.brand_id = a.brand_id and t.key = a.key
  where t.brand_id = $1`

const bySlug = `${article} and t.locale in ($2, $3) and t.slug = $4 order by t.locale = $2 desc limit 1`
const byKey = `${article} and a.key = $4 order by t.locale = $2 desc, t.locale = $3 desc, t.locale limit 1`

/** The doors of those of these articles that there are. */
export const doorsOf = async (db: Db, brandId: string, keys: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.selectFrom('articles.article').select(['key', 'door']).where('brand_id', '=', brandId).where('key', '=', sql<string>`any(${[...keys]}::text[])`).execute()
  return new Map(rows.map(({ key, door }) => [key, door]))
}

export const replaceFeatured = async (db: Db, brandId: string, rows: Row<'articles.featured'>[]) => {
  await db.deleteFrom('articles.featured').where('brand_id', '=', brandId).execute()
  if (rows.length > 0) await db.insertInto('articles.featured').values(rows).execute()
}

export const featuredOn = (db: Db, brandId: string, { door, day }: { door: string; day: string }) =>
  db
    .selectFrom('articles.featured')
    .select('key')
    .where('brand_id', '=', brandId)
    .where('door', '=', door)
    .where(sql<boolean>`(months = '{}' or extract(month from ${day}::date) = any(months))`)
    .where(sql<boolean>`${day}::date between coalesce(from_day, '-infinity') and coalesce(until_day, 'infinity')`)
    .orderBy('place')
    .execute()
