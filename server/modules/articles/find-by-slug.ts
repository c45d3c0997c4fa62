import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import type { Card } from './article.ts'
import { cardsFrom, fallbackLocale, inOrder, localesFor } from './cards.ts'
import { articlesLinked, renderMarkdown, type Rendered, type Rendering } from './markdown.ts'
import { articlePath, pagePath } from './paths.ts'
import * as queries from './queries.ts'
import { fillIn, wordsFor } from './words.ts'

type Ctx = Context<BaseActor>

/** An article as it is read; `slugs` are its addresses by language, `siblings` the rest of its category. */
export type Reading = Card & Rendered & { updatedAt: Date; related: Card[]; siblings: Card[]; slugs: Record<string, string> }

/**
 * The article at an address. A slug of another language leads to the reader's own (`movedTo`, a path); an article that
 * does not exist in it is read in English at its English slug.
 */
export const findBySlug = async (ctx: Ctx, at: { locale: string; slug: string }): Promise<Reading | { movedTo: string } | null> => {
  const { brandId } = ctx.actor
  const named = inBest(await queries.keysBySlug(ctx.db, brandId, at.slug), at.locale)
  if (!named) return null
  const [article, texts] = await Promise.all([
    queries.articleByKey(ctx.db, brandId, named.key),
    queries.translationsOf(ctx.db, brandId, named.key),
  ])
  const text = inBest(texts, at.locale)
  if (!text) return null
  if (text.slug !== at.slug) return { movedTo: articlePath(at.locale, { ...article, slug: text.slug }) }
  return read(ctx, { article, text, texts }, at.locale)
}

/** The reader's language, else English, else whatever there is. */
const inBest = <Version extends { locale: string }>(texts: readonly Version[], locale: string): Version | undefined =>
  texts.find((text) => text.locale === locale) ?? texts.find((text) => text.locale === fallbackLocale) ?? texts[0]

type Text = Awaited<ReturnType<typeof queries.translationsOf>>[number]
type Found = { article: Awaited<ReturnType<typeof queries.articleByKey>>; text: Text; texts: Text[] }

const read = async (ctx: Ctx, { article, text, texts }: Found, locale: string): Promise<Reading> => {
  const { brandId } = ctx.actor
  const locales = localesFor(locale)
  const [words, mentioned, category] = await Promise.all([
    wordsFor(ctx),
    queries.cardsByKeys(ctx.db, brandId, { keys: [...article.related, ...articlesLinked(text.body)], locales }),
    queries.cardsOfDoor(ctx.db, brandId, { door: article.door, category: article.category, locales }),
  ])
  const cards = cardsFrom(mentioned, locale, words)
  const rendering = { locale: text.locale, words, pathOf: pathsTo(locale, cards) }
  return {
    key: article.key,
    number: article.number,
    door: article.door as Door,
    category: article.category,
    title: fillIn(text.title, words, text.locale),
    summary: fillIn(text.summary, words, text.locale),
    slug: text.slug,
    locale: text.locale,
    translated: text.locale === locale,
    ...renderMarkdown(text.body, rendering),
    updatedAt: text.updated_at,
    related: inOrder(cards, article.related),
    siblings: cardsFrom(category, locale, words).filter(({ key }) => key !== article.key),
    slugs: Object.fromEntries(texts.map((each) => [each.locale, each.slug])),
  }
}

const pathsTo = (locale: string, cards: readonly Card[]): Rendering['pathOf'] => (kind, name) => {
  if (kind === 'page') return pagePath(locale, name)
  const card = cards.find(({ key }) => key === name)
  return card ? articlePath(locale, card) : null
}
