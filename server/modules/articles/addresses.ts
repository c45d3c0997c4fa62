import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardOf } from './cards.ts'
import { articlePath } from './paths.ts'
import * as queries from './queries/addresses.ts'
import { readerOf } from './reader.ts'

type Ctx = Context<BaseActor>

/** A map of addresses may have fifty thousand, and ten megabytes where it is read whole. */
const perPart = 20_000

/** How many parts the addresses of the articles written in a language make. */
export const addressParts = async (ctx: Ctx, locale: string): Promise<number> =>
  Math.ceil((await queries.countWritten(ctx.db, ctx.actor.brandId, locale)) / perPart)

/** One part of them, counted from 1, with when each was last changed. */
export const addresses = async (ctx: Ctx, { locale, part }: { locale: string; part: number }): Promise<{ path: string; updatedAt: Date }[]> => {
  const [rows, reader] = await Promise.all([
    queries.writtenIn(ctx.db, ctx.actor.brandId, { locale, limit: perPart, offset: (part - 1) * perPart }),
    readerOf(ctx, locale),
  ])
  return rows.map(({ door, category, slug, updated_at }) => ({
    path: articlePath(locale, { door, slug, categorySlug: reader.categorySlug(door as Door, category) }), updatedAt: updated_at,
  }))
}

/** What was written or changed last at a door in one language, newest first. */
export const changedLately = async (ctx: Ctx, { door, locale, most }: { door: Door; locale: string; most: number }): Promise<(Card & { updatedAt: Date })[]> => {
  const [rows, reader] = await Promise.all([queries.changedLast(ctx.db, ctx.actor.brandId, { door, locale, most }), readerOf(ctx, locale)])
  return rows.map((row) => ({ ...cardOf(row, reader), updatedAt: row.updated_at }))
}
