import type { Door } from '#contract/content'
import { slugOf, tree } from '#topics'
import type { BaseActor, Context } from '#platform/postgres'
import { wordsFor, type Words } from './words.ts'

/** Who reads: in which language, with what the operator's words stand for and what categories are called in addresses. */
export type Reader = {
  locale: string
  words: Words
  /** A category whose topic is gone keeps its key. */
  categorySlug(door: Door, category: string, locale?: string): string
}

export const readerOf = async (ctx: Context<BaseActor>, locale: string): Promise<Reader> => {
  const [words, partner, guest] = await Promise.all([wordsFor(ctx), tree(ctx, 'partner'), tree(ctx, 'guest')])
  const trees = { partner, guest }
  return {
    locale,
    words,
    categorySlug: (door, category, inLocale = locale) => {
      const topic = trees[door].find(({ key }) => key === category)
      return topic ? slugOf(topic, inLocale) : category
    },
  }
}
