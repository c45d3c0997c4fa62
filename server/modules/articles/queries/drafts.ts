import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export type Place = { brandId: string; key: string; locale: string }
type Row = Insertable<Tables['articles.draft']>

const draft = (db: Db, { brandId, key, locale }: Place) =>
  db.selectFrom('articles.draft').selectAll().where('brand_id', '=', brandId).where('key', '=', key).where('locale', '=', locale)

export const draftAt = (db: Db, place: Place) => draft(db, place).executeTakeFirst()
export const lockDraft = (db: Db, place: Place) => draft(db, place).forUpdate().executeTakeFirst()

/** Saves over the version the writer has seen, or begins; gives the new version, or nothing where another was faster. */
export const saveDraft = async (db: Db, row: Row, seen: number): Promise<number | undefined> => {
  const { brand_id: brandId, key, locale, title, slug, summary, synonyms, body, at, by } = row
  if (seen === 0) return (await db.insertInto('articles.draft').values(row).onConflict((conflict) => conflict.doNothing()).returning('version').executeTakeFirst())?.version
  const saved = await db
    .updateTable('articles.draft')
    .set({ title, slug, summary, synonyms, body, at, by, state: 'draft', version: sql`version + 1` })
    .where('brand_id', '=', brandId).where('key', '=', key).where('locale', '=', locale).where('version', '=', seen)
    .returning('version')
    .executeTakeFirst()
  return saved?.version
}

export const setState = async (db: Db, { brandId, key, locale }: Place, state: 'draft' | 'review') => {
  await db.updateTable('articles.draft').set({ state }).where('brand_id', '=', brandId).where('key', '=', key).where('locale', '=', locale).execute()
}

export const deleteDraft = async (db: Db, { brandId, key, locale }: Place) => {
  await db.deleteFrom('articles.draft').where('brand_id', '=', brandId).where('key', '=', key).where('locale', '=', locale).execute()
}

export const articleAt = (db: Db, brandId: string, key: string) =>
  db.selectFrom('articles.article').select(['key', 'number', 'door', 'category', 'topics', 'related', 'owner', 'reviewed']).where('brand_id', '=', brandId).where('key', '=', key).executeTakeFirst()

export const textAt = (db: Db, { brandId, key, locale }: Place) =>
  db.selectFrom('articles.translation').select(['title', 'slug', 'summary', 'synonyms', 'body', 'revision', 'updated_at'])
    .where('brand_id', '=', brandId).where('key', '=', key).where('locale', '=', locale).executeTakeFirst()

export const revisionsOf = (db: Db, { brandId, key, locale }: Place) =>
  db.selectFrom('articles.revision').select(['number', 'at', 'by']).where('brand_id', '=', brandId).where('key', '=', key).where('locale', '=', locale)
    .orderBy('number', 'desc').limit(100).execute()

export const revisionAt = (db: Db, { brandId, key, locale }: Place, number: number) =>
  db.selectFrom('articles.revision').select(['title', 'summary', 'body']).where('brand_id', '=', brandId).where('key', '=', key).where('locale', '=', locale)
    .where('number', '=', number).executeTakeFirst()

/** Whether another article of this language is called so. */
export const isSlugTaken = async (db: Db, { brandId, key, locale }: Place, slug: string): Promise<boolean> =>
  (await db.selectFrom('articles.translation').select('key').where('brand_id', '=', brandId).where('locale', '=', locale).where('slug', '=', slug)
    .where('key', '<>', key).executeTakeFirst()) !== undefined

type Language = { key: string; locale: string; revision: number; stale: boolean; draft: 'draft' | 'review' | null }
/** Every language that an article has or is being written in; stale where the text it is made from is newer. */
export const languagesOf = async (db: Db, brandId: string, { source, key }: { source: string; key?: string }): Promise<Language[]> =>
  (await sql<Language>`
    select coalesce(t.key, d.key) as key, coalesce(t.locale, d.locale) as locale, coalesce(t.revision, 0) as revision, coalesce(o.updated_at > t.updated_at, false) and not exists (
      select from articles.handled h where h.brand_id = ${brandId} and h.kind = 'stale-translation' and h.subject = t.key and h.locale = t.locale and h.at >= o.updated_at) as stale, d.state as draft
    from (select * from articles.translation where brand_id = ${brandId}) t
    full join (select * from articles.draft where brand_id = ${brandId}) d on d.key = t.key and d.locale = t.locale
    left join articles.translation o on o.brand_id = ${brandId} and o.key = t.key and o.locale = ${source} and t.locale <> ${source}
    where ${key ?? null}::text is null or coalesce(t.key, d.key) = ${key ?? null}
    order by 1, coalesce(t.locale, d.locale) <> ${source}, 2`.execute(db)).rows

type Listed = { key: string; number: number; door: string; category: string; owner: string; reviewed: string; title: string }
/** All articles by number, called as in the first of these languages, or as they are being written. */
export const library = async (db: Db, brandId: string, locales: readonly string[]): Promise<Listed[]> =>
  (await sql<Listed>`
    select a.key, a.number, a.door, a.category, a.owner, a.reviewed, coalesce(
      (select t.title from articles.translation t where t.brand_id = a.brand_id and t.key = a.key order by coalesce(array_position(${[...locales]}::text[], t.locale), 100), t.locale limit 1),
      (select nullif(d.title, '') from articles.draft d where d.brand_id = a.brand_id and d.key = a.key order by d.locale limit 1), a.key) as title
    from articles.article a where a.brand_id = ${brandId} order by a.number`.execute(db)).rows

/** The articles of these keys that there are. */
export const keysThere = async (db: Db, brandId: string, keys: readonly string[]): Promise<string[]> =>
  keys.length === 0 ? [] : (await db.selectFrom('articles.article').select('key').where('brand_id', '=', brandId).where('key', '=', sql<string>`any(${[...keys]}::text[])`).execute()).map(({ key }) => key)

export const lastNumber = async (db: Db, brandId: string): Promise<number> =>
  (await db.selectFrom('articles.article').select((e) => e.fn.max('number').as('last')).where('brand_id', '=', brandId).executeTakeFirst())?.last ?? 0

export const insertArticle = (db: Db, row: Insertable<Tables['articles.article']>) => db.insertInto('articles.article').values(row).execute()

export const changeArticle = async (db: Db, brandId: string, { key, ...change }: { key: string; owner?: string; related?: string[]; topics?: string[]; reviewed?: string }) => {
  if (Object.keys(change).length > 0) await db.updateTable('articles.article').set(change).where('brand_id', '=', brandId).where('key', '=', key).execute()
}
