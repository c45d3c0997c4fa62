import { Hono } from 'hono'
import { inLocale, keepMs, showPrivately, showToAll } from '../help/answer.ts'
import { notFound } from '../help/not-found.tsx'
import { GuestSearch, noteSeeker, soughtIn } from '../help/search.tsx'
import type { Request, Site } from '../site.ts'
import { localeOf, visit } from '../visit.ts'
import { GuestHomePage } from './home.tsx'
import { GuestAnswersPage, GuestTopicPage } from './topic.tsx'

/** The guest help page: topics, what exactly, answers. The articles themselves are among the help routes. */
export const guestRoutes = (site: Site) =>
  new Hono()
    .get(`${inLocale}/guest`, (c) => home(site, c))
    .get(`${inLocale}/guest/help`, (c) => c.redirect(c.req.path.replace(/\/help$/, ''), 302))
    .get(`${inLocale}/guest/help/:category`, (c) => category(site, c))
    .get(`${inLocale}/guest/search`, (c) => search(site, c))
    .get(`${inLocale}/guest/:topic`, (c) => topic(site, c))
    .get(`${inLocale}/guest/:topic/:subtopic`, (c) => answers(site, c))

/** The articles of a category stand on the page of their topic. */
const category = async (site: Site, c: Request) => {
  const found = await site.visitor(localeOf(c)).category({ door: 'guest', slug: c.req.param('category') ?? '' })
  return found ? c.redirect('movedTo' in found ? found.movedTo : found.topic.path, 301) : notFound(site, c)
}

const home = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const visitor = site.visitor(reader.locale)
  const [topics, notices, articles, season] = await Promise.all([
    visitor.topics('guest'), visitor.notices('guest'), visitor.featured('guest'), visitor.season({ door: 'guest' }),
  ])
  return showToAll(c, GuestHomePage({ visit: reader, topics, notices, articles, season }), keepMs.withNotices)
}

const topic = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const topics = await site.visitor(reader.locale).topics('guest')
  const chosen = topics.find(({ key }) => key === c.req.param('topic'))
  return chosen ? showToAll(c, GuestTopicPage({ visit: reader, topic: chosen }), keepMs.withoutTimes) : notFound(site, c)
}

const answers = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const at = { topic: c.req.param('topic') ?? '', subtopic: c.req.param('subtopic') ?? '' }
  const found = await site.visitor(reader.locale).guestAnswers(at)
  return found ? showToAll(c, GuestAnswersPage({ visit: reader, answers: found }), keepMs.withNotices) : notFound(site, c)
}

const search = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const visitor = site.visitor(reader.locale)
  const [found, topics] = await Promise.all([visitor.search(soughtIn(c, 'guest')), visitor.topics('guest')])
  await noteSeeker(reader, found)
  return showPrivately(c, GuestSearch({ visit: reader, found, topics }))
}
