import type { Db } from '#platform/postgres'
import { partsOf } from './compounds.ts'
import { join } from './document.ts'
import { languageOf } from './languages.ts'
import { lexemesOf, rootsOf, type Lexemes } from './lexemes.ts'
import { tellingOf, type Alternative, type Question, type Term } from './question.ts'
import type { WordRow } from './queries/ask.ts'
import type { Slip } from './spelling.ts'
import { meant } from './synonyms.ts'
import type { Synonyms, Vocabulary } from './vocabulary.ts'
import { wordsOf, type Word } from './words.ts'

export type Asked = {
  q: string
  /** The language of the documents. */
  locale: string
  vocabulary: Vocabulary
  /** Those of the reader's language, whatever that of the documents. */
  synonyms: readonly Synonyms[]
  /** Whether somebody is still typing the last word. */
  typing: boolean
}

const mostLetters = 200
const mostWords = 24
const factors = { synonym: 0.85, related: 0.9, pair: 0.95, part: 0.9, beginning: 0.75, slip: 0.12, compoundPart: 0.7 }
const mostBeginnings = { typing: 12, done: 6 }

/** Makes of what was typed what the index can be asked: stems, compounds taken apart, synonyms, slips of the hand mended. */
export const analyse = async (db: Db, asked: Asked): Promise<Question> => {
  const { locale, synonyms, typing } = asked
  const words = wordsOf(asked.q.slice(0, mostLetters), locale).slice(0, mostWords)
  const pairs = words.slice(1).map((word, place) => join(words[place] ?? word, word))
  const looked: Looked = { ...asked, words, lexemes: await lexemesOf(db, locale, [...words, ...pairs]) }
  const telling = words.filter(({ folded }) => looked.lexemes.get(folded)?.length)
  // A question of nothing but small words is taken at its word.
  const spoken = telling.length > 0 ? telling : words
  const others = meant(words.map(({ folded }) => ({ folded, lexemes: looked.lexemes.get(folded) ?? [] })), synonyms)
  const read = spoken.map((word) => {
    const sayings = others.filter(({ places }) => places.includes(words.indexOf(word))).flatMap(({ alternatives }) => alternatives)
    return { word, guess: guess(word, looked, { isMeant: sayings.length > 0, isOpen: word === words.at(-1), typing }), sayings }
  })
  const terms = read.flatMap(({ word, guess: guessed, sayings }) => {
    const said = [...new Set(sayings.map((saying) => saying.join(' ')))].map((saying) => ({ lexemes: saying.split(' '), factor: factors.synonym }))
    return withAlternatives(ownTerms(word, looked, guessed), [...said, ...pairsAround(word, looked)], looked)
  })
  return { terms: terms.filter(({ weight }) => weight > 0), corrected: correctedText(asked.q, read) }
}

/** Everything known about the words of one question. */
type Looked = Asked & { words: Word[]; lexemes: Lexemes }

const lexemesFor = ({ folded }: Word, { lexemes }: Looked) => {
  const found = lexemes.get(folded) ?? []
  return found.length > 0 ? found : [folded]
}

const isKnown = (word: Word, looked: Looked) => lexemesFor(word, looked).some((lexeme) => looked.vocabulary.documentsOf(lexeme) > 0)

/** What a word may mean beside itself: the parts it falls into, how it may go on, what it was meant to be. */
type Guess = { parts: string[]; beginnings: WordRow[]; slips: Slip[]; /** Whether a synonym explains it. */ isMeant: boolean }

const guess = (word: Word, looked: Looked, { isMeant, isOpen, typing }: { isMeant: boolean; isOpen: boolean; typing: boolean }): Guess => {
  const { vocabulary } = looked
  const known = isKnown(word, looked)
  const isUnclear = !known && !isMeant
  const mayGoOn = isOpen && word.folded.length > 1 && (isUnclear || typing)
  return {
    parts: known ? partsKnown(word, looked) : takeApart(word, looked),
    beginnings: mayGoOn ? vocabulary.beginning(word.folded, typing ? mostBeginnings.typing : mostBeginnings.done) : [],
    slips: isUnclear ? vocabulary.meant(word.folded) : [],
    isMeant,
  }
}

const takeApart = (word: Word, looked: Looked) => {
  const { vocabulary, locale } = looked
  const stemOf = (piece: string) => vocabulary.word(piece)?.lexemes[0]
  return partsOf(word.folded, lexemesFor(word, looked), { stemOf, isStem: (lexeme) => vocabulary.having(lexeme).length > 0, links: languageOf(locale).links })
}

/** What a known compound is made of; the vocabulary may have it in another form only. */
const partsKnown = (word: Word, looked: Looked): string[] => {
  const { vocabulary } = looked
  const [stem = ''] = lexemesFor(word, looked)
  return (vocabulary.word(word.folded) ?? vocabulary.having(stem).find(({ lexemes }) => lexemes[0] === stem))?.parts ?? []
}

/** A word's own terms: itself; what it is made of, beside it when it is known; else what it may have been meant to be. */
const ownTerms = (word: Word, looked: Looked, { parts, beginnings, slips, isMeant }: Guess): Term[] => {
  const goingOn = beginnings.map((row) => ({ lexemes: row.lexemes.slice(-1), factor: factors.beginning }))
  if (isKnown(word, looked)) {
    const itself = lexemesFor(word, looked).map((lexeme, place) => ({ lexemes: [lexeme], factor: place === 0 ? 1 : factors.related }))
    return [termOf([...itself, ...goingOn], looked), ...parts.map((part) => partTerm(part, looked, { factor: 1, share: factors.compoundPart }))]
  }
  // Two parts that are words explain a word better than a slip or two that make another of it.
  const apart = parts.length > 0 && (slips[0]?.slips ?? Infinity) > 1
  if (apart && isMeant) return [termOf([{ lexemes: parts, factor: factors.part }], looked), ...parts.map((part) => partTerm(part, looked, { factor: 1, share: factors.compoundPart }))]
  if (apart) return parts.map((part) => partTerm(part, looked, { factor: factors.part, share: 1 }))
  const mended = slips.map((row) => ({ lexemes: row.lexemes.slice(-1), factor: 1 - factors.slip * row.slips }))
  return [termOf([...goingOn, ...mended], looked)]
}

const partTerm = (part: string, looked: Looked, { factor, share }: { factor: number; share: number }): Term => {
  const roots = rootsOf(part, looked.locale).map((root) => ({ lexemes: [root], factor: factor * factors.related }))
  const term = termOf([{ lexemes: [part], factor }, ...roots], looked)
  return { ...term, weight: share * term.weight }
}

const termOf = (alternatives: readonly Alternative[], looked: Looked): Term => ({ alternatives, weight: tellingOfTerm(alternatives, looked) })

/** A term tells as much as its own word does; where that is unknown, as the first of what stands for it. */
const tellingOfTerm = (alternatives: readonly Alternative[], { vocabulary }: Looked) => {
  const counts = alternatives.map(({ lexemes }) => Math.min(...lexemes.map((lexeme) => vocabulary.documentsOf(lexeme))))
  const known = counts.find((count) => count > 0)
  return known === undefined ? 0 : tellingOf(known, vocabulary.all)
}

const withAlternatives = ([first, ...rest]: Term[], more: readonly Alternative[], looked: Looked): Term[] => {
  if (!first || more.length === 0) return [...(first ? [first] : []), ...rest]
  const alternatives = [...first.alternatives, ...more]
  return [{ alternatives, weight: first.weight > 0 ? first.weight : tellingOfTerm(alternatives, looked) }, ...rest]
}

/** A word written apart from its neighbour, where the vocabulary knows the two as one. */
const pairsAround = (word: Word, { words, lexemes, vocabulary }: Looked): Alternative[] => {
  const place = words.indexOf(word)
  const [before, after] = [words[place - 1], words[place + 1]]
  return [...(before ? [join(before, word)] : []), ...(after ? [join(word, after)] : [])].flatMap(({ folded }) => {
    const [lexeme] = lexemes.get(folded) ?? []
    return lexeme && vocabulary.documentsOf(lexeme) > 0 ? [{ lexemes: [lexeme], factor: factors.pair }] : []
  })
}

/** The question as it was typed, with the likeliest word in the place of each that nobody knows. */
const correctedText = (q: string, read: readonly { word: Word; guess: Guess }[]): string | null => {
  let text = q.slice(0, mostLetters)
  for (const { word, guess: { slips, parts, beginnings } } of read.toReversed()) {
    const [best] = slips
    if (best && best.slips > 0 && (parts.length === 0 || best.slips === 1) && beginnings.length === 0) text = text.slice(0, word.start) + best.spelling + text.slice(word.end)
  }
  return text === q.slice(0, mostLetters) ? null : text
}
