import { cardsByKeys, type Card } from '#articles'
import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import { analyse } from './analyse.ts'
import { extractOf, type Extract } from './extract.ts'
import { lexemesAsked, needed, type Question } from './question.ts'
import * as queries from './queries/ask.ts'
import type { FoundRow } from './queries/ask.ts'
import { scoreOf } from './score.ts'

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
const mostCandidates = 200
// What scores less than this share of the best is no answer but a coincidence.
const leastShare = 0.18

/** Articles that answer what was typed, best first: those in the reader's language before those that are there in English only. */
export const find = async (ctx: Ctx, search: Search): Promise<Found> => {
  const own = await findIn(ctx, search, { locale: search.locale, typing: false })
  const other = search.locale === fallbackLocale ? none : await findIn(ctx, search, { locale: fallbackLocale, typing: false })
  const all = [...own.scored, ...other.scored]
  const counts = Map.groupBy(all, ({ row }) => row.category)
  const chosen = search.category === undefined ? all : all.filter(({ row }) => row.category === search.category)
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
  return cardsByKeys(ctx, { keys: [...own.scored, ...other.scored].slice(0, search.limit).map(({ row }) => row.key), locale: search.locale })
}

type Scored = { row: FoundRow; score: number; question: Question }
type InOne = { question: Question | null; scored: Scored[] }
const none: InOne = { question: null, scored: [] }

const findIn = async (ctx: Ctx, search: Search, { locale, typing }: { locale: string; typing: boolean }): Promise<InOne> => {
  const { brandId } = ctx.actor
  const at = { brandId, door: search.door, locale }
  const synonyms = await queries.synonymsOf(ctx.db, { brandId, locale: search.locale })
  const question = await analyse(ctx.db, { q: search.q, at, synonyms, typing })
  const worth = lexemesAsked(question)
  if (worth.size === 0) return { question, scored: [] }
  const lexemes = [...worth.keys()]
  const rows = await queries.documentsMeeting(ctx.db, at, {
    any: needed(question).map(quoted).join(' | '), lexemes: lexemes.map(quoted), worth: lexemes.map((lexeme) => worth.get(lexeme) ?? 0),
    missing: locale === search.locale ? undefined : search.locale, most: mostCandidates,
  })
  const scored = rows
    .map((row) => ({ row, question, score: scoreOf(question, { phrases: row.phrases, ranks: new Map(lexemes.map((lexeme, place) => [lexeme, row.ranks[place] ?? 0])) }) }))
    .toSorted((a, b) => b.score - a.score || a.row.number - b.row.number)
  const least = leastShare * (scored[0]?.score ?? 0)
  return { question, scored: scored.filter(({ score }) => score >= least) }
}

const quoted = (lexeme: string) => `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`

const present = async (ctx: Ctx, search: Search, scored: readonly Scored[]): Promise<Result[]> => {
  const { brandId } = ctx.actor
  const documents = scored.map(({ row: { locale, key } }) => ({ locale, key }))
  const [cards, rows, marked] = await Promise.all([
    cardsByKeys(ctx, { keys: documents.map(({ key }) => key), locale: search.locale }),
    queries.paragraphsOf(ctx.db, brandId, documents),
    markedWords(ctx, search.door, scored),
  ])
  const paragraphs = new Map(rows.map((row) => [row.key, row.paragraphs]))
  return scored.flatMap(({ row: { key, locale }, score, question }) => {
    const card = cards.find((each) => each.key === key)
    const extract = extractOf(paragraphs.get(key) ?? [], { locale, marked: marked.get(question) ?? new Set() })
    return card ? [{ ...card, extract, score: Math.round(score * 1_000) / 1_000 }] : []
  })
}

/** The words to mark, for each question that was asked: in the reader's language, and in English. */
const markedWords = async (ctx: Ctx, door: Door, scored: readonly Scored[]) => {
  const asked = [...new Map(scored.map(({ question, row }) => [question, row.locale]))]
  const words = asked.map(async ([question, locale]) => {
    const at = { brandId: ctx.actor.brandId, door, locale }
    return [question, new Set(await queries.wordsOfLexemes(ctx.db, at, [...lexemesAsked(question).keys()]))] as const
  })
  return new Map<Question, ReadonlySet<string>>(await Promise.all(words))
}
