import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { FeaturedEntry } from '#contract/author-lists'
import { Door } from '#contract/content'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardsFrom, inOrder, localesFor } from './cards.ts'
import * as queries from './queries.ts'
import * as editions from './queries/featured.ts'
import { readerOf } from './reader.ts'
import { assertAuthor, type Staff } from './work.ts'

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

/**
 * Takes over what content files feature, in their order. What authors have made of it since stays, unless it is to be overwritten:
 * false where it does and says something else.
 */
export const feature = (ctx: Ctx, featured: readonly Featured[], { overwrite = false } = {}): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const entries = featured.map(({ months = [], from = null, until = null, ...entry }) => ({ ...entry, months, from, until }))
    const last = await editions.lastEdition(tx.db, tx.actor.brandId)
    const isSame = last !== undefined && isDeepStrictEqual(Entries.parse(last.entries), entries)
    if (last && last.by !== null && !overwrite) return isSame
    if (isSame) await replace(tx, entries)
    else await addEdition(tx, { entries, version: last?.number ?? 0, by: null })
    return true
  })

type Kept = { entries: readonly FeaturedEntry[]; /** The edition that its writer has seen. */ version: number }

/** Replaces what is featured, in the order given, by an edition of its own; refused where somebody else has meanwhile. */
export const keepFeatured = (ctx: Ctx, { entries, version }: Kept, staff: Staff): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const by = await assertAuthor(tx, staff)
    const known = await queries.doorsOf(tx.db, tx.actor.brandId, entries.map(({ article }) => article))
    const missing = entries.filter(({ article, door }) => known.get(article) !== door)
    if (missing.length > 0) throw new Refusal('invalid', { fields: missing.map(({ article }) => `article: ${article}`) })
    return addEdition(tx, { entries, version, by })
  })

/** Features what an earlier edition did, as a new one. */
export const restoreFeatured = (ctx: Ctx, { number, version }: { number: number; version: number }, staff: Staff): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const by = await assertAuthor(tx, staff)
    const then = await editions.editionAt(tx.db, tx.actor.brandId, number)
    if (!then) throw new Refusal('not_found')
    // An article that is gone since cannot come back with it.
    const entries = Entries.parse(then.entries)
    const known = await queries.doorsOf(tx.db, tx.actor.brandId, entries.map(({ article }) => article))
    return addEdition(tx, { entries: entries.filter(({ article, door }) => known.get(article) === door), version, by })
  })

const mostEditions = 50

/** What is featured at all times, and what was before, the newest first. */
export const featuredList = async (ctx: Ctx) => {
  const found = await editions.newestEditions(ctx.db, ctx.actor.brandId, mostEditions)
  return {
    entries: Entries.parse(found[0]?.entries ?? []), version: found[0]?.number ?? 0,
    editions: found.map(({ entries, ...edition }) => ({ ...edition, size: Entries.parse(entries).length })),
  }
}

/** What is featured as it stands, in the form that content files have: what does not matter is left out. */
export const exportFeatured = async (ctx: Ctx): Promise<Featured[]> => {
  const { entries } = await featuredList(ctx)
  return entries.map(({ door, article, months, from, until }) => ({
    door, article, ...(months.length > 0 ? { months } : {}), ...(from === null ? {} : { from }), ...(until === null ? {} : { until }),
  }))
}

const Entries = z.array(FeaturedEntry)

const addEdition = async (tx: Ctx, { entries, version, by }: Kept & { by: string | null }): Promise<number> => {
  const { brandId } = tx.actor
  const last = await editions.lastEdition(tx.db, brandId)
  const number = version + 1
  if ((last?.number ?? 0) !== version) throw new Refusal('thread_changed')
  if (!(await editions.addEdition(tx.db, { brand_id: brandId, number, entries: JSON.stringify(entries), at: tx.now(), by }))) throw new Refusal('thread_changed')
  await replace(tx, entries)
  return number
}

const replace = async (tx: Ctx, entries: readonly FeaturedEntry[]) => {
  const { brandId } = tx.actor
  const rows = entries.map(({ door, article, months, from, until }, place) => ({ brand_id: brandId, door, place, key: article, months, from_day: from, until_day: until }))
  await queries.replaceFeatured(tx.db, brandId, rows)
  await record(tx, { name: 'articles.featured', payload: { articles: entries.length } })
}

/** What is featured at a door today, by the calendar of UTC. */
export const featuredNow = async (ctx: Ctx, { door, locale, most }: { door: Door; locale: string; most: number }): Promise<Card[]> => {
  const { brandId } = ctx.actor
  const day = ctx.now().toISOString().slice(0, 10)
  const keys = (await queries.featuredOn(ctx.db, brandId, { door, day })).map(({ key }) => key)
  const shown = [...new Set(keys)].slice(0, most)
  const rows = await queries.cardsByKeys(ctx.db, brandId, { keys: shown, locales: localesFor(locale) })
  return inOrder(cardsFrom(rows, await readerOf(ctx, locale)), shown)
}
