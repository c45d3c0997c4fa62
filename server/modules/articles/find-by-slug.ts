import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardOf, cardsFrom, fallbackLocale, inOrder, localesFor } from './cards.ts'
import { articlesLinked, renderMarkdown, type Rendered, type Rendering } from './markdown.ts'
import { articlePath, pagePath } from './paths.ts'
import * as queries from './queries.ts'
import { readerOf, type Reader } from './reader.ts'

type Ctx = Context<BaseActor>

/** An article as it is read; `paths` are its addresses by language, `siblings` those that stand beside it in its category. */
export type Reading = Card & Rendered & {
  topics: string[]
  revision: number
  updatedAt: Date
  related: Card[]
  siblings: Card[]
  paths: Record<string, string>
}

export type Address = { door: Door; locale: string; category: string; slug: string }

const mostSiblings = 8

/**
 * The article at an address. A slug of another language, a former slug or another category leads to the reader's own
 * (`movedTo`, a path); an article that does not exist in it is read in English at its English slug. Each door has its own.
 */
export const findBySlug = async (ctx: Ctx, at: Address): Promise<Reading | { movedTo: string } | null> => {
  const key = await keyAt(ctx, at)
  if (key === null) return null
  const found = await queries.articleByKey(ctx.db, ctx.actor.brandId, { key, locales: [at.locale, fallbackLocale] })
  if (!found || found.door !== at.door) return null
  const reader = await readerOf(ctx, at.locale)
  const card = cardOf(found, reader)
  if (card.slug !== at.slug || card.categorySlug !== at.category) return { movedTo: articlePath(at.locale, card) }
  return read(ctx, { found, card, reader })
}

/** Its own language first, then what it was called there, then what it is or was called elsewhere. */
const keyAt = async (ctx: Ctx, { locale, slug }: Address): Promise<string | null> => {
  const { brandId } = ctx.actor
  const named = await queries.keysBySlug(ctx.db, brandId, slug)
  const own = named.find((each) => each.locale === locale)
  if (own) return own.key
  const former = await queries.keysByFormerSlug(ctx.db, brandId, slug)
  const inOrderOfMeaning = [former.find((each) => each.locale === locale), named.find((each) => each.locale === fallbackLocale), named[0], former[0]]
  return inOrderOfMeaning.find(Boolean)?.key ?? null
}

type Found = { found: NonNullable<Awaited<ReturnType<typeof queries.articleByKey>>>; card: Card; reader: Reader }

const read = async (ctx: Ctx, { found, card, reader }: Found): Promise<Reading> => {
  const { brandId } = ctx.actor
  const locales = localesFor(reader.locale)
  const [mentioned, beside] = await Promise.all([
    queries.cardsByKeys(ctx.db, brandId, { keys: [...found.related, ...articlesLinked(found.body)], locales }),
    queries.cardsBeside(ctx.db, brandId, { door: found.door, category: found.category, number: found.number, locales, most: mostSiblings }),
  ])
  const cards = cardsFrom(mentioned, reader)
  const rendering = { locale: found.locale, words: reader.words, pathOf: pathsTo(reader.locale, cards) }
  return {
    ...card,
    ...renderMarkdown(found.body, rendering),
    topics: found.topics,
    revision: found.revision,
    updatedAt: found.updated_at,
    related: inOrder(cards, found.related),
    siblings: nextTo(card, cardsFrom(beside, reader)).slice(0, mostSiblings),
    paths: Object.fromEntries(
      Object.entries(found.slugs).map(([locale, slug]) => {
        const categorySlug = reader.categorySlug(card.door, card.category, locale)
        return [locale, articlePath(locale, { door: card.door, categorySlug, slug })]
      }),
    ),
  }
}

const nextTo = ({ number }: Card, cards: readonly Card[]) => [...cards.filter((card) => card.number > number), ...cards.filter((card) => card.number < number)]

const pathsTo = (locale: string, cards: readonly Card[]): Rendering['pathOf'] => (kind, name) => {
  if (kind === 'page') return pagePath(locale, name)
  const card = cards.find(({ key }) => key === name)
  return card ? articlePath(locale, card) : null
}
