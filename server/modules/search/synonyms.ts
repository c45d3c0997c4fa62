import type { Synonyms } from './vocabulary.ts'

/** The places of a question that a group has a term for, and the other ways to say it. */
export type Meant = { places: number[]; alternatives: readonly (readonly string[])[] }

/** A word of the question: the lexemes that it may stand for, none for a small word, and how it is written. */
export type Spoken = { lexemes: readonly string[]; folded: string }

/** Finds what in a question can be said otherwise: word by word as the term is written, or with other small words in between. */
export const meant = (question: readonly Spoken[], synonyms: readonly Synonyms[]): Meant[] => {
  const all = question.map(({ lexemes, folded }, place) => ({ place, forms: lexemes.length > 0 ? lexemes : [folded] }))
  const telling = all.filter((_, place) => (question[place]?.lexemes.length ?? 0) > 0)
  return synonyms.flatMap(({ phrases, sayings }) =>
    phrases.flatMap((phrase, own) => {
      const places = [...stretches(all, phrase), ...stretches(telling, sayings[own] ?? [])]
      const alternatives = sayings.filter((saying, other) => other !== own && saying.length > 0)
      return places.length > 0 && alternatives.length > 0 ? [{ places: [...new Set(places)], alternatives }] : []
    }),
  )
}

/** What the groups say that have this word in one of their terms: a hint of what is meant, where nothing else is known of it. */
export const hinted = (lexeme: string, synonyms: readonly Synonyms[]): (readonly string[])[] =>
  synonyms.filter(({ phrases }) => phrases.some((phrase) => phrase.includes(lexeme))).flatMap(({ sayings }) => sayings.filter((saying) => saying.length > 0))

const stretches = (words: readonly { place: number; forms: readonly string[] }[], phrase: readonly string[]): number[] => {
  const [first] = phrase
  if (first === undefined) return []
  return words.flatMap(({ forms }, start) =>
    forms.includes(first) && phrase.every((lexeme, step) => words[start + step]?.forms.includes(lexeme)) ? phrase.map((_, step) => words[start + step]?.place ?? 0) : [],
  )
}
