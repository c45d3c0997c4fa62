import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

/** Where is sought: the vocabulary and the documents of one door in one language. */
export type Place = { brandId: string; door: string; locale: string }

const some = (values: readonly string[]) => sql<string[]>`${[...values]}::text[]`

const vocabulary = (db: Db, { brandId, door, locale }: Place) =>
  db.selectFrom('search.word').where('brand_id', '=', brandId).where('door', '=', door).where('locale', '=', locale)

export type WordRow = { word: string; spelling: string; lexemes: string[]; parts: string[]; documents: number }
const columns = ['word', 'spelling', 'lexemes', 'parts', 'documents'] as const

/** What the vocabulary knows of these words and stems. */
export const knownWords = (db: Db, at: Place, { words, stems }: { words: readonly string[]; stems: readonly string[] }): Promise<WordRow[]> =>
  vocabulary(db, at)
    .where(sql<boolean>`(word = any(${some(words)}) or lexemes && ${some(stems)} or parts && ${some(stems)})`)
    .select(columns).execute()

/** The words that begin so, the most frequent first. */
export const wordsBeginning = (db: Db, at: Place, { prefix, most }: { prefix: string; most: number }): Promise<WordRow[]> =>
  vocabulary(db, at).where('word', 'like', `${prefix.replace(/[\\%_]/g, '')}%`).select(columns).orderBy('documents', 'desc').orderBy('word').limit(most).execute()

/** The words most like each of these, by trigrams; the threshold is the connection's `pg_trgm.word_similarity_threshold`. */
export const wordsLike = async (db: Db, at: Place, { words, most }: { words: readonly string[]; most: number }): Promise<(WordRow & { asked: string })[]> => {
  if (words.length === 0) return []
  const { rows } = await sql<WordRow & { asked: string }>`
    select asked, w.word, w.spelling, w.lexemes, w.parts, w.documents
    from unnest(${some(words)}) as asked
    cross join lateral (
      select * from search.word
      where brand_id = ${at.brandId} and door = ${at.door} and locale = ${at.locale} and asked <% word
      order by greatest(similarity(asked, word), word_similarity(asked, word) - 0.3) desc, documents desc limit ${most}
    ) w`.execute(db)
  return rows
}

export const documentCount = async (db: Db, { brandId, door, locale }: Place): Promise<number> => {
  const row = await db.selectFrom('search.document').select((e) => e.fn.countAll<number>().as('count'))
    .where('brand_id', '=', brandId).where('door', '=', door).where('locale', '=', locale).executeTakeFirstOrThrow()
  return row.count
}

export const synonymsOf = (db: Db, { brandId, locale }: { brandId: string; locale: string }) =>
  db.selectFrom('search.synonyms').select(['phrases', 'sayings']).where('brand_id', '=', brandId).where('locale', '=', locale).orderBy('place').execute()

export type Sought = {
  /** A `tsquery` that a document must meet, and the lexemes whose rank in it is asked, with what each is worth. */
  any: string
  lexemes: readonly string[]
  worth: readonly number[]
  /** Only articles that have no text in this language. */
  missing?: string | undefined
  most: number
}
export type FoundRow = { key: string; number: number; category: string; locale: string; phrases: string[]; ranks: number[] }

// Body, synonyms, summary and headings, title.
const weights = '{0.12, 0.55, 0.5, 1}'

/** The documents that meet the query, the most promising first, with the rank of each lexeme in them. */
export const documentsMeeting = async (db: Db, at: Place, sought: Sought): Promise<FoundRow[]> => {
  const { rows } = await sql<FoundRow>`
    select a.key, a.number, a.category, d.locale, d.phrases, r.ranks
    from search.document d
    join articles.article a on a.brand_id = d.brand_id and a.key = d.key
    cross join lateral (
      select array_agg(ts_rank(${weights}::real[], d.lexemes, l.query) order by l.place) as ranks,
             sum(l.worth * ts_rank(${weights}::real[], d.lexemes, l.query)) as rough
      from unnest(${some(sought.lexemes)}::tsquery[], ${[...sought.worth]}::real[]) with ordinality as l (query, worth, place)
    ) r
    where d.brand_id = ${at.brandId} and d.door = ${at.door} and a.door = d.door and d.locale = ${at.locale} and d.lexemes @@ ${sought.any}::tsquery
      ${sought.missing === undefined ? sql`` : sql`and not exists (
        select from articles.translation o where o.brand_id = d.brand_id and o.key = d.key and o.locale = ${sought.missing})`}
    order by r.rough desc, a.number limit ${sought.most}`.execute(db)
  return rows
}

/** The paragraphs of these documents. */
export const paragraphsOf = (db: Db, brandId: string, documents: readonly { locale: string; key: string }[]) =>
  documents.length === 0 ? Promise.resolve([]) :
    db.selectFrom('search.document').select(['locale', 'key', 'paragraphs']).where('brand_id', '=', brandId)
      .where(sql<boolean>`(locale, key) in (select * from unnest(${some(documents.map(({ locale }) => locale))}, ${some(documents.map(({ key }) => key))}))`)
      .execute()

/** The words, as they are folded, that one of these lexemes stands for. */
export const wordsOfLexemes = async (db: Db, at: Place, lexemes: readonly string[]): Promise<string[]> => {
  const rows = await vocabulary(db, at).where(sql<boolean>`(lexemes && ${some(lexemes)} or parts && ${some(lexemes)})`).select('word').execute()
  return rows.map(({ word }) => word)
}
