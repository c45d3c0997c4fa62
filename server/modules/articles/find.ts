import type { Door, Localised } from '#contract/content'
import { tree } from '#topics'
import type { BaseActor, Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardsFrom, inOrder, localesFor } from './cards.ts'
import * as queries from './queries.ts'
import { wordsFor } from './words.ts'

type Ctx = Context<BaseActor>

export type Question = { door: Door; topic: string; subtopic: string; keys: readonly string[]; locale: string; most: number }

/** What answers a subtopic: first the articles it names, in its order, then those that name it. */
export const answersFor = async (ctx: Ctx, { door, topic, subtopic, keys, locale, most }: Question): Promise<Card[]> => {
  const sought = { keys, door, topics: [topic, `${topic}/${subtopic}`], locales: localesFor(locale) }
  const rows = await queries.cardsAnswering(ctx.db, ctx.actor.brandId, sought)
  const cards = cardsFrom(rows, locale, await wordsFor(ctx))
  const others = cards.filter((card) => !keys.includes(card.key))
  return [...inOrder(cards, keys), ...others].slice(0, most)
}

export type Category = { category: string; names: Localised; articles: Card[] }

/** All articles of a door by category, the categories in the order of the topics. */
export const list = async (ctx: Ctx, { door, locale }: { door: Door; locale: string }): Promise<Category[]> => {
  const rows = await queries.cardsOfDoor(ctx.db, ctx.actor.brandId, { door, locales: localesFor(locale) })
  const under = Map.groupBy(cardsFrom(rows, locale, await wordsFor(ctx)), (card) => card.category)
  return (await tree(ctx, door)).flatMap(({ key, names }) => {
    const articles = under.get(key)
    return articles ? [{ category: key, names, articles }] : []
  })
}
