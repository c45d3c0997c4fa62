import { setTimeout as sleep } from 'node:timers/promises'
import { list } from '#articles'
import type { BaseActor, Context } from '#platform/postgres'
import { suggest } from '#search'
import { quantile } from '../message/sample.ts'
import { judgedLocales } from './judged.ts'
import type { Timing } from './report.ts'

type Ctx = Context<BaseActor>

/** Letters of all who type. */
const perSecond = 40
const aheadOf = 10
const leastLetters = 2
const mostLetters = 12

/** How long a suggestion takes: every title typed letter by letter, at the pace of eight who type at once. */
export const timeSuggestions = async (ctx: Ctx, most = Infinity): Promise<Timing> => {
  const typed = (await Promise.all(judgedLocales.map(async (locale) => {
    const categories = await list(ctx, { door: 'partner', locale, most: 5 })
    return categories.flatMap(({ articles }) => articles.flatMap(({ title }) => beginnings(title).map((q) => ({ locale, q }))))
  }))).flat().slice(0, most)
  // The words of each language are read once after they have changed; some letters go ahead for that.
  for (const next of typed.filter((_, place) => place % aheadOf === 0)) await suggest(ctx, { door: 'partner', ...next, limit: 6 })
  const took: number[] = []
  const began = performance.now()
  // Whoever types does not wait for the answer to the letter before.
  await Promise.all(typed.map(async (next, place) => {
    await sleep(began + (place * 1_000) / perSecond - performance.now())
    const asked = performance.now()
    await suggest(ctx, { door: 'partner', ...next, limit: 6 })
    took.push(performance.now() - asked)
  }))
  const sorted = took.toSorted((a, b) => a - b)
  return { typed: typed.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), perSecond }
}

const beginnings = (title: string) =>
  Array.from({ length: Math.max(0, Math.min(mostLetters, title.length) - leastLetters + 1) }, (_, place) => title.slice(0, place + leastLetters))
