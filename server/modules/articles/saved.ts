import { Refusal } from '#kernel'
import type { BaseActor, Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardsFrom, inOrder, localesFor } from './cards.ts'
import * as queries from './queries.ts'
import * as saves from './queries/saves.ts'
import { readerOf } from './reader.ts'

type Ctx = Context<BaseActor>

/** Keeps articles in the account; what is kept already or is not there is passed over. */
export const save = async (ctx: Ctx, keys: readonly string[]): Promise<void> => {
  await saves.insertSaved(ctx.db, { brandId: ctx.actor.brandId, accountId: owner(ctx), keys: [...keys], at: ctx.now() })
}

/** Takes an article off the account's list. */
export const unsave = async (ctx: Ctx, key: string): Promise<void> => {
  await saves.deleteSaved(ctx.db, ctx.actor.brandId, { accountId: owner(ctx), key })
}

/** The account's list, the last saved first. */
export const savedArticles = async (ctx: Ctx, locale: string): Promise<Card[]> =>
  cardsByKeys(ctx, { keys: await saves.savedKeys(ctx.db, ctx.actor.brandId, owner(ctx)), locale })

export const isSaved = (ctx: Ctx, key: string): Promise<boolean> =>
  saves.isSaved(ctx.db, ctx.actor.brandId, { accountId: owner(ctx), key })

/** Articles by their keys, in that order; unknown ones are passed over. */
export const cardsByKeys = async (ctx: Ctx, { keys, locale }: { keys: readonly string[]; locale: string }): Promise<Card[]> => {
  const rows = await queries.cardsByKeys(ctx.db, ctx.actor.brandId, { keys, locales: localesFor(locale) })
  return inOrder(cardsFrom(rows, await readerOf(ctx, locale)), keys)
}

// Saves belong to partner users; guests and visitors keep theirs in the browser.
const owner = ({ actor }: Ctx): string => {
  if (actor.kind !== 'partner' || actor.id === null) throw new Refusal('not_signed_in')
  return actor.id
}
