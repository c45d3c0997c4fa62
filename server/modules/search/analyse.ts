import type { Db } from '#platform/postgres'
import { join } from './document.ts'
import { guess, isKnown, lexemesFor, type Asked, type Guess, type Looked } from './guess.ts'
import { lexemesOf, rootsOf } from './lexemes.ts'
import { isLight } from './light-words.ts'
import { tellingOf, type Alternative, type Question, type Term } from './question.ts'
import { hinted, meant, type Spoken } from './synonyms.ts'
import { wordsOf, type Word } from './words.ts'

const mostLetters = 200
const mostWords = 24
const factors = { synonym: 0.85, related: 0.9, pair: 0.95, part: 0.9, piece: 0.7, hint: 0.5, beginning: 0.75, slip: 0.12, compoundPart: 0.7, light: 0.35 }

/** Makes of what was typed what the index can be asked: stems, compounds taken apart, synonyms, slips of the hand mended. */
export const analyse = async (db: Db, asked: Asked): Promise<Question> => {
  const { locale, synonyms, typing } = asked
  const words = wordsOf(asked.q.slice(0, mostLetters), locale).slice(0, mostWords)
  const pairs = words.slice(1).map((word, place) => join(words[place] ?? word, word))
  const looked: Looked = { ...asked, words, lexemes: await lexemesOf(db, locale, [...words, ...pairs]) }
  const telling = words.filter(({ folded }) => looked.lexemes.get(folded)?.length)
  // A question of nothing but small words is taken at its word.
  const spoken = telling.length > 0 ? telling : words
  const asTyped = await asReadersSay(db, looked)
  const places = new Set(meant(asTyped, synonyms.groups).flatMap((each) => each.places))
  const guesses = new Map(spoken.map((word) => [word, guess(word, looked, { isMeant: places.has(words.indexOf(word)), isOpen: word === words.at(-1), typing })]))
  // A mistyped word means what the word it was meant to be means.
  const others = meant(words.map((word, place) => mended(guesses.get(word)) ?? asTyped[place] ?? { folded: word.folded, lexemes: [] }), synonyms.groups)
  const terms = [...guesses].flatMap(([word, guessed]) => {
    const sayings = others.filter((each) => each.places.includes(words.indexOf(word))).flatMap(({ alternatives }) => alternatives)
    const own = ownTerms(word, looked, guessed)
    return lighter(withAlternatives(own, [...(sayings.length > 0 ? said(sayings) : hints(word, looked)), ...pairsAround(word, looked)], looked), { isLight: isLight(word.folded, locale) && sayings.length === 0 })
  })
  return { terms: terms.filter(({ weight }) => weight > 0), corrected: correctedText(asked.q, guesses), unknown: spoken.filter((word) => isStrange(word, looked, places)).map(({ text }) => text) }
}

/** The words as the reader's own language has them, which may not be that of the documents. */
const asReadersSay = async (db: Db, { q, locale, synonyms, words, lexemes }: Looked): Promise<Spoken[]> => {
  if (synonyms.locale === locale) return words.map(({ folded }) => ({ folded, lexemes: lexemes.get(folded) ?? [] }))
  const own = wordsOf(q.slice(0, mostLetters), synonyms.locale).slice(0, mostWords)
  const known = await lexemesOf(db, synonyms.locale, own)
  return own.map(({ folded }) => ({ folded, lexemes: known.get(folded) ?? [] }))
}

const isStrange = (word: Word, looked: Looked, places: ReadonlySet<number>) => !isKnown(word, looked) && !places.has(looked.words.indexOf(word))

const mended = (guessed: Guess | undefined): Spoken | undefined => {
  const [best] = guessed?.slips ?? []
  return best && { folded: best.word, lexemes: best.lexemes }
}

const said = (sayings: readonly (readonly string[])[], factor = factors.synonym): Alternative[] =>
  [...new Set(sayings.map((saying) => saying.join(' ')))].map((saying) => ({ lexemes: saying.split(' '), factor }))

/** What a word hints at that only stands among others in a synonym. */
const hints = (word: Word, looked: Looked): Alternative[] => {
  const row = isKnown(word, looked) ? undefined : looked.synonyms.word(word.folded)
  return row ? said(row.lexemes.flatMap((lexeme) => hinted(lexeme, looked.synonyms.groups)), factors.hint) : []
}

const lighter = (terms: Term[], { isLight: light }: { isLight: boolean }): Term[] =>
  light ? terms.map((term) => ({ ...term, weight: factors.light * term.weight })) : terms

/** A word's own terms: itself; what it is made of, beside it when it is known; else what it may have been meant to be. */
const ownTerms = (word: Word, looked: Looked, { parts, pieces, beginnings, slips, isMeant }: Guess): Term[] => {
  const goingOn = beginnings.map((row) => ({ lexemes: row.lexemes.slice(-1), factor: factors.beginning }))
  if (isKnown(word, looked)) {
    const itself = lexemesFor(word, looked).map((lexeme, place) => ({ lexemes: [lexeme], factor: place === 0 ? 1 : factors.related }))
    return [termOf([...itself, ...goingOn], looked), ...parts.map((part) => partTerm(part, looked, { factor: 1, share: factors.compoundPart }))]
  }
  // Two parts that are words explain a word better than a slip or two that make another of it.
  const apart = parts.length > 0 && (slips[0]?.slips ?? Infinity) > 1
  if (apart && isMeant) return [termOf([{ lexemes: parts, factor: factors.part }], looked), ...parts.map((part) => partTerm(part, looked, { factor: 1, share: factors.compoundPart }))]
  if (apart) return parts.map((part) => partTerm(part, looked, { factor: factors.part, share: 1 }))
  const mendedWords = slips.map((row) => ({ lexemes: row.lexemes.slice(-1), factor: 1 - factors.slip * row.slips }))
  const known = pieces.flatMap((piece) => partTerm(piece, looked, { factor: factors.piece, share: 1 }).alternatives)
  return [termOf([...goingOn, ...known, ...mendedWords], looked)]
}

const partTerm = (part: string, looked: Looked, { factor, share }: { factor: number; share: number }): Term => {
  const roots = rootsOf(part, looked.locale)
  const others = meant([{ folded: part, lexemes: [part, ...roots] }], looked.synonyms.groups).flatMap(({ alternatives }) => alternatives)
  const term = termOf([
    { lexemes: [part], factor }, ...roots.map((root) => ({ lexemes: [root], factor: factor * factors.related })),
    ...said(others).map((each) => ({ ...each, factor: factor * each.factor })),
  ], looked)
  return { ...term, weight: share * term.weight }
}

const termOf = (alternatives: readonly Alternative[], looked: Looked): Term => weighed({ alternatives, weight: 0 }, looked)

/**
 * A term tells as much as its own word does; where that is unknown, as the first of what stands for it. What says the same by
 * a word that nearly every text has tells little more than that word.
 */
const weighed = ({ alternatives, weight }: Term, { vocabulary }: Looked): Term => {
  const telling = ({ lexemes }: Alternative) => {
    const count = Math.min(...lexemes.map((lexeme) => vocabulary.documentsOf(lexeme)))
    return count > 0 ? tellingOf(count, vocabulary.all) : 0
  }
  const known = alternatives.map((each) => ({ each, told: telling(each) })).filter(({ told }) => told > 0)
  const own = weight > 0 ? weight : (known[0]?.told ?? 0)
  return { alternatives: known.map(({ each, told }) => ({ ...each, factor: each.factor * Math.min(1, Math.sqrt(told / own)) })), weight: own }
}

const withAlternatives = ([first, ...rest]: Term[], more: readonly Alternative[], looked: Looked): Term[] => {
  if (!first || more.length === 0) return [...(first ? [first] : []), ...rest]
  const others = weighed({ alternatives: more, weight: first.weight }, looked)
  return [{ alternatives: [...first.alternatives, ...others.alternatives], weight: others.weight }, ...rest]
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
const correctedText = (q: string, guesses: ReadonlyMap<Word, Guess>): string | null => {
  let text = q.slice(0, mostLetters)
  for (const [word, { slips, parts, pieces, beginnings }] of [...guesses].toReversed()) {
    const [best] = slips
    if (best && best.slips > 0 && ((parts.length === 0 && pieces.length === 0) || best.slips === 1) && beginnings.length === 0) text = text.slice(0, word.start) + best.spelling + text.slice(word.end)
  }
  return text === q.slice(0, mostLetters) ? null : text
}
