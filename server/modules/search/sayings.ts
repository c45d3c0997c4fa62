import type { Db } from '#platform/postgres'
import { lexemesIn } from './document.ts'
import { lexemesOf } from './lexemes.ts'
import { wordsOf } from './words.ts'

/** A group's terms as they are recognised, and as documents of this language are asked for them. */
export type Spoken = { phrases: string[]; sayings: string[] }

/** Both of every group, by the stems of one language: that of the reader for recognising, that of the documents for asking. */
export const sayingsIn = async (db: Db, locale: string, groups: readonly (readonly string[])[]): Promise<Spoken[]> => {
  const texts = groups.map((terms) => terms.map((term) => wordsOf(term, locale)))
  const lexemes = await lexemesOf(db, locale, texts.flat(2))
  return texts.map((terms) => {
    const spoken = terms.map((words) => ({ words, telling: lexemesIn(words, lexemes) }))
    return {
      phrases: spoken.map(({ words }) => words.map(({ folded }) => lexemes.get(folded)?.at(-1) ?? folded).join(' ')),
      // "Did not come" is recognised as a whole; an article that says "come" does not say it.
      sayings: spoken.map(({ words, telling }) => (telling.length > 1 || telling.length === words.length ? telling.join(' ') : '')),
    }
  })
}
