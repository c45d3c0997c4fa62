import type { Db } from '#platform/postgres'
import { baseOf } from './irregular.ts'
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
  const forms = [...new Set(words.flatMap(({ text, folded }) => [text, folded, baseOf(folded, locale)]))]
  const stems = await stemsOf(db, dictionary, forms)
  const found = new Map<string, string[]>()
  const looked = new Set<string>()
  for (const { text, folded } of words) {
    if (looked.has(text)) continue
    looked.add(text)
    const known = found.get(folded)
    const isStop = stopWords.has(folded) || stems.get(text)?.length === 0
    const own = isStop ? [] : [text, folded, baseOf(folded, locale)].flatMap((form) => stems.get(form) ?? []).map((stem) => fold(stem, locale))
    found.set(folded, [...new Set([...(known ?? []), ...own, ...own.flatMap((stem) => rootsOf(stem, locale))])])
  }
  return found
}

// A dictionary says the same of a word for ever, and people ask by few words.
const remembered = new Map<string, string[]>()
const mostRemembered = 50_000

const stemsOf = async (db: Db, dictionary: string, forms: readonly string[]): Promise<Map<string, string[]>> => {
  const place = (form: string) => `${dictionary} ${form}`
  const fresh = await queries.stemsOf(db, dictionary, forms.filter((form) => !remembered.has(place(form))))
  const stems = new Map(forms.map((form) => [form, remembered.get(place(form)) ?? []]))
  if (remembered.size + fresh.length > mostRemembered) remembered.clear()
  for (const row of fresh) {
    stems.set(row.word, row.stems)
    remembered.set(place(row.word), row.stems)
  }
  return stems
}

/** What is left of a stem without an ending that the dictionary leaves on, or nothing. */
export const rootsOf = (stem: string, locale: string): string[] => {
  const ending = languageOf(locale).endings.find((each) => stem.endsWith(each) && stem.length >= each.length + leastLetters)
  return ending ? [stem.slice(0, -ending.length)] : []
}

const leastLetters = 3
