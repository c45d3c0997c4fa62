import type { BaseActor, Context } from '#platform/postgres'
import { articlesLinked, pagesLinked } from './markdown.ts'
import { pagePath } from './paths.ts'
import { keysThere } from './queries/drafts.ts'
import { namesIn, wordsFor } from './words.ts'

/** What a text names that is not there: settings, articles and pages, each as it is written. */
export const unknownIn = async (ctx: Context<BaseActor>, text: string, locale: string): Promise<string[]> => {
  const linked = [...new Set(articlesLinked(text))]
  const [words, there] = await Promise.all([wordsFor(ctx), keysThere(ctx.db, ctx.actor.brandId, linked)])
  return [
    ...[...new Set(namesIn(text))].filter((name) => !(name in words)).map((name) => `{{${name}}}`),
    ...linked.filter((key) => !there.includes(key)).map((key) => `article:${key}`),
    ...[...new Set(pagesLinked(text))].filter((name) => pagePath(locale, name) === null).map((name) => `page:${name}`),
  ]
}
