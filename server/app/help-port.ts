import type { VisitorPort } from '#web/pages'
import { addresses, addressParts, changedLately, featuredNow, findBySlug, list, listCategory, type Reading } from '#articles'
import { present } from '#brand'
import type { Ctx } from '#identity'
import { localised, Refusal } from '#kernel'
import { actionsByKeys, findSubtopic, findTopic, findTopicBySlug, tree } from '#topics'
import { localesOffered } from '#web/locales'
import { actionView, cardView, topicPath, topicView } from './views.ts'

type Help = Pick<VisitorPort, 'articlesByCategory' | 'featured' | 'category' | 'article' | 'sitemapParts' | 'sitemapPart' | 'changes'>

const mostInCategory = 40
/** How many of what is featured a home shows. */
export const mostFeatured = 6
const mostChanges = 30

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
  sitemapParts: async () => Math.max(1, await addressParts(ctx, locale)),
  sitemapPart: async (part) => {
    const written = part < 1 ? [] : await addresses(ctx, { locale, part })
    return part === 1 ? [...(await places(ctx, locale)), ...written] : written
  },
  changes: async (door) => (await changedLately(ctx, { door, locale, most: mostChanges })).map((card) => ({ ...cardView(card, locale), updatedAt: card.updatedAt })),
  article: async (at) => {
    const found = await findBySlug(ctx, { ...at, locale })
    return !found || 'movedTo' in found ? found : articleView(ctx, found, locale)
  },
})

/** The homes of both doors and their topics. */
const places = async (ctx: Ctx, locale: string) => {
  const [partner, guest] = await Promise.all([tree(ctx, 'partner'), tree(ctx, 'guest')])
  const topics = [...partner.map((topic) => topicPath(topic, 'partner', locale)), ...guest.map((topic) => topicPath(topic, 'guest', locale))]
  return [`/${locale}/partner/help`, `/${locale}/guest`, ...topics].map((path) => ({ path, updatedAt: null }))
}

const mostActions = 3

/** What the subtopics that an article answers offer to do alone; a guest's are on the guest's own pages. */
const actionsOf = async (ctx: Ctx, { door, topics }: Reading, locale: string) => {
  if (door === 'guest') return []
  const answered = topics.flatMap((place) => {
    const [topic, subtopic] = place.split('/')
    return topic && subtopic ? [{ door, topic, subtopic }] : []
  })
  const found = await Promise.all(answered.map((each) => findSubtopic(ctx, each)))
  const keys = [...new Set(found.flatMap((each) => each?.subtopic.rules.actions ?? []))]
  const [{ platformUrl }, actions] = await Promise.all([present(ctx), actionsByKeys(ctx, keys)])
  return actions.flatMap((action) => actionView(action, { locale, platformUrl }) ?? []).slice(0, mostActions)
}

const articleView = async (ctx: Ctx, found: Reading, locale: string) => {
  const topic = await findTopic(ctx, found.door, found.category)
  if (!topic) throw new Refusal('not_found')
  return {
    key: found.key, title: found.title, summary: found.summary, html: found.html, headings: found.headings, minutes: found.minutes, revision: found.revision, updatedAt: found.updatedAt,
    category: { key: topic.key, name: localised(topic.names, locale), path: topicPath(topic, found.door, locale) },
    related: found.related.map((card) => cardView(card, locale)), siblings: found.siblings.map((card) => cardView(card, locale)),
    translated: found.translated, locale: found.locale, actions: await actionsOf(ctx, found, locale),
    alternates: Object.entries(found.paths).map(([other, path]) => ({ locale: other, path })),
  }
}
