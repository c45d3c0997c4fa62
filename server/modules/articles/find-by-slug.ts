import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardOf, cardsFrom, fallbackLocale, inOrder, localesFor } from './cards.ts'
import { renderMarkdown, type Rendered, type Rendering } from './markdown.ts'
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

/**
 * The article at an address. A slug of another language, a former slug or another category leads to the reader's own
 * (`movedTo`, a path); an article that does not exist in it is read in English at its English slug. Each door has its own.
 */
export const findBySlug = async (ctx: Ctx, at: Address): Promise<Reading | { movedTo: string } | null> => {
  const named = await queries.articleBySlug(ctx.db, ctx.actor.brandId, { locales: localesFor(at.locale), slug: at.slug })
  // Called so in English, and something else in the reader's language, it is read in theirs.
  const isTheirs = named && (named.locale === at.locale || named.slugs[at.locale] === undefined)
  const found = isTheirs ? named : await calledOtherwise(ctx, at)
  if (!found || found.door !== at.door) return null
  const reader = await readerOf(ctx, at.locale)
  const card = cardOf(found, reader)
  if (card.slug !== at.slug || card.categorySlug !== at.category) return { movedTo: articlePath(at.locale, card) }
  return read({ found, card, reader })
}

/** What was called so in this language, then what is or was elsewhere. */
const calledOtherwise = async (ctx: Ctx, { locale, slug }: Address) => {
  const { brandId } = ctx.actor
  const [named, former] = await Promise.all([queries.keysBySlug(ctx.db, brandId, slug), queries.keysByFormerSlug(ctx.db, brandId, slug)])
  const inOrderOfMeaning = [former.find((each) => each.locale === locale), named.find((each) => each.locale === fallbackLocale), named[0], former[0]]
  const key = inOrderOfMeaning.find(Boolean)?.key
  return key === undefined ? undefined : queries.articleByKey(ctx.db, brandId, { key, locales: [locale, fallbackLocale] })
}

type Found = { found: NonNullable<Awaited<ReturnType<typeof queries.articleByKey>>>; card: Card; reader: Reader }

const read = ({ found, card, reader }: Found): Reading => {
  const cards = cardsFrom(found.around, reader)
  const rendering = { locale: found.locale, words: reader.words, pathOf: pathsTo(reader.locale, cards) }
  return {
    ...card,
    ...renderMarkdown(found.body, rendering),
    topics: found.topics,
    revision: found.revision,
    updatedAt: found.updated_at,
    related: inOrder(cards, found.related),
    siblings: nextTo(card, cards).slice(0, queries.mostBeside),
    paths: Object.fromEntries(
      Object.entries(found.slugs).map(([locale, slug]) => {
        const categorySlug = reader.categorySlug(card.door, card.category, locale)
        return [locale, articlePath(locale, { door: card.door, categorySlug, slug })]
      }),
    ),
  }
}

const nextTo = ({ door, category, number }: Card, cards: readonly Card[]) => {
  const same = cards.filter((card) => card.door === door && card.category === category)
  return [...same.filter((card) => card.number > number), ...same.filter((card) => card.number < number)]
}

const pathsTo = (locale: string, cards: readonly Card[]): Rendering['pathOf'] => (kind, name) => {
  if (kind === 'page') return pagePath(locale, name)
  const card = cards.find(({ key }) => key === name)
  return card ? articlePath(locale, card) : null
}
