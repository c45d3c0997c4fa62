import type { Db } from '#platform/postgres'
import { partsOf, pieces } from './compounds.ts'
import { join } from './document.ts'
import { languageOf } from './languages.ts'
import { lexemesOf, type Lexemes } from './lexemes.ts'
import { tellingOf, type Alternative, type Question, type Term } from './question.ts'
import * as queries from './queries/ask.ts'
import type { Place, WordRow } from './queries/ask.ts'
import { likeliest, oneSlipAway } from './spelling.ts'
import { meant, type Synonyms } from './synonyms.ts'
import { wordsOf, type Word } from './words.ts'

export type Asked = {
  q: string
  at: Place
  /** The language that the synonyms are kept in: the reader's, whatever that of the documents. */
  synonyms: readonly Synonyms[]
  /** Whether somebody is still typing the last word. */
  typing: boolean
}

const mostLetters = 200
const mostWords = 24
const factors = { synonym: 0.85, related: 0.9, pair: 0.95, part: 0.9, beginning: 0.75, slip: 0.12, compoundPart: 0.7 }

/** Everything looked up about the words of one question. */
type Looked = { words: Word[]; lexemes: Lexemes; documents: Map<string, number>; rows: Map<string, WordRow>; all: number }

/** Makes of what was typed what the index can be asked: stems, compounds taken apart, synonyms, slips of the hand mended. */
export const analyse = async (db: Db, asked: Asked): Promise<Question> => {
  const { at, synonyms } = asked
  const words = wordsOf(asked.q.slice(0, mostLetters), at.locale).slice(0, mostWords)
  const pairs = words.slice(1).map((word, place) => join(words[place] ?? word, word))
  const lexemes = await lexemesOf(db, at.locale, [...words, ...pairs])
  const telling = words.filter(({ folded }) => lexemes.get(folded)?.length)
  // A question of nothing but small words is taken at its word.
  const spoken = telling.length > 0 ? telling : words
  const sequence = spoken.map((word) => lexemesFor(lexemes, word))
  const others = meant(words.map(({ folded }) => ({ folded, lexemes: lexemes.get(folded) ?? [] })), synonyms)
  const isMeant = (word: Word) => others.some(({ places }) => places.includes(words.indexOf(word)))
  const stems = [...sequence.flat(), ...others.flatMap((each) => each.alternatives.flat()), ...pairs.flatMap(({ folded }) => lexemes.get(folded) ?? [])]
  const [rows, all] = await Promise.all([
    queries.knownWords(db, at, { words: [...words, ...pairs].map(({ folded }) => folded), stems: [...new Set(stems)] }),
    queries.documentCount(db, at),
  ])
  const looked: Looked = { words, lexemes, all, rows: new Map(rows.map((row) => [row.word, row])), documents: documentsOf(rows) }
  const last = words.at(-1)
  const unknown = spoken.filter((word) => !isKnown(lexemesFor(lexemes, word), looked))
  const guesses = await guess(db, asked, { unknown, unclear: spoken.filter((word) => (unknown.includes(word) && !isMeant(word)) || (asked.typing && word === last)) })
  for (const row of guesses.rows) note(looked.documents, row)
  const terms = spoken.flatMap((word) => {
    const meantHere = others.filter(({ places }) => places.includes(words.indexOf(word))).flatMap(({ alternatives }) => alternatives)
    const sayings = [...new Set(meantHere.map((saying) => saying.join(' ')))].map((saying) => ({ lexemes: saying.split(' '), factor: factors.synonym }))
    return withAlternatives(ownTerms(word, looked, guesses), [...sayings, ...pairsAround(word, looked)], looked)
  })
  return { sequence: sequence.flatMap(([first]) => first ?? []), terms: terms.filter(({ weight }) => weight > 0), corrected: correctedText(asked.q, words, guesses) }
}

const lexemesFor = (lexemes: Lexemes, { folded }: Word) => {
  const found = lexemes.get(folded) ?? []
  return found.length > 0 ? found : [folded]
}

const documentsOf = (rows: readonly WordRow[]) => {
  const documents = new Map<string, number>()
  for (const row of rows) note(documents, row)
  return documents
}

const note = (documents: Map<string, number>, row: WordRow) => {
  for (const lexeme of [...row.lexemes, ...row.parts]) documents.set(lexeme, Math.max(documents.get(lexeme) ?? 0, row.documents))
}

const isKnown = (lexemes: readonly string[], { documents }: Looked) => lexemes.some((lexeme) => documents.has(lexeme))

/** What unknown words may mean: by word, the parts they fall into, how they may go on, what they were meant to be. */
type Guesses = { rows: WordRow[]; parts: Map<string, string[]>; beginnings: Map<string, WordRow[]>; slips: Map<string, (WordRow & { slips: number })[]> }

/** `unknown` words are taken apart; those that no synonym explains are `unclear` and may be slips, or not typed to their end. */
const guess = async (db: Db, { at, typing, q }: Asked, { unknown, unclear }: { unknown: readonly Word[]; unclear: readonly Word[] }): Promise<Guesses> => {
  const folded = [...new Set(unclear.map((word) => word.folded))].filter((word) => word.length > 1)
  const last = folded.at(-1) ?? ''
  const isLast = q.trimEnd().toLowerCase().endsWith(unclear.at(-1)?.text ?? '\0')
  const [parts, like, beginning] = await Promise.all([
    takeApart(db, at, unknown),
    folded.length === 0 ? [] : wordsNear(db, at, folded),
    isLast && last.length > 1 ? queries.wordsBeginning(db, at, { prefix: last, most: typing ? mostBeginnings : fewBeginnings }) : [],
  ])
  const slips = new Map(folded.map((word) => [word, likeliest(word, like.filter(({ asked }) => asked === word))]))
  return { rows: [...parts.rows, ...like, ...beginning], parts: parts.parts, beginnings: new Map([[last, beginning]]), slips }
}

/** Words that this one may be a slip of: by their trigrams, and short ones, which have few, by trying every slip. */
const wordsNear = async (db: Db, at: Place, words: readonly string[]) => {
  const tries = words.filter((word) => word.length <= shortWord).map((asked) => ({ asked, slips: oneSlipAway(asked) }))
  const [like, rows] = await Promise.all([
    queries.wordsLike(db, at, { words, most: mostLike }),
    tries.length === 0 ? [] : queries.knownWords(db, at, { words: tries.flatMap(({ slips }) => slips), stems: [] }),
  ])
  return [...like, ...tries.flatMap(({ asked, slips }) => rows.filter(({ word }) => slips.includes(word)).map((row) => ({ ...row, asked })))]
}

const shortWord = 8
const mostLike = 12
const mostBeginnings = 12
const fewBeginnings = 6

const takeApart = async (db: Db, at: Place, words: readonly Word[]) => {
  const { links } = languageOf(at.locale)
  const parts = new Map<string, string[]>()
  if (links.length === 0 || words.length === 0) return { parts, rows: [] }
  const found = await lexemesOf(db, at.locale, words)
  const wanted = words.flatMap(({ folded }) => pieces(folded))
  const ends = words.flatMap(({ folded }) => (found.get(folded) ?? []).flatMap((stem) => pieces(stem)))
  const rows = await queries.knownWords(db, at, { words: [...wanted, ...wanted.flatMap((piece) => [`${piece}a`, `${piece}e`])], stems: [...wanted, ...ends] })
  const known = { words: new Map(rows.map(({ word, lexemes }) => [word, lexemes])), stems: new Set(rows.flatMap(({ lexemes }) => lexemes)), links }
  for (const { folded } of words) {
    const whole = partsOf(folded, found.get(folded) ?? [], known)
    if (whole.length > 0) parts.set(folded, whole)
  }
  return { parts, rows }
}

/** A word's own terms: itself; what it is made of, beside it when it is known; else what it may have been meant to be. */
const ownTerms = (word: Word, looked: Looked, guesses: Guesses): Term[] => {
  const lexemes = lexemesFor(looked.lexemes, word)
  const beginnings = (guesses.beginnings.get(word.folded) ?? []).map((row) => ({ lexemes: row.lexemes.slice(0, 1), factor: factors.beginning }))
  const itself = lexemes.map((lexeme, place) => ({ lexemes: [lexeme], factor: place === 0 ? 1 : factors.related }))
  if (isKnown(lexemes, looked)) {
    const parts = partsKnown(word, looked)
    const beside = parts.map((part) => termOf([{ lexemes: [part], factor: 1 }], looked, factors.compoundPart))
    return [termOf([...itself, ...beginnings], looked), ...beside]
  }
  const slips = (guesses.slips.get(word.folded) ?? [])
  const parts = guesses.parts.get(word.folded) ?? []
  const byParts = parts.length > 0 && (slips[0]?.slips ?? Infinity) > 1
  if (byParts) return parts.map((part) => termOf([{ lexemes: [part], factor: factors.part }], looked))
  const mended = slips.map((row) => ({ lexemes: row.lexemes.slice(0, 1), factor: 1 - factors.slip * row.slips }))
  return [termOf([...beginnings, ...mended], looked)]
}

/** What a known compound is made of; the vocabulary may have it in another form only. */
const partsKnown = ({ folded }: Word, { rows, lexemes }: Looked) => {
  const [stem = ''] = lexemes.get(folded) ?? []
  return (rows.get(folded) ?? [...rows.values()].find((row) => row.lexemes[0] === stem))?.parts ?? []
}

const termOf = (alternatives: readonly Alternative[], looked: Looked, share = 1): Term => ({ alternatives, weight: share * tellingOfTerm(alternatives, looked) })

/** A term tells as much as its own word does; where that is unknown, as the best of what stands for it. */
const tellingOfTerm = (alternatives: readonly Alternative[], { documents, all }: Looked) => {
  const counts = alternatives.map(({ lexemes }) => Math.min(...lexemes.map((lexeme) => documents.get(lexeme) ?? 0)))
  const known = counts.filter((count) => count > 0)
  return known.length > 0 ? tellingOf(known[0] ?? 0, all) : 0
}

const withAlternatives = ([first, ...rest]: Term[], more: readonly Alternative[], looked: Looked): Term[] => {
  if (!first || more.length === 0) return [...(first ? [first] : []), ...rest]
  const alternatives = [...first.alternatives, ...more]
  return [{ alternatives, weight: first.weight > 0 ? first.weight : tellingOfTerm(alternatives, looked) }, ...rest]
}

/** A word written apart from its neighbour, where the vocabulary knows the two as one. */
const pairsAround = (word: Word, { words, lexemes, documents }: Looked): Alternative[] => {
  const place = words.indexOf(word)
  const [before, after] = [words[place - 1], words[place + 1]]
  return [...(before ? [join(before, word)] : []), ...(after ? [join(word, after)] : [])].flatMap(({ folded }) => {
    const [lexeme] = lexemes.get(folded) ?? []
    return lexeme && documents.has(lexeme) ? [{ lexemes: [lexeme], factor: factors.pair }] : []
  })
}

/** The question as it was typed, with the likeliest word in the place of each that nobody knows. */
const correctedText = (q: string, words: readonly Word[], { slips, parts }: Guesses): string | null => {
  let text = q.slice(0, mostLetters)
  for (const { folded, start, end } of words.toReversed()) {
    const best = slips.get(folded)?.[0]
    if (best && best.slips > 0 && !parts.has(folded)) text = text.slice(0, start) + best.spelling + text.slice(end)
  }
  return text === q.slice(0, mostLetters) ? null : text
}
