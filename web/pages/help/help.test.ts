import { expect, test } from 'vitest'
import type { VisitorPort } from '../ports.ts'
import { article, browser, fakeSite } from './site.fixture.ts'
import { helpRoutes } from './index.ts'

const at = '/en/partner/help/reservations/overbooked-what-to-do'
const pageOf = (seen: Partial<VisitorPort> = {}) => browser(helpRoutes(fakeSite({}, seen)))
const textAt = async (path: string, seen?: Partial<VisitorPort>) => (await pageOf(seen).get(path)).text()

test('R6 | GET /{locale}/partner/help | shows what is known to be wrong, and since when', async () => {
  const html = await textAt('/en/partner/help')
  expect(html).toContain('Known fault:</span> Invoices open empty')
  expect(html).toContain('Began 5 hours ago · last checked 1 hour ago')
})

test('the home leads to every topic, to the articles, to a person and to the guests’ page', async () => {
  const html = await textAt('/en/partner/help')
  expect(html).toContain('href="/en/partner/help/invoices"')
  expect(html).toContain('href="/en/partner/help/reservations/no-show"')
  expect(html).toContain('href="/en/extranet/sign-in?next=%2Fen%2Fextranet%2Fcontact"')
  expect(html).toContain('href="/en/partner/locked-out"')
  expect(html).toMatch(/href="\/en\/guest">Share the guest help page/)
})

test('a topic without articles says so and still leads to a person', async () => {
  const html = await textAt('/en/partner/help/invoices')
  expect(html).toContain('Nothing is written about this yet.')
  expect(html).toContain('next=%2Fen%2Fextranet%2Fcontact%2Finvoices')
})

test('R2 | GET /{locale}/partner/help/{category}/{slug} | an article says when it was updated and how long it takes, and lists its parts', async () => {
  const html = await textAt(at)
  expect(html).toContain('<time datetime="2026-08-20T08:00:00.000Z" title="20 August 2026">Updated 3 months ago</time>')
  expect(html).toContain('4 min read')
  expect(html).toContain('<a href="#then">Then</a>')
  expect(html).toContain('<h2 id="first">First</h2><a class="anchor" href="#first" aria-label="Link to “First”">')
})

test('R5 | GET /{locale}/partner/help/{category}/{slug} | asks whether the reader is a guest and leads to their page in the same language', async () => {
  expect(await textAt(at)).toContain('href="/en/guest">To the guest help page')
  expect(await textAt('/sv/partner/help/reservations/overbokad')).toContain('href="/sv/guest">Till gästernas hjälpsida')
})

test('R8 | GET /{locale}/partner/help/{category}/{slug} | says that a text is not translated yet, and in which language it stands', async () => {
  const html = await textAt('/de/partner/help/reservations/overbooked', { article: async () => article({ translated: false }) })
  expect(html).toContain('noch nicht auf Deutsch. Sie lesen ihn auf Englisch.')
  expect(html).toContain('<div class="prose" lang="en" dir="ltr">')
})

test('R1 | GET /{locale}/partner/help/{category}/{slug} | sends an old address, or one under another topic, to the present one', async () => {
  const moved = await pageOf({ article: async () => ({ movedTo: '/sv/partner/help/reservations/overbokad' }) }).get('/sv/partner/help/reservations/old')
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/sv/partner/help/reservations/overbokad'])
  const renamed = await pageOf({ category: async () => ({ movedTo: '/sv/partner/help/bokningar' }) }).get('/sv/partner/help/reservations')
  expect([renamed.status, renamed.headers.get('location')]).toEqual([301, '/sv/partner/help/bokningar'])
})

test('nothing there is said in the reader’s language', async () => {
  const gone = await pageOf({ article: async () => null }).get('/sv/partner/help/reservations/nothing')
  expect(gone.status).toBe(404)
  expect(await gone.text()).toContain('Sidan finns inte')
  expect((await pageOf().get('/sv/partner/help/nothing')).status).toBe(404)
  expect((await pageOf().get('/xx/partner/help')).status).toBe(404)
})

test('R2 | GET /{locale}/partner/help/{category}/{slug} | it is shared by mail without JavaScript, and leads into the product', async () => {
  const actions = [{ key: 'no-show', name: 'Mark a no-show', hint: 'Choose the booking.', href: '/en/extranet/actions/mark-no-show', external: false }]
  const html = await textAt(at, { article: async () => article({ actions }) })
  expect(html).toContain('href="mailto:?subject=Overbooked%3A%20what%20to%20do&amp;body=https%3A%2F%2Fhelp.fjordstay.example%2Fen%2Fpartner%2Fhelp%2Freservations%2Foverbooked-what-to-do"')
  expect(html).toContain('<a class="button secondary" href="/en/extranet/actions/mark-no-show">Mark a no-show')
  expect(await textAt(at)).not.toContain('Do it now')
})

const graphOf = (html: string) =>
  (JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as { '@graph': Record<string, unknown>[] })['@graph']
const ours = 'https://help.fjordstay.example'

test('R1 | GET /{locale}/partner/help/{category}/{slug} | its one address, and those of its translations', async () => {
  const html = await textAt(at)
  expect(html).toContain(`<link rel="canonical" href="${ours}${at}"/>`)
  expect(html.match(/<link rel="alternate" hreflang="[^"]+" href="[^"]+"/g)).toEqual([
    `<link rel="alternate" hreflang="en" href="${ours}${at}"`, `<link rel="alternate" hreflang="sv" href="${ours}/sv/partner/help/reservations/overbokad"`,
    `<link rel="alternate" hreflang="x-default" href="${ours}${at}"`,
  ])
  expect(html).toContain(`<meta property="og:image" content="${ours}/assets/card-partner.png"/>`)
  expect(html).not.toContain('name="robots"')
})

test('R8 | GET /{locale}/partner/help/{category}/{slug} | a text that is not translated is told to be the one it stands in', async () => {
  const html = await textAt('/de/partner/help/reservations/overbooked-what-to-do', { article: async () => article({ translated: false }) })
  expect(html).toContain(`<link rel="canonical" href="${ours}${at}"/>`)
  expect(html).not.toContain('hreflang="de" href="https')
})

test('R3 | GET /{locale}/partner/help/search | every search is told to be the one page to search from; what finds nothing is put before nobody', async () => {
  const found = await textAt('/en/partner/help/search?q=overbooked')
  expect(found).toContain(`<link rel="canonical" href="${ours}/en/partner/help/search"/>`)
  expect(found).not.toContain('name="robots"')
  expect(await textAt('/en/partner/help/search?q=nothing')).toContain('<meta name="robots" content="noindex"/>')
})

test('what programs are told of an article is what it says, and ends no element', async () => {
  const html = await textAt(at, { article: async () => article({ title: 'Rates </script><b>& dates', html: '<h2 id="a">Who pays?</h2><p>The <b>partner</b> &amp; nobody.</p><h2 id="b">Then</h2><p>x</p>' }) })
  const [written, questions, trail] = graphOf(html)
  expect(written).toMatchObject({ '@type': 'Article', headline: 'Rates </script><b>& dates', inLanguage: 'en', dateModified: '2026-08-20T08:00:00.000Z', timeRequired: 'PT4M', mainEntityOfPage: ours + at })
  expect(questions).toEqual({ '@type': 'FAQPage', mainEntity: [{ '@type': 'Question', name: 'Who pays?', acceptedAnswer: { '@type': 'Answer', text: 'The partner & nobody.' } }] })
  expect(trail).toMatchObject({ '@type': 'BreadcrumbList', itemListElement: [{ position: 1, item: `${ours}/en/partner/help` }, { name: 'Reservations' }, { item: ours + at }] })
  expect(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1]).not.toMatch(/[<>&]/)
})

test('R3 | GET /{locale}/{door}/help/{category}/{slug} | nothing there shows what the words of the address find, and a search with them', async () => {
  expect(await textAt('/en/partner/help/reservations/noshwo', { article: async () => null })).toMatch(/This may be what you are looking for.*About no-show/s)
  expect(await textAt('/en/partner/help/reservations/nothing', { article: async () => null })).not.toContain('This may be')
  const words = async (path: string) => /name="q" type="search" value="([^"]*)"/.exec(await textAt(path, { article: async () => null }))?.[1]
  expect(await words('/sv/partner/help/bokningar/g%C3%A4sten-kom-inte.html')).toBe('gästen kom inte')
  expect(await textAt('/en/guest/help/refund/no', { article: async () => null })).toContain('class="search-instead" role="search" aria-label="Search for it" action="/en/guest/search"')
  expect(await words('/en/partner/help/12345')).toBe('')
  expect(await words('/en/partner/help/x/%E0%A4%A')).toBe('')
})
