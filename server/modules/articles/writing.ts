import { diffWordsWithSpace } from 'diff'
import type { Difference } from '#contract/authoring'
import type { Door } from '#contract/content'
import { Refusal } from '#kernel'
import type { BaseActor, Context } from '#platform/postgres'
import { cardsFrom, fallbackLocale, localesFor } from './cards.ts'
import { articlesLinked, renderMarkdown } from './markdown.ts'
import { articlePath, pagePath } from './paths.ts'
import { cardsByKeys } from './queries.ts'
import * as drafts from './queries/drafts.ts'
import { readerOf } from './reader.ts'
import { unknownIn } from './unknown.ts'

type Ctx = Context<BaseActor>

/** Every article there is, with its languages and what is being written of them. */
export const library = async (ctx: Ctx, { locale }: { locale: string }) => {
  const { brandId } = ctx.actor
  const [articles, languages] = await Promise.all([drafts.library(ctx.db, brandId, localesFor(locale)), drafts.languagesOf(ctx.db, brandId, { source: fallbackLocale })])
  const byKey = Map.groupBy(languages, ({ key }) => key)
  return articles.map(({ door, ...article }) => ({ ...article, door: door as Door, languages: byKey.get(article.key) ?? [] }))
}

/** One language of an article as its author needs it: what readers read, what is being written, and what it is a translation of. */
export const writing = async (ctx: Ctx, { key, locale }: { key: string; locale: string }) => {
  const { brandId } = ctx.actor
  const place = { brandId, key, locale }
  const article = await drafts.articleAt(ctx.db, brandId, key)
  if (!article) throw new Refusal('not_found')
  const [published, draft, source, revisions, languages, reader] = await Promise.all([
    drafts.textAt(ctx.db, place), drafts.draftAt(ctx.db, place), locale === fallbackLocale ? undefined : drafts.textAt(ctx.db, { ...place, locale: fallbackLocale }),
    drafts.revisionsOf(ctx.db, place), drafts.languagesOf(ctx.db, brandId, { source: fallbackLocale, key }), readerOf(ctx, locale),
  ])
  const door = article.door as Door
  const path = published ? articlePath(locale, { door, categorySlug: reader.categorySlug(door, article.category), slug: published.slug }) : null
  return { ...article, door, locale, published: published ?? null, path, draft: draft ?? null, source: source ?? null, revisions, languages }
}

/** A text as readers would see it, and what it names that is not there. */
export const preview = async (ctx: Ctx, { locale, body }: { locale: string; body: string }) => {
  const [reader, unknown, rows] = await Promise.all([
    readerOf(ctx, locale), unknownIn(ctx, body, locale), cardsByKeys(ctx.db, ctx.actor.brandId, { keys: articlesLinked(body), locales: localesFor(locale) }),
  ])
  const cards = cardsFrom(rows, reader)
  const pathOf = (kind: 'article' | 'page', name: string) => {
    const card = cards.find((each) => each.key === name)
    return kind === 'page' ? pagePath(locale, name) : card ? articlePath(locale, card) : null
  }
  const { html, minutes } = renderMarkdown(body, { locale, words: reader.words, pathOf })
  return { html, minutes, unknown }
}

/** What has changed from one revision to another, or to the draft (`to` left out); 0 is a text without words. */
export const difference = async (ctx: Ctx, { from, to, ...at }: { key: string; locale: string; from: number; to?: number | undefined }): Promise<Difference['parts']> => {
  const place = { brandId: ctx.actor.brandId, ...at }
  const textOf = async (number: number | undefined) => {
    if (number === 0) return ''
    const text = number === undefined ? ((await drafts.draftAt(ctx.db, place)) ?? (await drafts.textAt(ctx.db, place))) : await drafts.revisionAt(ctx.db, place, number)
    if (!text) throw new Refusal('not_found')
    return [text.title, text.summary, text.body].join('\n\n')
  }
  const [before, after] = await Promise.all([textOf(from), textOf(to)])
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({ text: value, change: added ? 'added' : removed ? 'removed' : 'same' }))
}
