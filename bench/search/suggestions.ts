import { list } from '#articles'
import type { BaseActor, Context } from '#platform/postgres'
import { suggest } from '#search'
import { quantile } from '../message/sample.ts'
import { judgedLocales } from './judged.ts'
import type { Timing } from './report.ts'

type Ctx = Context<BaseActor>

const clients = 4
const leastLetters = 2
const mostLetters = 12

/** How long a suggestion takes: every title typed letter by letter, by several at once. */
export const timeSuggestions = async (ctx: Ctx, most = Infinity): Promise<Timing> => {
  const typed = (await Promise.all(judgedLocales.map(async (locale) => {
    const categories = await list(ctx, { door: 'partner', locale, most: 5 })
    return categories.flatMap(({ articles }) => articles.flatMap(({ title }) => beginnings(title).map((q) => ({ locale, q }))))
  }))).flat().slice(0, most)
  const took: number[] = []
  const waiting = [...typed]
  await Promise.all(Array.from({ length: clients }, async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const began = performance.now()
      await suggest(ctx, { door: 'partner', ...next, limit: 6 })
      took.push(performance.now() - began)
    }
  }))
  const sorted = took.toSorted((a, b) => a - b)
  return { typed: typed.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), clients }
}

const beginnings = (title: string) =>
  Array.from({ length: Math.max(0, Math.min(mostLetters, title.length) - leastLetters + 1) }, (_, place) => title.slice(0, place + leastLetters))
