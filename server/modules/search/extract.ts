import { wordsOf } from './words.ts'

/** A passage in pieces: those that are `hit` are what was sought. */
export type Extract = { text: string; hit: boolean }[]

/** What was sought: the lexemes that a word says, and each way to say it in lexemes; a way of several words is said by a passage that has them all. */
export type Sought = { locale: string; lexemes: ReadonlyMap<string, readonly string[]>; ways: readonly (readonly string[])[] }

const mostLetters = 220

/** The passage that says most of what was sought, its words marked; where none does, how the text begins. */
export const extractOf = (paragraphs: readonly string[], sought: Sought): Extract => {
  const passages = paragraphs.flatMap((text, place) => passagesOf(text).map((passage) => ({ passage, place })))
  const valued = passages.map(({ passage, place }) => {
    const hits = hitsIn(passage, sought)
    // The summary stands first and says most in the fewest words, so that it wins among equals.
    return { passage, value: new Set(hits).size + hits.length / 20 + (place === 0 ? 0.5 : 0) }
  })
  const best = valued.toSorted((a, b) => b.value - a.value)[0]?.passage ?? ''
  return mark(best, { locale: sought.locale, marked: new Set(hitsIn(best, sought)) })
}

const hitsIn = (passage: string, { locale, lexemes, ways }: Sought): string[] => {
  const words = wordsOf(passage, locale).map(({ folded }) => folded).filter((word) => lexemes.has(word))
  const present = new Set(words.flatMap((word) => lexemes.get(word) ?? []))
  const said = new Set(ways.filter((way) => way.every((lexeme) => present.has(lexeme))).flat())
  return words.filter((word) => lexemes.get(word)?.some((lexeme) => said.has(lexeme)))
}

/** A text in pieces of at most so many letters, broken between sentences, and within one only where it must be. */
const passagesOf = (text: string): string[] => {
  const passages: string[] = []
  for (const sentence of text.split(/(?<=[.!?…:])\s+/)) {
    const last = passages.at(-1)
    if (last !== undefined && last.length + sentence.length < mostLetters) passages[passages.length - 1] = `${last} ${sentence}`
    else passages.push(sentence.length <= mostLetters ? sentence : `${sentence.slice(0, mostLetters).replace(/\s+\S*$/, '')} …`)
  }
  return passages
}

const mark = (text: string, { locale, marked }: { locale: string; marked: ReadonlySet<string> }): Extract => {
  const pieces: Extract = []
  let from = 0
  for (const { folded, start, end } of wordsOf(text, locale)) {
    if (!marked.has(folded)) continue
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false })
    pieces.push({ text: text.slice(start, end), hit: true })
    from = end
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false })
  return pieces
}
