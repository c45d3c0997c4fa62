import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import type { Article } from './article.ts'
import * as published from './queries/published.ts'

/** Every article with its texts as they stand, by number: what the content files would say. */
export const exportArticles = async (ctx: Context<BaseActor>): Promise<Article[]> => {
  const { brandId } = ctx.actor
  const [articles, texts] = await Promise.all([published.articlesOf(ctx.db, brandId), published.textsOf(ctx.db, brandId)])
  const byKey = Map.groupBy(texts, ({ key }) => key)
  return articles.map(({ door, ...article }) => ({
    ...article,
    door: door as Door,
    translations: Object.fromEntries((byKey.get(article.key) ?? []).map(({ locale, title, slug, summary, synonyms, body }) => [locale, { title, slug, summary, synonyms, body }])),
  }))
}
