import { expect, test } from 'vitest'
import { publishArticles } from '#articles'
import { SearchResults, Suggestions } from '#contract/search'
import { forgetInquiries, forgetSeekers, zeroHits } from '#search'
import { ask, startWorld } from '#test/world'

const world = await startWorld()
const { visitor } = world
const since = new Date(Date.now() - 3_600_000)

const search = (query: Record<string, string>) => visitor.get(`/api/v1/search?${new URLSearchParams(query)}`, SearchResults)
const suggest = async (query: Record<string, string>) => (await visitor.get(`/api/v1/search/suggestions?${new URLSearchParams(query)}`, Suggestions)).suggestions
const inquiries = () => world.app.system.db.selectFrom('search.inquiry').selectAll().orderBy('id', 'desc').execute()
const firstResult = (text: string) => (/<ol class="[^"]*results">.*?href="([^"]*)"/s.exec(text)?.[1] ?? '').replaceAll('&amp;', '&')

test('R3 | GET /api/v1/search | finds by the words of the title, with its number, its address and the passage that answers', async () => {
  const { results, didYouMean } = await search({ door: 'partner', locale: 'sv', q: 'utebliven ankomst' })
  expect(results[0]).toMatchObject({ key: 'no-show', number: 12, title: 'Utebliven ankomst', path: '/sv/partner/help/bokningar/utebliven-ankomst', locale: 'sv', topic: 'reservations' })
  const [first] = results
  expect(first?.marks.length).toBeGreaterThan(0)
  expect(first?.marks.every(([from, to]) => /^\p{L}+$/u.test(first.extract.slice(from, to)))).toBe(true)
  expect(results.map(({ score }) => score)).toEqual(results.map(({ score }) => score).toSorted((a, b) => b - a))
  expect(didYouMean).toBeNull()
})

test.each([
  ['sv', 'partner', 'overbokning', 'overbooked', 'typed without its accents'],
  ['sv', 'partner', 'utbetalningarna', 'when-am-i-paid', 'inflected'],
  ['sv', 'partner', 'fakturaspecifikation', 'read-your-invoice', 'put together of two words'],
  ['sv', 'partner', 'no show', 'no-show', 'by a synonym in another language'],
  ['en', 'partner', 'noshow', 'no-show', 'written as one'],
  ['en', 'partner', 'MFA', 'two-step-login', 'by a synonym that no article has'],
  ['en', 'guest', 'where is my refund', 'where-is-my-refund', 'as a question'],
])('R3 | GET /api/v1/search | %s %s “%s” leads to %s: %s', async (locale, door, q, key) => {
  const { results } = await search({ door, locale, q })
  expect(results.slice(0, 3).map((result) => result.key)).toContain(key)
})

test('R3 | GET /api/v1/search | a slip of the hand is mended, and what was meant is told', async () => {
  const { results, didYouMean } = await search({ door: 'partner', locale: 'en', q: 'my payuot' })
  expect(didYouMean).toBe('my payout')
  expect(results[0]?.key).toBe('when-am-i-paid')
})

test('R3 | GET /api/v1/search | each door has its own articles, and a topic keeps to its own', async () => {
  const all = await search({ door: 'partner', locale: 'en', q: 'refund' })
  expect(all.results.every(({ path }) => path.startsWith('/en/partner/'))).toBe(true)
  const { key, count } = all.topics[0] ?? { key: '', count: 0 }
  const some = await search({ door: 'partner', locale: 'en', q: 'refund', topic: key })
  expect(some.results.map(({ topic }) => topic)).toEqual(Array.from({ length: Math.min(count, 10) }, () => key))
  expect(some.topics).toEqual(all.topics)
  expect((await search({ door: 'guest', locale: 'en', q: 'refund' })).results.every(({ path }) => path.startsWith('/en/guest/'))).toBe(true)
})

test('R8 | GET /api/v1/search | where nothing is translated the English articles are found, in their language', async () => {
  const { results } = await search({ door: 'partner', locale: 'de', q: 'overbooking' })
  expect(results[0]).toMatchObject({ key: 'overbooked', locale: 'en' })
  expect(results[0]?.path).toMatch(/^\/de\/partner\/help\//)
})

test.each([
  ['de', 'Überbuchung', 'overbooked'], ['de', 'Überbuchungsregeln', 'overbooked'], ['fr', 'versements', 'when-am-i-paid'], ['es', 'tarjeta virtual rechazada', 'virtual-cards-declined'],
  ['it', 'mancato arrivo', 'no-show'], ['nl', 'wachtwoord vergeten', 'locked-out'], ['da', 'bankkonto', 'change-bank-account'], ['pl', 'nadrezerwacji', 'overbooked'], ['ar', 'كلمة المرور', 'locked-out'],
])('R3 R8 | GET /api/v1/search | in %s, “%s” finds the English text', async (locale, q, key) => {
  const { results } = await search({ door: 'partner', locale, q })
  expect(results.slice(0, 3).map((result) => result.key)).toContain(key)
  expect(results[0]?.locale).toBe('en')
})

test('R3 | GET /api/v1/search | an article is found as it reads the moment it changes', async () => {
  const q = 'zebrafinch'
  expect((await search({ door: 'partner', locale: 'en', q })).results).toEqual([])
  const article = (body: string) => publishArticles(world.system, [{
    key: 'aviary', number: 9_998, door: 'partner', category: 'account', topics: [], related: [], owner: 'partner-services', reviewed: '2026-11-01',
    translations: { en: { title: 'Birds', slug: 'birds', summary: 'About birds.', synonyms: [], body } },
  }])
  await article('A zebrafinch sings.')
  await world.settle()
  expect((await search({ door: 'partner', locale: 'en', q })).results.map(({ key }) => key)).toEqual(['aviary'])
  await article('A canary sings.')
  await world.settle()
  expect((await search({ door: 'partner', locale: 'en', q })).results).toEqual([])
  expect((await search({ door: 'partner', locale: 'en', q: 'canary' })).results.map(({ key }) => key)).toEqual(['aviary'])
})

test('R3 | GET /api/v1/search/suggestions | what is typed so far brings the articles it may become', async () => {
  expect((await suggest({ door: 'partner', locale: 'sv', q: 'överb' }))[0]).toEqual({ title: 'Överbokad: gör så här', path: '/sv/partner/help/bokningar/overbokad-gor-sa-har' })
  expect((await suggest({ door: 'partner', locale: 'en', q: 'no s' }))[0]?.title).toMatch(/^No-show/)
  expect(await suggest({ door: 'partner', locale: 'sv', q: '' })).toEqual([])
})

test('R3 | /{locale}/partner/help/search | results with marked passages, each with its search and place in its link', async () => {
  const { text, status } = await visitor.page('/en/partner/help/search?q=virtual+card+declined')
  expect(status).toBe(200)
  expect(text).toContain('<mark>')
  expect(firstResult(text)).toMatch(/^\/en\/partner\/help\/[a-z-]+\/virtual-cards-[a-z-]+\?s=[0-9a-f-]{36}&p=1$/)
})

test('R7 | /{locale}/{door}/help/{category}/{slug} | opening a result is kept once, of nobody, and the page’s own address is without it', async () => {
  const { text } = await visitor.page('/en/guest/search?q=change+my+booking')
  const href = firstResult(text)
  await visitor.page(href)
  const { text: page } = await visitor.page(href)
  expect(page).not.toMatch(/<link rel="canonical" href="[^"]*\?/)
  const id = new URL(href, 'http://x').searchParams.get('s') ?? ''
  const clicks = await world.app.system.db.selectFrom('search.click').selectAll().where('inquiry_id', '=', id).execute()
  expect(clicks).toMatchObject([{ key: 'change-or-cancel', position: 1 }])
  const [inquiry] = await inquiries()
  expect(inquiry).toMatchObject({ id, door: 'guest', locale: 'en', q: 'change my booking', place: 'page' })
  expect(Object.keys(inquiry ?? {}).toSorted()).toEqual(['asked_at', 'brand_id', 'contact_at', 'door', 'id', 'locale', 'place', 'q', 'results'])
  const made = await visitor.page(href.replace(id, '00000000-0000-7000-8000-000000000000'))
  expect(made.status).toBe(200)
})

test('R3 | /{locale}/partner/help/search | nothing found offers the topics and the way to a person, and is kept', async () => {
  const { text, status } = await visitor.page('/en/partner/help/search?q=Qwzxv+KJHGF')
  expect(status).toBe(200)
  expect(text).toContain('/en/extranet/sign-in?next=%2Fen%2Fextranet%2Fcontact')
  expect(text).toMatch(/class="chips">.*Reservations/s)
  await visitor.page('/en/partner/help/search?q=qwzxv++kjhgf')
  expect(await zeroHits(world.system, { since })).toContainEqual(expect.objectContaining({ door: 'partner', locale: 'en', q: 'qwzxv kjhgf', times: 2 }))
  expect(await zeroHits(world.system, { since: new Date(Date.now() + 3_600_000) })).toEqual([])
})

test('R3 R7 | /{locale}/partner/help/{category}/{slug} | what an address that leads nowhere looked for, and a search within a topic, are kept with where from', async () => {
  const placesOf = async (q: string) => (await inquiries()).filter((each) => each.q === q).map(({ place, results }) => ({ place, found: results > 0 }))
  expect((await visitor.page('/en/partner/help/money/wqzxv-brontosaur')).status).toBe(404)
  expect((await visitor.page('/wp-wqzxv-brontosaur.php')).status).toBe(404)
  expect(await placesOf('wqzxv brontosaur')).toEqual([{ place: 'lost', found: false }])
  expect(await zeroHits(world.system, { since })).toContainEqual(expect.objectContaining({ q: 'wqzxv brontosaur', times: 1 }))
  await visitor.page('/en/partner/help/search?q=pterodactyl+xqv&topic=reservations')
  await search({ door: 'partner', locale: 'en', q: 'pterodactyl xqv', topic: 'reservations' })
  expect(await placesOf('pterodactyl xqv')).toEqual([{ place: 'topic', found: false }, { place: 'topic', found: false }])
})

test('R90 | /{locale}/guest/search | what may name somebody is not kept with a search, and none is kept for ever', async () => {
  await visitor.page('/en/guest/search?q=refund+4412+345+678+ana%40example.com')
  expect((await inquiries())[0]?.q).toBe('refund # @')
  const later = { ...world.system, now: () => new Date(Date.now() + 181 * 86_400_000) }
  expect(await forgetInquiries(later)).toBeGreaterThan(0)
  expect(await inquiries()).toEqual([])
})

test('R12 | /{locale}/extranet/contact/{topic}/{subtopic} | own words bring answers on the step itself, and the way on stays', async () => {
  const ada = await world.partner('ada')
  for (const step of ['/sv/extranet/contact', '/sv/extranet/contact/reservations/no-show']) {
    const { text } = await ada.page(`${step}?q=gästen+dök+inte+upp`)
    expect(text).toContain(`action="${step}"`)
    expect(firstResult(text)).toMatch(/^\/sv\/partner\/help\/bokningar\/utebliven-ankomst\?s=/)
  }
  expect((await ada.page('/sv/extranet/contact/reservations/no-show?q=qwzxv')).text).toContain('/sv/extranet/contact/reservations/no-show/options')
})

test('R3 R7 | POST /api/v1/conversations | a contact within half an hour of a search is kept with the search, and then forgotten whose it was', async () => {
  const ada = await world.partner('ada')
  await ada.page('/en/extranet/contact?q=my+rates+will+not+load')
  const [sought] = await inquiries()
  expect(sought).toMatchObject({ q: 'my rates will not load', place: 'contact', contact_at: null })
  await ask(ada)
  await world.settle()
  expect((await inquiries())[0]?.contact_at).toBeInstanceOf(Date)
  const later = { ...world.system, now: () => new Date(Date.now() + 36 * 60_000) }
  await forgetSeekers(later)
  expect(await world.app.system.db.selectFrom('search.seeker').selectAll().execute()).toEqual([])
})
