import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { localesOffered, translator } from '#web/locales'
import type { Request, Site, Visit } from '../site.ts'
import { visit } from '../visit.ts'

/** The first part of a page's address, for routes: one of the languages there are. */
export const inLocale = `/:locale{${localesOffered.join('|')}}`

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

export const show = (c: Request, page: Markup, status: ContentfulStatusCode = 200) => c.html(html`<!doctype html>${page}`, status)

/** What belongs to one person or moment is kept by nobody on the way. */
export const showPrivately = (c: Request, page: Markup, status: ContentfulStatusCode = 200) => {
  c.header('cache-control', 'no-store')
  return show(c, page, status)
}

/** The visit of a reader who may be signed in as a partner's user. */
export const readersVisit = async (site: Site, c: Request): Promise<Visit> => {
  const anybody = await visit(site, c)
  const session = await site.partner(c, anybody.locale)
  return session.state === 'live' ? visit(site, c, session.port) : anybody
}

/** A visit in a language that the address does not begin with, as at `/demo?locale=sv`. */
export const visitIn = async (site: Site, c: Request, locale: string): Promise<Visit> => ({
  ...(await visit(site, c)),
  locale,
  tr: translator(locale, 'UTC'),
})
