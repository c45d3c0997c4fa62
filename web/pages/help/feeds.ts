import { html } from 'hono/html'
import { Hono } from 'hono'
import { localesOffered, translator } from '#web/locales'
import { ownPath } from '../parts/head.tsx'
import type { HelpDoor } from '../ports.ts'
import type { Request, Site } from '../site.ts'
import { localeOf } from '../visit.ts'
import { inLocale, keepMs, shareWithAll } from './answer.ts'

/** What programs read: maps of all pages for search engines, and what has changed for feed readers. */
export const feedRoutes = (site: Site) =>
  new Hono()
    .get('/robots.txt', (c) => robots(site, c))
    .get('/sitemap.xml', (c) => sitemap(site, c))
    .get('/:part{sitemap-[a-z]{2}-[0-9]{1,4}\\.xml}', (c) => sitemapPart(site, c))
    .get(`${inLocale}/:door{(?:partner|guest)}/help/changes.atom`, (c) => changes(site, c, asAtom))
    .get(`${inLocale}/:door{(?:partner|guest)}/help/changes.rss`, (c) => changes(site, c, asRss))

const closed = ['/api/', '/desk', '/setup', '/demo', '/files/', '/*/extranet/', '/*/app', '/*/guest/booking']

const robots = (site: Site, c: Request) => {
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${site.origin(c)}/sitemap.xml`]
  return c.text(`${lines.join('\n')}\n`)
}

const xml = (c: Request, body: unknown, { type, keep }: { type: string; keep: number }) => {
  c.header('content-type', `${type}; charset=utf-8`)
  return c.body(shareWithAll(c, `<?xml version="1.0" encoding="UTF-8"?>\n${String(body)}`, keep))
}
const sitemapType = { type: 'application/xml', keep: keepMs.withoutTimes }

const sitemap = async (site: Site, c: Request) => {
  const parts = await Promise.all(localesOffered.map(async (locale) => {
    const count = await site.visitor(locale).sitemapParts()
    return Array.from({ length: count }, (_, index) => `${site.origin(c)}/sitemap-${locale}-${index + 1}.xml`)
  }))
  const body = html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${parts.flat().map((loc) => html`<sitemap><loc>${loc}</loc></sitemap>`)}</sitemapindex>`
  return xml(c, await body, sitemapType)
}

const sitemapPart = async (site: Site, c: Request) => {
  const [, locale = '', part = ''] = /^sitemap-([a-z]{2})-([0-9]+)\.xml$/.exec(c.req.param('part') ?? '') ?? []
  const pages = localesOffered.some((each) => each === locale) ? await site.visitor(locale).sitemapPart(Number(part)) : []
  if (pages.length === 0) return c.notFound()
  const origin = site.origin(c)
  // A hundred thousand small templates would take a second: addresses are encoded already, only the origin is not.
  const rows = pages.map(({ path, updatedAt }) => `<url><loc>${escaped(origin)}${path}</loc>${updatedAt ? `<lastmod>${updatedAt.toISOString()}</lastmod>` : ''}</url>`)
  return xml(c, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>`, sitemapType)
}

const escaped = (text: string) => String(html`${text}`)

type Feed = { locale: string; title: string; home: string; self: string; brand: string; updatedAt: Date; entries: { title: string; summary: string; address: string; updatedAt: Date }[] }
type Format = { type: string; write: (feed: Feed) => unknown }

const changes = async (site: Site, c: Request, { type, write }: Format) => {
  const locale = localeOf(c)
  const door: HelpDoor = c.req.param('door') === 'guest' ? 'guest' : 'partner'
  const visitor = site.visitor(locale)
  const [brand, changed] = await Promise.all([visitor.brand(), visitor.changes(door)])
  const origin = site.origin(c)
  const body = write({
    locale, title: `${translator(locale, 'UTC').t(door === 'guest' ? 'help.guestChanges' : 'help.changes')} · ${brand.name}`, brand: brand.name,
    home: origin + ownPath(locale, door === 'guest' ? '/guest' : '/partner/help'), self: origin + c.req.path, updatedAt: changed[0]?.updatedAt ?? new Date(0),
    entries: changed.map(({ path, ...each }) => ({ ...each, address: origin + path })),
  })
  return xml(c, await body, { type, keep: keepMs.withoutTimes })
}

const asAtom: Format = {
  type: 'application/atom+xml',
  write: ({ locale, title, home, self, brand, updatedAt, entries }) => html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}"><title>${title}</title><id>${home}</id><link href="${home}"/><link rel="self" href="${self}"/><updated>${updatedAt.toISOString()}</updated><author><name>${brand}</name></author>${entries.map((entry) => html`
<entry><title>${entry.title}</title><id>${entry.address}</id><link href="${entry.address}"/><updated>${entry.updatedAt.toISOString()}</updated><summary>${entry.summary}</summary></entry>`)}
</feed>`,
}

/** RSS 2.0, whose days are written as in mail. */
const asRss: Format = {
  type: 'application/rss+xml',
  write: ({ locale, title, home, self, updatedAt, entries }) => html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${title}</title><link>${home}</link><description>${title}</description><language>${locale}</language><atom:link rel="self" type="application/rss+xml" href="${self}"/><lastBuildDate>${updatedAt.toUTCString()}</lastBuildDate>${entries.map((entry) => html`
<item><title>${entry.title}</title><link>${entry.address}</link><guid>${entry.address}</guid><pubDate>${entry.updatedAt.toUTCString()}</pubDate><description>${entry.summary}</description></item>`)}
</channel></rss>`,
}
