import { Hono } from 'hono'
import type { Request, Site } from '../site.ts'
import { inLocale, readersVisit, show } from './answer.ts'
import { ArticlePage } from './article.tsx'
import { CategoryPage } from './category.tsx'
import { HomePage } from './home.tsx'
import { notFound } from './not-found.tsx'

export { notFound } from './not-found.tsx'
export { showProblem, type Problem, type ProblemStatus } from './problem.tsx'

/** The partner help centre, and the articles of both doors. */
export const helpRoutes = (site: Site) =>
  new Hono()
    .get(`${inLocale}/partner`, (c) => c.redirect(`${c.req.path}/help`, 302))
    .get(`${inLocale}/partner/help`, (c) => home(site, c))
    .get(`${inLocale}/partner/help/:category`, (c) => category(site, c))
    .get(`${inLocale}/:door{partner|guest}/help/:category/:slug`, (c) => article(site, c))

const home = async (site: Site, c: Request) => {
  const visit = await readersVisit(site, c)
  const visitor = site.visitor(visit.locale)
  const [topics, notices, categories] = await Promise.all([visitor.topics('partner'), visitor.notices('partner'), visitor.articlesByCategory('partner')])
  return show(c, HomePage({ visit, topics, notices, categories }))
}

const category = async (site: Site, c: Request) => {
  const visit = await readersVisit(site, c)
  const visitor = site.visitor(visit.locale)
  const [topics, categories] = await Promise.all([visitor.topics('partner'), visitor.articlesByCategory('partner')])
  const key = c.req.param('category')
  const topic = topics.find((each) => each.key === key)
  if (!topic) return notFound(site, c)
  const articles = categories.find((each) => each.category.key === key)?.articles ?? []
  return show(c, CategoryPage({ visit, topic, articles, others: topics.filter((each) => each !== topic) }))
}

const article = async (site: Site, c: Request) => {
  const door = c.req.param('door') === 'guest' ? 'guest' : 'partner'
  const slug = c.req.param('slug') ?? ''
  const visit = await readersVisit(site, c)
  const found = await site.visitor(visit.locale).article(door, slug)
  if (!found) return notFound(site, c)
  if ('movedTo' in found) return c.redirect(found.movedTo, 301)
  if (found.category.key !== c.req.param('category')) {
    return c.redirect(`/${visit.locale}/${door}/help/${found.category.key}/${encodeURIComponent(slug)}`, 301)
  }
  return show(c, ArticlePage({ visit, article: found, door }))
}
