import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { localesOffered, translator } from '#web/locales'
import type { Request, Site, Visit } from '../site.ts'
import { visit } from '../visit.ts'

/** The first part of a page's address, for routes: one of the languages there are. */
// Without the brackets an alternative in the middle would match any part of an address.
export const inLocale = `/:locale{(?:${localesOffered.join('|')})}`

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

export const show = (c: Request, page: Markup, status: ContentfulStatusCode = 200) => c.html(html`<!doctype html>${page}`, status)

/**
 * A page that is the same for everyone who is not signed in: kept until anything it shows changes, and no longer than what it
 * says of times stays true. Only for what comes from the content, the address and the clock.
 */
export const showToAll = async (c: Request, page: Markup, keepMs: number) => c.html(shareWithAll(c, `<!doctype html>${String(await page.toString())}`, keepMs))

/** Lets what keeps pages have the text as it is: to read it out of an answer takes longer than to make it. */
export const shareWithAll = (c: Request, text: string, keepMs: number): string => {
  c.set('shared', { text, keepMs })
  return text
}

/** "Began 5 hours ago" is said of notices to the minute, of an article's changes by the day when they are old. */
const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
export const keepMs = {
  withNotices: minuteMs,
  withoutTimes: hourMs,
  ofArticle: (updatedAt: Date, now: Date) => (now.getTime() - updatedAt.getTime() > 2 * dayMs ? hourMs : minuteMs),
}

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
