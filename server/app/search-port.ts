import type { z } from 'zod'
import type { SearchView, VisitorPort } from '#web/pages'
import { articlePath } from '#articles'
import type { SearchQuery, SearchResults, Suggestions } from '#contract/search'
import type { Ctx } from '#identity'
import { localised } from '#kernel'
import { find, recordClick, recordInquiry, suggest, type Result } from '#search'
import { tree, type Topic } from '#topics'
import { cardView } from './views.ts'

type Port = Pick<VisitorPort, 'search' | 'clicked'>

const mostSuggested = 6

/** The search of both doors, in one language. Each search is kept without its visitor; its links carry its number. */
export const searchPart = (ctx: Ctx, locale: string): Port => ({
  search: async ({ door, q, topic, place, most }) => {
    const [found, topics] = await Promise.all([find(ctx, { door, locale, q, category: topic, limit: most }), tree(ctx, door)])
    const id = q.trim() === '' || place === 'elsewhere' ? null : await recordInquiry(ctx, { door, locale, q, place: topic === undefined ? place : 'topic', results: found.results.length === 0 ? 0 : found.total })
    const name = (key: string) => nameOf(topics, key, locale)
    return {
      id, q, topic: topic ?? null, total: found.total, corrected: found.corrected,
      topics: found.categories.map(({ category, count }) => ({ key: category, name: name(category), count })),
      results: found.results.map((result, index) => ({ ...cardView(result, locale), topicName: name(result.category), extract: result.extract, href: hrefOf(result, { locale, id, index }) })),
    } satisfies SearchView
  },
  clicked: async ({ inquiryId, key, position }) => {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(inquiryId) && position >= 1 && position <= mostPosition) await recordClick(ctx, { inquiryId, key, position })
  },
})

const mostPosition = 1_000

/** A topic's name without the hint of what belongs to it, which stands in brackets behind it. */
const nameOf = (topics: readonly Topic[], key: string, locale: string) => localised(topics.find((each) => each.key === key)?.names ?? {}, locale).replace(/ *[(（].*$/, '') || key

// Which search led here, and from which place: the article's page keeps it, and its own address is without.
const hrefOf = (result: Result, { locale, id, index }: { locale: string; id: string | null; index: number }) =>
  `${articlePath(locale, result)}${id === null ? '' : `?${new URLSearchParams({ s: id, p: String(index + 1) })}`}`

/** The same for programs. */
export const searchForApi = async (ctx: Ctx, query: z.infer<typeof SearchQuery>): Promise<z.input<typeof SearchResults>> => {
  const { door, locale, q, topic, limit } = query
  const [found, topics] = await Promise.all([find(ctx, { door, locale, q, category: topic, limit }), tree(ctx, door)])
  if (q.trim() !== '') await recordInquiry(ctx, { door, locale, q, place: topic === undefined ? 'api' : 'topic', results: found.results.length === 0 ? 0 : found.total })
  return {
    results: found.results.map((result) => ({
      key: result.key, number: result.number, title: result.title, path: articlePath(locale, result), locale: result.locale, topic: result.category,
      extract: result.extract.map(({ text }) => text).join(''), marks: marksOf(result), score: result.score,
    })),
    topics: found.categories.map(({ category, count }) => ({ key: category, name: nameOf(topics, category, locale), count })),
    didYouMean: found.corrected,
  }
}

const marksOf = ({ extract }: Result): [number, number][] => {
  let from = 0
  return extract.flatMap(({ text, hit }) => {
    const place: [number, number] = [from, from + text.length]
    from += text.length
    return hit ? [place] : []
  })
}

export const suggestionsForApi = async (ctx: Ctx, { door, locale, q }: { door: 'partner' | 'guest'; locale: string; q: string }): Promise<z.input<typeof Suggestions>> => ({
  suggestions: (await suggest(ctx, { door, locale, q, limit: mostSuggested })).map((card) => ({ title: card.title, path: articlePath(locale, card) })),
})
