import type { Db } from '#platform/postgres'
import * as queries from './queries/ask.ts'
import type { Place, SynonymsRow, WordRow } from './queries/ask.ts'
import { sayingsIn } from './sayings.ts'
import { nameOf, type Name } from './score.ts'
import { oneSlipAway, trigramsOf } from './spelling.ts'
import { wordsOf } from './words.ts'

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
  /** The words that a mistyped one may have been meant to be, in no order. */
  near(folded: string): WordRow[]
  /** What the documents call themselves; not where there are too many to remember. */
  names: ReadonlyMap<string, readonly Name[]> | undefined
}

/**
 * The vocabulary as it stands. It is remembered under the number of its last change, which is asked every time: no node ever
 * answers by words that another has replaced.
 */
export const vocabularyOf = async (db: Db, at: Place): Promise<Vocabulary> =>
  remembered(vocabularies, `${at.brandId} ${at.locale} ${at.door}`, {
    edition: await queries.editionOf(db, at),
    load: async () => {
      const [rows, all] = await Promise.all([queries.wordsOf(db, at), queries.documentCount(db, at)])
      return build(rows, { all, names: all <= smallIndex ? namesOf(await queries.phrasesOf(db, at)) : undefined })
    },
  })

/** So few documents are remembered by name and asked for everything at once. */
export const smallIndex = 2_000

export const namesOf = (rows: readonly { key: string; phrases: readonly string[] }[]) => new Map(rows.map(({ key, phrases }) => [key, phrases.map(nameOf)]))

/** A reader's synonyms, for asking documents of a language that may be another. */
export const synonymsOf = async (db: Db, at: Omit<Place, 'door'>, documents: string): Promise<Thesaurus> =>
  remembered(synonyms, `${at.brandId} ${at.locale} ${documents}`, {
    edition: await queries.editionOf(db, at),
    load: async () => {
      const rows = await queries.synonymsOf(db, at)
      const asked = documents === at.locale ? rows : await sayingsIn(db, documents, rows.map(({ terms }) => terms))
      return thesaurusOf(rows.map((row, place) => ({ ...row, sayings: asked[place]?.sayings ?? [] })), at.locale)
    },
  })

/** The synonyms of a language, and the words they are made of: people type those too, with slips and joined to others. */
export type Thesaurus = { locale: string; groups: readonly Synonyms[]; word(folded: string): WordRow | undefined; isStem(lexeme: string): boolean; near(folded: string): WordRow[] }

/** One group: each term as it is recognised in a question, and as documents are asked for it; empty where too little is left to ask for. */
export type Synonyms = { phrases: readonly (readonly string[])[]; sayings: readonly (readonly string[])[] }

const split = ({ phrases, sayings }: SynonymsRow): Synonyms => {
  const lexemes = (phrase: string) => phrase.split(' ').filter(Boolean)
  return { phrases: phrases.map(lexemes), sayings: sayings.map(lexemes) }
}

const wordRow = (word: string, spelling: string, lexeme: string): WordRow => ({ word, spelling, lexemes: [lexeme], parts: [], documents: 0 })

const thesaurusOf = (rows: readonly SynonymsRow[], locale: string): Thesaurus => {
  const words = new Map(rows.flatMap(({ terms, phrases }) => terms.flatMap((term, place) => {
    const stems = (phrases[place] ?? '').split(' ')
    return wordsOf(term, locale).map(({ text, folded }, at) => [folded, wordRow(folded, text, stems[at] ?? folded)] as const)
  })))
  const stems = new Set([...words.values()].flatMap(({ lexemes }) => lexemes))
  return { locale, groups: rows.map(split), word: (folded) => words.get(folded), isStem: (lexeme) => stems.has(lexeme), near: nearIn([...words.values()], words) }
}

/** The words that a mistyped one may have been meant to be. */
const nearIn = (rows: readonly WordRow[], words: ReadonlyMap<string, WordRow>) => {
  const byTrigram = groups(rows, ({ word }) => trigramsOf(word))
  return (folded: string): WordRow[] => [...oneSlipAway(folded).flatMap((word) => words.get(word) ?? []), ...alike(folded, byTrigram)]
}

type Remembered<Kept> = Map<string, { edition: number; kept: Promise<Kept> }>
const vocabularies: Remembered<Vocabulary> = new Map()
const synonyms: Remembered<Thesaurus> = new Map()
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

const build = (rows: readonly WordRow[], { all, names }: Pick<Vocabulary, 'all' | 'names'>): Vocabulary => {
  const words = new Map(rows.map((row) => [row.word, row]))
  const byLexeme = groups(rows, ({ lexemes, parts }) => [...lexemes, ...parts])
  const having = (lexeme: string) => byLexeme.get(lexeme) ?? []
  return {
    all,
    names,
    word: (folded) => words.get(folded),
    having,
    documentsOf: (lexeme) => having(lexeme).reduce((most, { documents }) => Math.max(most, documents), 0),
    beginning: (prefix, most) => {
      const found = rows.filter(({ word }) => word.startsWith(prefix))
      return found.toSorted((a, b) => b.documents - a.documents).slice(0, most)
    },
    near: nearIn(rows, words),
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
