import { rootsOf, type Lexemes } from './lexemes.ts'
import { sectionsOf } from './sections.ts'
import { wordsOf, type Word } from './words.ts'

/** One article in one language as it reads, its numbers and names filled in. */
export type Source = { key: string; locale: string; door: string; title: string; summary: string; synonyms: readonly string[]; body: string }

type Weight = 'A' | 'B' | 'C' | 'D'
type Text = { weight: Weight; words: Word[] }

/** What is read of an article before its words are looked at. */
export type Reading = { source: Source; texts: Text[]; /** Title, headings and synonyms, each by itself. */ names: { mark: string; words: Word[] }[]; paragraphs: string[] }

export const read = (source: Source): Reading => {
  const { locale, title, summary, synonyms, body } = source
  const { headings, paragraphs } = sectionsOf(body)
  const words = (text: string) => wordsOf(text, locale)
  return {
    source,
    texts: [
      { weight: 'A', words: words(title) },
      ...[summary, ...headings].map((text) => ({ weight: 'B' as const, words: words(text) })),
      ...synonyms.map((text) => ({ weight: 'C' as const, words: words(text) })),
      ...paragraphs.map((text) => ({ weight: 'D' as const, words: words(text) })),
    ],
    names: [
      { mark: 'title', words: words(title) },
      ...synonyms.map((text) => ({ mark: 'synonym', words: words(text) })),
      ...headings.map((text) => ({ mark: 'heading', words: words(text) })),
    ],
    paragraphs: [summary, ...paragraphs],
  }
}

/** The words of an article, and those that a hyphen makes of two ("no-show", "noshow"). */
export const allWords = ({ texts }: Reading): Word[] => texts.flatMap(({ words }) => withJoined(words))

/** Each word, followed by what it is together with the next one where a hyphen joins them. */
export const withJoined = (words: readonly Word[]): Word[] =>
  words.flatMap((word, place) => {
    const next = words[place + 1]
    return word.hyphen && next ? [word, join(word, next)] : [word]
  })

export const join = (first: Word, second: Word): Word => ({
  text: first.text + second.text, folded: first.folded + second.folded, start: first.start, end: second.end, hyphen: false,
})

export type Dictionary = { lexemes: Lexemes; parts: ReadonlyMap<string, readonly string[]> }

/** How loudly the document says each of its lexemes. The parts of a compound count as said a little less loudly than the word. */
export const ranksOf = (reading: Reading, { lexemes, parts }: Dictionary): Map<string, number> => {
  const { locale } = reading.source
  const places = new Map<string, number[]>()
  const put = (lexeme: string, weight: Weight) => {
    const weights = places.get(lexeme)
    if (weights) weights.push(loudness[weight])
    else places.set(lexeme, [loudness[weight]])
  }
  for (const { weight, words } of reading.texts) {
    for (const { folded } of withJoined(words)) {
      for (const lexeme of lexemes.get(folded) ?? []) put(lexeme, weight)
      for (const lexeme of (parts.get(folded) ?? []).flatMap((part) => [part, ...rootsOf(part, locale)])) put(lexeme, softer[weight])
    }
  }
  return new Map([...places].map(([lexeme, weights]) => [lexeme, rankOf(weights)]))
}

/** As `ts_rank` has it: the loudest place counts in full, the second a quarter, the third a ninth, so that repeating helps little. */
const rankOf = (weights: number[]) =>
  weights.toSorted((a, b) => b - a).slice(0, mostPlaces).reduce((sum, weight, place) => sum + weight / (place + 1) ** 2, 0) / (Math.PI ** 2 / 6)

// Title; summary and headings; synonyms; body.
const loudness: Record<Weight, number> = { A: 1, B: 0.5, C: 0.55, D: 0.12 }
const softer: Record<Weight, Weight> = { A: 'B', B: 'C', C: 'D', D: 'D' }
const mostPlaces = 20

/** Title, synonyms and headings as lexemes: what an article calls itself, for comparing with what is asked. */
export const phrasesOf = ({ names }: Reading, lexemes: Lexemes): string[] => [
  ...new Set(names.map(({ mark, words }) => [mark, ...lexemesIn(words, lexemes)].join(' ')).filter((phrase) => phrase.includes(' '))),
]

/** The barest lexeme of each word that says something: what its other forms have in common with it. */
export const lexemesIn = (words: readonly Word[], lexemes: Lexemes): string[] => words.flatMap(({ folded }) => lexemes.get(folded)?.at(-1) ?? [])
