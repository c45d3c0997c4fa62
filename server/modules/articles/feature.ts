import { z } from 'zod'
import { Door } from '#contract/content'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardsFrom, inOrder, localesFor } from './cards.ts'
import * as queries from './queries.ts'
import { readerOf } from './reader.ts'

type Ctx = Context<BaseActor>

/** An article that many look for at some time of the year: in these months, between these days (both count), or always. */
export const Featured = z.strictObject({
  door: Door,
  article: z.string(),
  months: z.array(z.int().min(1).max(12)).min(1).optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
})
export type Featured = z.infer<typeof Featured>

/** Replaces what is featured, in the order given. */
export const feature = (ctx: Ctx, featured: readonly Featured[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const rows = featured.map(({ door, article, months = [], from = null, until = null }, place) => ({
      brand_id: brandId, door, place, key: article, months, from_day: from, until_day: until,
    }))
    await queries.replaceFeatured(tx.db, brandId, rows)
    await record(tx, { name: 'articles.featured', payload: { articles: featured.length } })
  })

/** What is featured at a door today, by the calendar of UTC. */
export const featuredNow = async (ctx: Ctx, { door, locale, most }: { door: Door; locale: string; most: number }): Promise<Card[]> => {
  const { brandId } = ctx.actor
  const day = ctx.now().toISOString().slice(0, 10)
  const keys = (await queries.featuredOn(ctx.db, brandId, { door, day })).map(({ key }) => key)
  const shown = [...new Set(keys)].slice(0, most)
  const rows = await queries.cardsByKeys(ctx.db, brandId, { keys: shown, locales: localesFor(locale) })
  return inOrder(cardsFrom(rows, await readerOf(ctx, locale)), shown)
}
