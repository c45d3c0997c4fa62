import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import { findTopic, tree } from './find.ts'
import * as queries from './queries.ts'
import type { Topic } from './tree.ts'

/** What stands in addresses where a language has no slug of its own. */
const fallbackLocale = 'en'

/** A topic's part of the addresses in one language. */
export const slugOf = ({ key, slugs }: Pick<Topic, 'key' | 'slugs'>, locale: string): string => slugs[locale] ?? slugs[fallbackLocale] ?? key

export type SlugPlace = { door: Door; locale: string; slug: string }

/** The topic that is meant by a part of an address: its slug in this language, its key, a slug of another language, or a former one. */
export const findTopicBySlug = async (ctx: Context<BaseActor>, { door, locale, slug }: SlugPlace): Promise<Topic | null> => {
  const topics = await tree(ctx, door)
  const known =
    topics.find((topic) => slugOf(topic, locale) === slug) ??
    topics.find(({ key }) => key === slug) ??
    topics.find(({ slugs }) => Object.values(slugs).includes(slug))
  if (known) return known
  const former = await queries.topicBySlug(ctx.db, ctx.actor.brandId, { door, locale, slug })
  return former ? findTopic(ctx, door, former.topic) : null
}
