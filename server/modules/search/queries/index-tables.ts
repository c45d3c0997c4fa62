import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

// What the index is made of.

type At = { brandId: string; locale: string }

/** Two changes of the index wait for each other; the lock goes with the transaction. */
export const lockIndex = (db: Db, brandId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`search ${brandId}`}, 0))`.execute(db)

const some = (values: readonly string[]) => sql<string[]>`${[...values]}::text[]`

/** The texts of these articles, or of all. */
export const sources = (db: Db, brandId: string, keys?: readonly string[]) => {
  const all = db
    .selectFrom('articles.article as a')
    .innerJoin('articles.translation as t', (join) => join.onRef('t.brand_id', '=', 'a.brand_id').onRef('t.key', '=', 'a.key'))
    .where('a.brand_id', '=', brandId)
    .select(['a.key', 'a.door', 't.locale', 't.title', 't.summary', 't.synonyms', 't.body'])
    .orderBy('a.key')
    .orderBy('t.locale')
  return keys === undefined ? all.execute() : all.where('a.key', '=', sql<string>`any(${some(keys)})`).execute()
}

export type Indexed = { locale: string; key: string; door: string; words: string[]; fingerprint: string }

export const fingerprints = (db: Db, brandId: string, keys?: readonly string[]): Promise<Indexed[]> => {
  const all = db.selectFrom('search.document').where('brand_id', '=', brandId).select(['locale', 'key', 'door', 'words', 'fingerprint'])
  return keys === undefined ? all.execute() : all.where('key', '=', sql<string>`any(${some(keys)})`).execute()
}

/** The stems of words by a dictionary of PostgreSQL's: none for a stop word. */
export const stemsOf = async (db: Db, dictionary: string, words: readonly string[]): Promise<{ word: string; stems: string[] }[]> => {
  if (words.length === 0) return []
  const { rows } = await sql<{ word: string; stems: string[] }>`
    select word, coalesce(ts_lexize(${dictionary}::regdictionary, word), array[word]) as stems from unnest(${some(words)}) as word`.execute(db)
  return rows
}

export const deleteDocuments = async (db: Db, brandId: string, { locale, keys }: { locale: string; keys: readonly string[] }) => {
  if (keys.length === 0) return
  for (const table of ['search.document', 'search.posting'] as const)
    await db.deleteFrom(table).where('brand_id', '=', brandId).where('locale', '=', locale).where('key', '=', sql<string>`any(${some(keys)})`).execute()
}

export type Posting = { door: string; key: string; lexeme: string; rank: number }

export const savePostings = async (db: Db, { brandId, locale }: At, postings: readonly Posting[]) => {
  for (let at = 0; at < postings.length; at += postingsAtOnce) {
    const together = postings.slice(at, at + postingsAtOnce)
    await sql`
      insert into search.posting (brand_id, locale, door, key, lexeme, rank)
      select ${brandId}, ${locale}, * from unnest(${some(together.map(({ door }) => door))}, ${some(together.map(({ key }) => key))}, ${some(together.map(({ lexeme }) => lexeme))},
        ${together.map(({ rank }) => rank)}::real[])`.execute(db)
  }
}
const postingsAtOnce = 10_000

/** Says that what was remembered of this language's index is good no more. */
export const countEdition = (db: Db, { brandId, locale }: At) =>
  sql`insert into search.edition as e (brand_id, locale, number) values (${brandId}, ${locale}, 1)
    on conflict (brand_id, locale) do update set number = e.number + 1`.execute(db)

export const saveDocuments = async (db: Db, rows: Insertable<Tables['search.document']>[]) => {
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await db
      .insertInto('search.document')
      .values(rows.slice(at, at + rowsAtOnce))
      .onConflict((conflict) => conflict.columns(['brand_id', 'locale', 'key']).doUpdateSet((excluded) => ({
        door: excluded.ref('excluded.door'), phrases: excluded.ref('excluded.phrases'),
        words: excluded.ref('excluded.words'), paragraphs: excluded.ref('excluded.paragraphs'), fingerprint: excluded.ref('excluded.fingerprint'),
      })))
      .execute()
}
const rowsAtOnce = 500

export type WordChange = { door: string; word: string; spelling: string; lexemes: string[]; documents: number }

/** Adds to the counts of words and takes from them; a word that stands in no document any more is forgotten. */
export const changeWords = async (db: Db, { brandId, locale }: At, changes: readonly WordChange[]) => {
  for (let at = 0; at < changes.length; at += wordsAtOnce) {
    const rows = JSON.stringify(changes.slice(at, at + wordsAtOnce))
    await sql`
      insert into search.word as w (brand_id, locale, door, word, spelling, lexemes, parts, documents)
      select ${brandId}, ${locale}, c.door, c.word, c.spelling, c.lexemes, '{}', c.documents
      from jsonb_to_recordset(${rows}::jsonb) as c (door text, word text, spelling text, lexemes text[], documents integer)
      on conflict (brand_id, door, locale, word) do update set
        documents = w.documents + excluded.documents,
        spelling = case when excluded.documents > 0 then excluded.spelling else w.spelling end,
        lexemes = case when excluded.lexemes = '{}' then w.lexemes else excluded.lexemes end`.execute(db)
  }
  await db.deleteFrom('search.word').where('brand_id', '=', brandId).where('locale', '=', locale).where('documents', '<=', 0).execute()
}
const wordsAtOnce = 5_000

export const vocabulary = (db: Db, { brandId, locale }: At) =>
  db.selectFrom('search.word').select(['word', 'lexemes', 'parts']).distinct().where('brand_id', '=', brandId).where('locale', '=', locale).execute()

export const partsOfWords = async (db: Db, { brandId, locale }: At): Promise<Map<string, string[]>> => {
  const rows = await db
    .selectFrom('search.word').select(['word', 'parts']).distinct()
    .where('brand_id', '=', brandId).where('locale', '=', locale).where('parts', '<>', sql<string[]>`'{}'`).execute()
  return new Map(rows.map(({ word, parts }) => [word, parts]))
}

export const saveParts = async (db: Db, { brandId, locale }: At, words: readonly { word: string; parts: string[] }[]) => {
  if (words.length === 0) return
  await sql`
    update search.word w set parts = c.parts from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as c (word text, parts text[])
    where w.brand_id = ${brandId} and w.locale = ${locale} and w.word = c.word`.execute(db)
}

/** The documents that have one of these words, but for some. */
export const documentsWith = async (db: Db, { brandId, locale }: At, { words, but }: { words: readonly string[]; but: readonly string[] }): Promise<string[]> => {
  if (words.length === 0) return []
  const rows = await db
    .selectFrom('search.document').select('key')
    .where('brand_id', '=', brandId).where('locale', '=', locale)
    .where(sql<boolean>`words && ${some(words)}`).where(sql<boolean>`key <> all(${some(but)})`).execute()
  return rows.map(({ key }) => key)
}

export const replaceSynonyms = async (db: Db, { brandId, locale }: At, groups: readonly { terms: string[]; phrases: string[]; sayings: string[] }[]) => {
  await db.deleteFrom('search.synonyms').where('brand_id', '=', brandId).where('locale', '=', locale).execute()
  if (groups.length === 0) return
  await db.insertInto('search.synonyms').values(groups.map((group, place) => ({ brand_id: brandId, locale, place, ...group }))).execute()
}
