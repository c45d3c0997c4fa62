import type { Db } from '#platform/postgres'
import { languageOf } from './languages.ts'
import { fold, type Word } from './words.ts'
import * as queries from './queries/index-tables.ts'

/** The lexemes of each word by its folded form: its stems without accents; none for a word that says nothing, the nearest to it first. */
export type Lexemes = ReadonlyMap<string, readonly string[]>

/**
 * Takes the words of one language back to their stems, with and without accents: whoever types without them meets the same
 * stem that way. A document's words and a question's go the same way.
 */
export const lexemesOf = async (db: Db, locale: string, words: readonly Word[]): Promise<Lexemes> => {
  const { dictionary, stopWords } = languageOf(locale)
  const forms = [...new Set(words.flatMap(({ text, folded }) => [text, folded]))]
  const stems = new Map((await queries.stemsOf(db, dictionary, forms)).map((row) => [row.word, row.stems]))
  const found = new Map<string, string[]>()
  for (const { text, folded } of words) {
    const known = found.get(folded)
    const isStop = stopWords.has(folded) || stems.get(text)?.length === 0
    const own = isStop ? [] : [text, folded].flatMap((form) => stems.get(form) ?? []).map((stem) => fold(stem, locale))
    found.set(folded, [...new Set([...(known ?? []), ...own, ...own.flatMap((stem) => rootsOf(stem, locale))])])
  }
  return found
}

/** What is left of a stem without an ending that the dictionary leaves on, or nothing. */
export const rootsOf = (stem: string, locale: string): string[] => {
  const ending = languageOf(locale).endings.find((each) => stem.endsWith(each) && stem.length >= each.length + leastLetters)
  return ending ? [stem.slice(0, -ending.length)] : []
}

const leastLetters = 3
