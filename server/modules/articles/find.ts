import type { Door, Localised } from '#contract/content'
import { tree, type Topic } from '#topics'
import type { BaseActor, Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardsFrom, inOrder, localesFor } from './cards.ts'
import * as queries from './queries.ts'
import { readerOf } from './reader.ts'

type Ctx = Context<BaseActor>

export type Question = { door: Door; topic: string; subtopic: string; keys: readonly string[]; locale: string; most: number }

/** What answers a subtopic: first the articles it names, in its order, then those that name it. */
export const answersFor = async (ctx: Ctx, { door, topic, subtopic, keys, locale, most }: Question): Promise<Card[]> => {
  const sought = { keys, door, topics: [topic, `${topic}/${subtopic}`], locales: localesFor(locale) }
  const rows = await queries.cardsAnswering(ctx.db, ctx.actor.brandId, sought)
  const cards = cardsFrom(rows, await readerOf(ctx, locale))
  const others = cards.filter((card) => !keys.includes(card.key))
  return [...inOrder(cards, keys), ...others].slice(0, most)
}

export type Category = { category: string; names: Localised; articles: Card[] }

/** The first articles of a door's categories, the categories in the order of the topics. */
export const list = async (ctx: Ctx, { door, locale, most }: { door: Door; locale: string; most: number }): Promise<Category[]> => {
  const topics = await tree(ctx, door)
  const wanted = { door, categories: topics.map(({ key }) => key), locales: localesFor(locale), most }
  const rows = await queries.firstCards(ctx.db, ctx.actor.brandId, wanted)
  const under = Map.groupBy(cardsFrom(rows, await readerOf(ctx, locale)), (card) => card.category)
  return topics.flatMap(({ key, names }) => {
    const articles = under.get(key)
    return articles ? [{ category: key, names, articles }] : []
  })
}

export type CategoryPage = { articles: Card[]; /** The number to go on after, while there is more. */ next: number | null }
type CategoryPlace = { topic: Pick<Topic, 'key'>; door: Door; locale: string; after?: number | undefined; most: number }

/** One category's articles in the order of their numbers, so many at a time. */
export const listCategory = async (ctx: Ctx, { topic, door, locale, after = 0, most }: CategoryPlace): Promise<CategoryPage> => {
  const place = { door, category: topic.key, number: after, locales: localesFor(locale), most: most + 1 }
  const rows = await queries.cardsInCategory(ctx.db, ctx.actor.brandId, place)
  const cards = cardsFrom(rows, await readerOf(ctx, locale))
  const articles = cards.slice(0, most)
  return { articles, next: cards.length > most ? (articles.at(-1)?.number ?? null) : null }
}
