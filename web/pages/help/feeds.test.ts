import { expect, test } from 'vitest'
import { browser, fakeSite } from './site.fixture.ts'
import { feedRoutes } from './feeds.ts'

const programs = browser(feedRoutes(fakeSite()))
const ours = 'https://help.fjordstay.example'

test('R1 | GET /sitemap.xml | names a map for every language, and each names every page with its day', async () => {
  const index = await (await programs.get('/sitemap.xml')).text()
  expect(index).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/)
  expect(index).toContain(`<loc>${ours}/sitemap-sv-1.xml</loc>`)
  const part = await programs.get('/sitemap-en-1.xml')
  expect(part.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  expect(await part.text()).toContain(`<url><loc>${ours}/en/partner/help/reservations/no-show</loc><lastmod>2026-11-22T12:00:00.000Z</lastmod></url>`)
  expect((await programs.get('/sitemap-en-2.xml')).status).toBe(404)
  expect((await programs.get('/sitemap-xx-1.xml')).status).toBe(404)
})

test('R1 | GET /{locale}/{door}/help/changes.atom | says what has changed, with signs that XML reads', async () => {
  const feed = await programs.get('/en/partner/help/changes.atom')
  expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const text = await feed.text()
  expect(text).toContain('<title>Rates &amp; &lt;dates&gt;</title>')
  expect(text).toContain(`<link href="${ours}/en/partner/help/reservations/no-show"/><updated>2026-11-22T12:00:00.000Z</updated>`)
})

test('R1 | GET /{locale}/{door}/help/changes.rss | says the same to readers of RSS', async () => {
  const feed = await programs.get('/en/partner/help/changes.rss')
  expect(feed.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
  const text = await feed.text()
  expect(text).toContain('<title>Rates &amp; &lt;dates&gt;</title>')
  expect(text).toContain(`<guid>${ours}/en/partner/help/reservations/no-show</guid><pubDate>Sun, 22 Nov 2026 12:00:00 GMT</pubDate>`)
})

test('robots are shown the map and kept from what is nobody else’s', async () => {
  const text = await (await programs.get('/robots.txt')).text()
  expect(text).toContain(`Sitemap: ${ours}/sitemap.xml`)
  expect(text).toContain('Disallow: /*/extranet/')
})
