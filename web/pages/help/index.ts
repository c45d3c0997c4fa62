import { Hono } from 'hono'
import type { Request, Site } from '../site.ts'
import { inLocale, keepMs, readersVisit, showPrivately, showToAll } from './answer.ts'
import { ArticlePage } from './article.tsx'
import { CategoryPage } from './category.tsx'
import { feedbackOn } from './feedback.ts'
import { HomePage } from './home.tsx'
import { notFound } from './not-found.tsx'
import { noteSeeker, PartnerSearch, soughtIn } from './search.tsx'

export { feedbackRoutes } from './feedback.ts'
export { notFound } from './not-found.tsx'
export { showProblem, type Problem, type ProblemStatus } from './problem.tsx'

/** The partner help centre, and the articles of both doors. */
export const helpRoutes = (site: Site) =>
  new Hono()
    .get(`${inLocale}/partner`, (c) => c.redirect(`${c.req.path}/help`, 302))
    .get(`${inLocale}/partner/help`, (c) => home(site, c))
    .get(`${inLocale}/partner/help/search`, (c) => search(site, c))
    .get(`${inLocale}/partner/help/:category`, (c) => category(site, c))
    .get(`${inLocale}/:door{(?:partner|guest)}/help/:category/:slug`, (c) => article(site, c))

const mostOnHome = 5

const home = async (site: Site, c: Request) => {
  const visit = await readersVisit(site, c)
  const visitor = site.visitor(visit.locale)
  const [topics, notices, featured, categories] = await Promise.all([
    visitor.topics('partner'), visitor.notices('partner'), visitor.featured('partner'), visitor.articlesByCategory('partner', mostOnHome),
  ])
  return showToAll(c, HomePage({ visit, topics, notices, featured, categories }), keepMs.withNotices)
}

const category = async (site: Site, c: Request) => {
  const visit = await readersVisit(site, c)
  const visitor = site.visitor(visit.locale)
  const after = Number(c.req.query('after') ?? 0)
  const [topics, found] = await Promise.all([
    visitor.topics('partner'),
    visitor.category({ door: 'partner', slug: c.req.param('category') ?? '', after: Number.isSafeInteger(after) ? after : 0 }),
  ])
  if (!found) return notFound(site, c)
  if ('movedTo' in found) return c.redirect(found.movedTo, 301)
  return showToAll(c, CategoryPage({ visit, found, others: topics.filter(({ key }) => key !== found.topic.key) }), keepMs.withoutTimes)
}

const article = async (site: Site, c: Request) => {
  const door = c.req.param('door') === 'guest' ? 'guest' : 'partner'
  const visit = await readersVisit(site, c)
  const at = { door, category: c.req.param('category') ?? '', slug: c.req.param('slug') ?? '' } as const
  const found = await site.visitor(visit.locale).article(at)
  if (!found) return notFound(site, c)
  if ('movedTo' in found) return c.redirect(found.movedTo, 301)
  await countClick(site, c, found.key)
  const feedback = await feedbackOn(c, { visit, article: found, door })
  return showToAll(c, ArticlePage({ visit, article: found, door, feedback }), keepMs.ofArticle(found.updatedAt, visit.now))
}

const search = async (site: Site, c: Request) => {
  const visit = await readersVisit(site, c)
  const visitor = site.visitor(visit.locale)
  const [found, topics] = await Promise.all([visitor.search(soughtIn(c, 'partner')), visitor.topics('partner')])
  await noteSeeker(visit, found)
  return showPrivately(c, PartnerSearch({ visit, found, topics }))
}

/** A result's link says which search it is of, and its place there; `?s=` and `?p=` are no part of the page's own address. */
const countClick = async (site: Site, c: Request, key: string) => {
  const inquiryId = c.req.query('s')
  if (inquiryId !== undefined) await site.visitor('en').clicked({ inquiryId, key, position: Number(c.req.query('p')) })
}
