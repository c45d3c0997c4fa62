import type { VisitorPort } from '#web/pages'
import { featuredNow, findBySlug, list, listCategory, type Reading } from '#articles'
import type { Ctx } from '#identity'
import { localised, Refusal } from '#kernel'
import { findTopic, findTopicBySlug, tree } from '#topics'
import { localesOffered } from '#web/locales'
import { cardView, topicPath, topicView } from './views.ts'

type Help = Pick<VisitorPort, 'articlesByCategory' | 'featured' | 'category' | 'article'>

const mostInCategory = 40
const mostFeatured = 6

/** The help centres of both doors, in one language. */
export const helpPart = (ctx: Ctx, locale: string): Help => ({
  articlesByCategory: async (door, most) => {
    const [topics, categories] = await Promise.all([tree(ctx, door), list(ctx, { door, locale, most })])
    return categories.flatMap(({ category, articles }) => {
      const topic = topics.find(({ key }) => key === category)
      return topic ? [{ category: topicView(topic, door, locale), articles: articles.map((card) => cardView(card, locale)) }] : []
    })
  },
  featured: async (door) => (await featuredNow(ctx, { door, locale, most: mostFeatured })).map((card) => cardView(card, locale)),
  category: async ({ door, slug, after }) => {
    const topic = await findTopicBySlug(ctx, { door, locale, slug })
    if (!topic) return null
    const view = topicView(topic, door, locale)
    if (view.path.split('/').at(-1) !== encodeURIComponent(slug)) return { movedTo: view.path }
    const page = await listCategory(ctx, { topic, door, locale, after, most: mostInCategory })
    return {
      topic: view, articles: page.articles.map((card) => cardView(card, locale)), next: page.next,
      alternates: localesOffered.map((other) => ({ locale: other, path: topicPath(topic, door, other) })),
    }
  },
  article: async (at) => {
    const found = await findBySlug(ctx, { ...at, locale })
    return !found || 'movedTo' in found ? found : articleView(ctx, found, locale)
  },
})

const articleView = async (ctx: Ctx, found: Reading, locale: string) => {
  const topic = await findTopic(ctx, found.door, found.category)
  if (!topic) throw new Refusal('not_found')
  return {
    key: found.key, title: found.title, summary: found.summary, html: found.html, headings: found.headings, minutes: found.minutes, revision: found.revision, updatedAt: found.updatedAt,
    category: { key: topic.key, name: localised(topic.names, locale), path: topicPath(topic, found.door, locale) },
    related: found.related.map((card) => cardView(card, locale)), siblings: found.siblings.map((card) => cardView(card, locale)),
    translated: found.translated, locale: found.locale,
    alternates: Object.entries(found.paths).map(([other, path]) => ({ locale: other, path })),
  }
}
