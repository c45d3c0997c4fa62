import { partsOf, piecesOf } from './compounds.ts'
import { languageOf } from './languages.ts'
import type { Lexemes } from './lexemes.ts'
import type { WordRow } from './queries/ask.ts'
import { likeliest, type Slip } from './spelling.ts'
import type { Thesaurus, Vocabulary } from './vocabulary.ts'
import type { Word } from './words.ts'

export type Asked = {
  q: string
  /** The language of the documents. */
  locale: string
  vocabulary: Vocabulary
  /** That of the reader's language, whatever that of the documents. */
  synonyms: Thesaurus
  /** Whether somebody is still typing the last word. */
  typing: boolean
}

/** Everything known about the words of one question. */
export type Looked = Asked & { words: Word[]; lexemes: Lexemes }

/** What a word may mean beside itself. */
export type Guess = {
  /** The words it is made of, all of it. */
  parts: string[]
  /** The words it begins or ends with, where not all of it is known. */
  pieces: string[]
  /** How it may go on. */
  beginnings: WordRow[]
  /** What it was meant to be, nearest first. */
  slips: Slip[]
  /** Whether a synonym explains it. */
  isMeant: boolean
}

const mostBeginnings = { typing: 12, done: 6 }
const leastBeginning = 4

export const lexemesFor = ({ folded }: Word, { lexemes }: Looked) => {
  const found = lexemes.get(folded) ?? []
  return found.length > 0 ? found : [folded]
}

export const isKnown = (word: Word, looked: Looked) => lexemesFor(word, looked).some((lexeme) => looked.vocabulary.documentsOf(lexeme) > 0)

export const guess = (word: Word, looked: Looked, { isMeant, isOpen, typing }: { isMeant: boolean; isOpen: boolean; typing: boolean }): Guess => {
  const { vocabulary, synonyms } = looked
  const known = isKnown(word, looked)
  const isUnclear = !known && !isMeant
  const mayGoOn = word.folded.length > 1 && ((isOpen && (isUnclear || typing)) || (isUnclear && word.folded.length >= leastBeginning))
  const parts = known ? partsKnown(word, looked) : takeApart(word, looked)
  const beginnings = mayGoOn ? goingOn(word, looked) : []
  const slips = isUnclear ? likeliest(word.folded, [...vocabulary.near(word.folded), ...synonyms.near(word.folded)]) : []
  const isWhole = parts.length > 0 || beginnings.length > 0 || (slips[0]?.slips ?? Infinity) <= 1
  return { parts, beginnings, slips, isMeant, pieces: isUnclear && !isWhole ? piecesOf(word.folded, lexemesFor(word, looked), knownTo(looked)) : [] }
}

/** Words that begin as this one does, or as its stem where it is long enough: "blocka" for "blockera", "stats" for "statistics". */
const goingOn = (word: Word, looked: Looked): WordRow[] => {
  const { vocabulary, typing } = looked
  const most = typing ? mostBeginnings.typing : mostBeginnings.done
  const found = vocabulary.beginning(word.folded, most)
  const [stem = ''] = lexemesFor(word, looked)
  return found.length > 0 || typing || stem.length < leastBeginning ? found : vocabulary.beginning(stem, most)
}

const knownTo = ({ vocabulary, synonyms, locale }: Looked) => ({
  stemOf: (piece: string) => (vocabulary.word(piece) ?? synonyms.word(piece))?.lexemes[0],
  isStem: (lexeme: string) => vocabulary.having(lexeme).length > 0 || synonyms.isStem(lexeme),
  links: [...new Set([...languageOf(locale).links, ...languageOf(synonyms.locale).links])],
})

const takeApart = (word: Word, looked: Looked) => partsOf(word.folded, lexemesFor(word, looked), knownTo(looked))

/** What a known compound is made of; the vocabulary may have it in another form only. */
const partsKnown = (word: Word, looked: Looked): string[] => {
  const { vocabulary } = looked
  const [stem = ''] = lexemesFor(word, looked)
  return (vocabulary.word(word.folded) ?? vocabulary.having(stem).find(({ lexemes }) => lexemes[0] === stem))?.parts ?? []
}
