import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

/** Where is sought: the vocabulary and the documents of one door in one language. */
export type Place = { brandId: string; door: string; locale: string }
export type WordRow = { word: string; spelling: string; lexemes: string[]; parts: string[]; documents: number }
export type SynonymsRow = { terms: string[]; phrases: string[]; sayings: string[] }

const some = (values: readonly string[]) => sql<string[]>`${[...values]}::text[]`

/** The number of the last change of a language's index; 0 before there is one. */
export const editionOf = async (db: Db, { brandId, locale }: Omit<Place, 'door'>): Promise<number> =>
  (await db.selectFrom('search.edition').select('number').where('brand_id', '=', brandId).where('locale', '=', locale).executeTakeFirst())?.number ?? 0

export const wordsOf = (db: Db, { brandId, door, locale }: Place): Promise<WordRow[]> =>
  db.selectFrom('search.word').select(['word', 'spelling', 'lexemes', 'parts', 'documents'])
    .where('brand_id', '=', brandId).where('door', '=', door).where('locale', '=', locale).orderBy('word').execute()

export const documentCount = async (db: Db, { brandId, door, locale }: Place): Promise<number> => {
  const row = await db.selectFrom('search.document').select((e) => e.fn.countAll<number>().as('count'))
    .where('brand_id', '=', brandId).where('door', '=', door).where('locale', '=', locale).executeTakeFirstOrThrow()
  return row.count
}

export const synonymsOf = (db: Db, { brandId, locale }: Omit<Place, 'door'>): Promise<SynonymsRow[]> =>
  db.selectFrom('search.synonyms').select(['terms', 'phrases', 'sayings']).where('brand_id', '=', brandId).where('locale', '=', locale).orderBy('place').execute()

export type Posting = { lexeme: string; key: string; rank: number }

/** For each of these lexemes the documents that say it loudest, at most so many. */
export const loudestOf = async (db: Db, at: Place, { lexemes, most }: { lexemes: readonly string[]; most: number }): Promise<Posting[]> => {
  if (lexemes.length === 0) return []
  const { rows } = await sql<Posting>`
    select p.lexeme, p.key, p.rank from unnest(${some(lexemes)}) as asked(lexeme) cross join lateral (
      select lexeme, key, rank from search.posting
      where brand_id = ${at.brandId} and door = ${at.door} and locale = ${at.locale} and lexeme = asked.lexeme
      order by rank desc, key limit ${most}) as p`.execute(db)
  return rows
}

/** How loudly these documents say each of these lexemes. */
export const ranksIn = (db: Db, { brandId, locale }: Omit<Place, 'door'>, { lexemes, keys }: { lexemes: readonly string[]; keys: readonly string[] }): Promise<Posting[]> =>
  lexemes.length === 0 || keys.length === 0 ? Promise.resolve([]) :
    db.selectFrom('search.posting').select(['lexeme', 'key', 'rank']).where('brand_id', '=', brandId).where('locale', '=', locale)
      .where('key', '=', sql<string>`any(${some(keys)})`).where('lexeme', '=', sql<string>`any(${some(lexemes)})`).execute()

export type Candidate = { key: string; number: number; category: string }

/** Number and category of these documents; `missing`: only those of articles that have no text in this language. */
export const candidates = (db: Db, at: Place, { keys, missing }: { keys: readonly string[]; missing?: string | undefined }): Promise<Candidate[]> => {
  if (keys.length === 0) return Promise.resolve([])
  const all = db
    .selectFrom('search.document as d')
    .innerJoin('articles.article as a', (join) => join.onRef('a.brand_id', '=', 'd.brand_id').onRef('a.key', '=', 'd.key'))
    .where('d.brand_id', '=', at.brandId).where('d.locale', '=', at.locale).where('d.key', '=', sql<string>`any(${some(keys)})`)
    .select(['a.key', 'a.number', 'a.category'])
  if (missing === undefined) return all.execute()
  return all.where((e) => e.not(e.exists(
    e.selectFrom('articles.translation as t').select('t.key').whereRef('t.brand_id', '=', 'd.brand_id').whereRef('t.key', '=', 'd.key').where('t.locale', '=', missing),
  ))).execute()
}

/** What documents call themselves: all of them, or those with these keys. */
export const phrasesOf = (db: Db, { brandId, door, locale }: Place, keys?: readonly string[]): Promise<{ key: string; phrases: string[] }[]> => {
  const all = db.selectFrom('search.document').select(['key', 'phrases']).where('brand_id', '=', brandId).where('door', '=', door).where('locale', '=', locale)
  return keys === undefined ? all.execute() : all.where('key', '=', sql<string>`any(${some(keys)})`).execute()
}

/** The paragraphs of these documents. */
export const paragraphsOf = async (db: Db, { brandId, locale }: Omit<Place, 'door'>, keys: readonly string[]) =>
  keys.length === 0 ? [] :
    db.selectFrom('search.document').select(['key', 'paragraphs']).where('brand_id', '=', brandId).where('locale', '=', locale)
      .where('key', '=', sql<string>`any(${some(keys)})`).execute()
