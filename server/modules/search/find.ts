import { cardsByKeys, type Card } from '#articles'
import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import { analyse } from './analyse.ts'
import { extractOf, type Extract, type Sought } from './extract.ts'
import { lexemesAsked, needed, type Question } from './question.ts'
import * as queries from './queries/ask.ts'
import type { Candidate, Place } from './queries/ask.ts'
import { scoreOf } from './score.ts'
import { namesOf, smallIndex, synonymsOf, vocabularyOf, type Vocabulary } from './vocabulary.ts'
import { fold } from './words.ts'

type Ctx = Context<BaseActor>

export type Search = { door: Door; locale: string; q: string; limit: number; category?: string | undefined }
/** An article that answers, with the passage that does so best. */
export type Result = Card & { extract: Extract; score: number }
export type Found = {
  results: Result[]
  /** How many there are in each category, before one was chosen. */
  categories: { category: string; count: number }[]
  total: number
  /** What was probably meant, where a word was mistyped: the results are for this. */
  corrected: string | null
}

/** Where a reader's language has no text of an article, the English one is sought. */
const fallbackLocale = 'en'
// Of one lexeme's documents the loudest are looked at, then the likeliest of all those; a small index has fewer. A suggestion
// shows six, and is asked for with every letter.
type Breadth = { postings: number; documents: number; /** Postings of all lexemes together. */ inAll: number }
const breadth = { typing: { postings: 100, documents: 60, inAll: 500 }, done: { postings: smallIndex, documents: 200, inAll: Infinity } }
const leastOfEach = 20
// What scores less than this share of the best is no answer but a coincidence.
const leastShare = 0.07

/** Articles that answer what was typed, best first: those in the reader's language before those that are there in English only. */
export const find = async (ctx: Ctx, search: Search): Promise<Found> => {
  const own = await findIn(ctx, search, { locale: search.locale, typing: false })
  const other = search.locale === fallbackLocale ? none : await findIn(ctx, search, { locale: fallbackLocale, typing: false })
  const all = [...await withBorrowed(ctx, search, own), ...other.scored]
  const counts = Map.groupBy(all, ({ category }) => category)
  const chosen = search.category === undefined ? all : all.filter(({ category }) => category === search.category)
  return {
    results: await present(ctx, search, chosen.slice(0, search.limit)),
    categories: [...counts].map(([category, { length }]) => ({ category, count: length })),
    total: chosen.length,
    corrected: (own.scored.length > 0 ? own.question : other.question)?.corrected ?? null,
  }
}

/** Articles whose names fit what has been typed so far. */
export const suggest = async (ctx: Ctx, search: Omit<Search, 'category'>): Promise<Card[]> => {
  const own = await findIn(ctx, search, { locale: search.locale, typing: true })
  const other = search.locale === fallbackLocale || own.scored.length >= search.limit ? none : await findIn(ctx, search, { locale: fallbackLocale, typing: true })
  const likely = [...own.scored, ...other.scored].slice(0, titlesLookedAt * search.limit).map(({ key }) => key)
  const cards = await cardsByKeys(ctx, { keys: likely, locale: search.locale })
  const typed = letters(search.q, search.locale)
  const begins = ({ title, locale }: Card) => letters(title, locale).startsWith(typed)
  return [...cards.filter(begins), ...cards.filter((card) => !begins(card))].slice(0, search.limit)
}

// "no s" is on its way to "No-show", whatever else has those words.
const titlesLookedAt = 3
const letters = (text: string, locale: string) => fold(text, locale).replace(/[^\p{L}\p{N}]/gu, '')

type Scored = Candidate & { locale: string; score: number; question: Question }
type InOne = { question: Question | null; scored: Scored[] }
const none: InOne = { question: null, scored: [] }

// An article that only says in English what was asked is less sure.
const borrowedShare = 0.8

/**
 * The trade speaks English in every language: words that nobody knows in the reader's own are asked of the English texts, and
 * what those answer counts for the same articles.
 */
const withBorrowed = async (ctx: Ctx, search: Search, { question, scored }: InOne): Promise<Scored[]> => {
  if (search.locale === fallbackLocale || !question || question.unknown.length === 0) return scored
  const english = { brandId: ctx.actor.brandId, door: search.door, locale: fallbackLocale }
  const [vocabulary, synonyms] = await Promise.all([vocabularyOf(ctx.db, english), synonymsOf(ctx.db, english, fallbackLocale)])
  const words = question.unknown.filter((word) => vocabulary.word(fold(word, fallbackLocale)) ?? synonyms.word(fold(word, fallbackLocale)))
  if (words.length === 0) return scored
  const borrowed = await findIn(ctx, { ...search, locale: fallbackLocale, q: words.join(' ') }, { locale: fallbackLocale, typing: false })
  const worth = new Map(borrowed.scored.map(({ key, score }) => [key, borrowedShare * score]))
  const missing = [...worth.keys()].filter((key) => !scored.some((each) => each.key === key))
  const documents = await queries.candidates(ctx.db, { ...english, locale: search.locale }, { keys: missing })
  const all = [...scored, ...documents.map((document) => ({ ...document, locale: search.locale, score: 0, question }))]
  return best(all.map((each) => ({ ...each, score: each.score + (worth.get(each.key) ?? 0) })))
}

const best = (scored: readonly Scored[]): Scored[] => {
  const sorted = scored.toSorted((a, b) => b.score - a.score || a.number - b.number)
  const least = leastShare * (sorted[0]?.score ?? 0)
  return sorted.filter(({ score }) => score >= least)
}

const findIn = async (ctx: Ctx, search: Search, { locale, typing }: { locale: string; typing: boolean }): Promise<InOne> => {
  const { brandId } = ctx.actor
  const at = { brandId, door: search.door, locale }
  const [vocabulary, synonyms] = await Promise.all([vocabularyOf(ctx.db, at), synonymsOf(ctx.db, { brandId, locale: search.locale }, locale)])
  const question = await analyse(ctx.db, { q: search.q, locale, vocabulary, synonyms, typing })
  const ranks = await ranksOf(ctx, at, { question, all: vocabulary.all, most: typing ? breadth.typing : breadth.done })
  const keys = [...ranks.keys()]
  const [documents, names] = await Promise.all([
    queries.candidates(ctx.db, at, { keys, missing: locale === search.locale ? undefined : search.locale }),
    vocabulary.names ?? queries.phrasesOf(ctx.db, at, keys).then(namesOf),
  ])
  const scored = documents.map((document) => ({
    ...document, locale, question, score: scoreOf(question, { names: names.get(document.key) ?? [], ranks: ranks.get(document.key) ?? new Map() }),
  }))
  return { question, scored: best(scored) }
}

/** The likeliest documents, with how loudly each says every lexeme that is asked for. */
const ranksOf = async (ctx: Ctx, at: Place, { question, all, most }: { question: Question; all: number; most: Breadth }): Promise<Map<string, Map<string, number>>> => {
  const worth = lexemesAsked(question)
  const must = new Set(needed(question))
  const isSmall = all <= most.postings
  const lexemes = isSmall ? [...worth.keys()] : [...must]
  // A beginning of many words finds enough with a few documents of each.
  const ofEach = isSmall ? most.postings : Math.min(most.postings, Math.max(leastOfEach, Math.ceil(most.inAll / lexemes.length)))
  const found = await queries.loudestOf(ctx.db, at, { lexemes, most: ofEach })
  const rough = new Map<string, number>()
  for (const { key, lexeme, rank } of found) if (must.has(lexeme)) rough.set(key, (rough.get(key) ?? 0) + rank * (worth.get(lexeme) ?? 0))
  const keys = [...rough].toSorted((a, b) => b[1] - a[1]).slice(0, most.documents).map(([key]) => key)
  // Where there are many, a document may say aloud one word and another too softly to be among its loudest.
  const postings = isSmall ? found : await queries.ranksIn(ctx.db, at, { lexemes: [...worth.keys()], keys })
  const ranks = new Map(keys.map((key) => [key, new Map<string, number>()]))
  for (const { key, lexeme, rank } of postings) ranks.get(key)?.set(lexeme, rank)
  return ranks
}

const present = async (ctx: Ctx, search: Search, scored: readonly Scored[]): Promise<Result[]> => {
  const { brandId } = ctx.actor
  const locales = [...new Set(scored.map(({ locale }) => locale))]
  const keysIn = (locale: string) => scored.filter((each) => each.locale === locale).map(({ key }) => key)
  const [cards, ...rows] = await Promise.all([
    cardsByKeys(ctx, { keys: scored.map(({ key }) => key), locale: search.locale }),
    ...locales.map((locale) => queries.paragraphsOf(ctx.db, { brandId, locale }, keysIn(locale))),
  ])
  const paragraphs = new Map(rows.flat().map((row) => [row.key, row.paragraphs]))
  const sought = new Map(await Promise.all(locales.map(async (locale) => {
    const question = scored.find((each) => each.locale === locale)?.question
    return [locale, question && soughtBy(await vocabularyOf(ctx.db, { brandId, door: search.door, locale }), { question, locale })] as const
  })))
  return scored.flatMap(({ key, locale, score }) => {
    const card = cards.find((each) => each.key === key)
    const extract = extractOf(paragraphs.get(key) ?? [], sought.get(locale) ?? { locale, lexemes: new Map(), ways: [] })
    return card ? [{ ...card, extract, score: Math.round(score * 1_000) / 1_000 }] : []
  })
}

/** The words, without accents, that say what was asked for, and which of them only together. */
const soughtBy = (vocabulary: Vocabulary, { question, locale }: { question: Question; locale: string }): Sought => {
  const said = [...lexemesAsked(question).keys()].flatMap((lexeme) => vocabulary.having(lexeme).map(({ word }) => ({ word, lexeme })))
  const lexemes = new Map([...Map.groupBy(said, ({ word }) => word)].map(([word, all]) => [word, all.map(({ lexeme }) => lexeme)]))
  return { locale, lexemes, ways: question.terms.flatMap(({ alternatives }) => alternatives.map((each) => each.lexemes)) }
}
