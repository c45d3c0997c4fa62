/** One way to say a term: all these lexemes; `factor` says how far it is from what was typed. */
export type Alternative = { lexemes: readonly string[]; factor: number }
/** Something that is asked for, and how much it tells: a rare word tells more. */
export type Term = { alternatives: readonly Alternative[]; weight: number }

/** What somebody typed, as the index is asked for it. */
export type Question = {
  terms: readonly Term[]
  /** The same words in the vocabulary's spelling, where one of them was mistyped. */
  corrected: string | null
  /** Words that neither the documents nor the synonyms have, as typed. */
  unknown: readonly string[]
}

/** How much a word tells that so many of all documents have: the root of BM25's weight, which ranks questions of many words better than the weight itself. */
export const tellingOf = (documents: number, all: number): number => Math.sqrt(Math.log(1 + (Math.max(all, documents) - documents + 0.5) / (documents + 0.5)))

/** Every lexeme once, with the most it is worth in any term. */
export const lexemesAsked = ({ terms }: Question): Map<string, number> => {
  const worth = new Map<string, number>()
  for (const { alternatives, weight } of terms)
    for (const { lexemes, factor } of alternatives)
      for (const lexeme of lexemes) worth.set(lexeme, Math.max(worth.get(lexeme) ?? 0, weight * factor))
  return worth
}

// A document that meets only what nearly all have is no answer while other words tell more.
const leastShare = 0.55

/** What a document must have one of. */
export const needed = (question: Question): string[] => {
  const most = Math.max(0, ...question.terms.map(({ weight }) => weight))
  return [...lexemesAsked({ ...question, terms: question.terms.filter(({ weight }) => weight >= leastShare * most) }).keys()]
}
