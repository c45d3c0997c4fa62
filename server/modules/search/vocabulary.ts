import type { Db } from '#platform/postgres'
import * as queries from './queries/ask.ts'
import type { Place, SynonymsRow, WordRow } from './queries/ask.ts'
import { likeliest, oneSlipAway, trigramsOf, type Slip } from './spelling.ts'

/** The words of one door's articles in one language, for looking up in every way a question needs. */
export type Vocabulary = {
  /** How many documents there are. */
  all: number
  word(folded: string): WordRow | undefined
  /** The words that have this lexeme, as a stem or as that of a part. */
  having(lexeme: string): readonly WordRow[]
  /** How many documents have a lexeme, as near as the words tell. */
  documentsOf(lexeme: string): number
  beginning(prefix: string, most: number): WordRow[]
  /** What a mistyped word was probably meant to be. */
  meant(folded: string): Slip[]
}

/**
 * The vocabulary as it stands. It is remembered under the number of its last change, which is asked every time: no node ever
 * answers by words that another has replaced.
 */
export const vocabularyOf = async (db: Db, at: Place): Promise<Vocabulary> =>
  remembered(vocabularies, `${at.brandId} ${at.locale} ${at.door}`, {
    edition: await queries.editionOf(db, at),
    load: async () => build(...(await Promise.all([queries.wordsOf(db, at), queries.documentCount(db, at)]))),
  })

export const synonymsOf = async (db: Db, at: Omit<Place, 'door'>): Promise<readonly Synonyms[]> =>
  remembered(synonyms, `${at.brandId} ${at.locale}`, { edition: await queries.editionOf(db, at), load: async () => (await queries.synonymsOf(db, at)).map(split) })

/** One group: each term as it is recognised in a question, and as documents are asked for it; empty where too little is left to ask for. */
export type Synonyms = { phrases: readonly (readonly string[])[]; sayings: readonly (readonly string[])[] }

const split = ({ phrases, sayings }: SynonymsRow): Synonyms => {
  const lexemes = (phrase: string) => phrase.split(' ').filter(Boolean)
  return { phrases: phrases.map(lexemes), sayings: sayings.map(lexemes) }
}

type Remembered<Kept> = Map<string, { edition: number; kept: Promise<Kept> }>
const vocabularies: Remembered<Vocabulary> = new Map()
const synonyms: Remembered<readonly Synonyms[]> = new Map()
// Locales times doors times brands: more than an installation has.
const mostRemembered = 200

const remembered = <Kept>(memory: Remembered<Kept>, key: string, { edition, load }: { edition: number; load: () => Promise<Kept> }): Promise<Kept> => {
  const known = memory.get(key)
  if (known?.edition === edition) return known.kept
  if (memory.size >= mostRemembered) memory.clear()
  const kept = load()
  memory.set(key, { edition, kept })
  kept.catch(() => memory.delete(key))
  return kept
}

const build = (rows: readonly WordRow[], all: number): Vocabulary => {
  const words = new Map(rows.map((row) => [row.word, row]))
  const byLexeme = groups(rows, ({ lexemes, parts }) => [...lexemes, ...parts])
  const byTrigram = groups(rows, ({ word }) => trigramsOf(word))
  const having = (lexeme: string) => byLexeme.get(lexeme) ?? []
  return {
    all,
    word: (folded) => words.get(folded),
    having,
    documentsOf: (lexeme) => having(lexeme).reduce((most, { documents }) => Math.max(most, documents), 0),
    beginning: (prefix, most) => {
      const found = rows.filter(({ word }) => word.startsWith(prefix))
      return found.toSorted((a, b) => b.documents - a.documents).slice(0, most)
    },
    meant: (folded) => likeliest(folded, [...oneSlipAway(folded).flatMap((word) => words.get(word) ?? []), ...alike(folded, byTrigram)]),
  }
}

const groups = (rows: readonly WordRow[], keysOf: (row: WordRow) => readonly string[]) => {
  const found = new Map<string, WordRow[]>()
  for (const row of rows)
    for (const key of new Set(keysOf(row))) {
      const group = found.get(key)
      if (group) group.push(row)
      else found.set(key, [row])
    }
  return found
}

// Of the trigrams of a word with one slip in it, half are still those of the right one.
const leastAlike = 0.4

const alike = (folded: string, byTrigram: ReadonlyMap<string, readonly WordRow[]>): WordRow[] => {
  const trigrams = trigramsOf(folded)
  const shared = new Map<WordRow, number>()
  for (const trigram of trigrams) for (const row of byTrigram.get(trigram) ?? []) shared.set(row, (shared.get(row) ?? 0) + 1)
  return [...shared].filter(([, count]) => count >= leastAlike * trigrams.length).map(([row]) => row)
}
