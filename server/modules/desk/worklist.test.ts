import { expect, test } from 'vitest'
import { publishArticles, recordContacts, recordReading, vote } from '#articles'
import { Worklist, type WorkItem } from '#contract/articles'
import { newId } from '#kernel'
import { recordInquiry } from '#search'
import { startWorld } from '#test/world'

const clock = new Date('2026-11-24T09:30:00Z')
const world = await startWorld({ clock })
const { db } = world.app
for (const table of ['articles.vote', 'articles.reading', 'articles.contact_after', 'articles.handled', 'search.inquiry'] as const) await db.deleteFrom(table).execute()
const [noor, maja] = await Promise.all(['noor', 'maja'].map(world.agent))
if (!noor || !maja) throw new Error('staff')

const no = { key: 'overbooked', locale: 'sv', revision: 1, readerLocale: 'sv', helpful: false, network: '192.0.2.1' }
const list = (query = '') => noor.get(`/api/v1/desk/worklist${query}`, Worklist)
const named = (items: WorkItem[]) => items.map(({ kind, subject, locale, people }) => [kind, subject, locale, people])

for (const visitor of ['a', 'b', 'c', 'd']) await vote(world.system, { ...no, reader: { visitor }, reason: 'outdated', ...(visitor === 'd' ? { comment: 'Sidan ser annorlunda ut.' } : {}) })
await vote(world.system, { ...no, key: 'where-is-my-refund', locale: 'en', readerLocale: 'en', reader: { visitor: 'e' } })
for (const account of [newId(), newId()]) {
  await recordReading(world.system, { reader: { account }, key: 'no-show', door: 'partner', locale: 'en', revision: 1, readerLocale: 'de', from: null })
  await recordContacts(world.system, [{ conversationId: newId(), reader: { account }, topic: 'reservations', openedAt: clock }])
}

test('R7 | GET /api/v1/desk/worklist | work comes by the people it concerns, with their words, the owner and the article', async () => {
  const { items, mayHandle, owners, locales } = await list()
  expect(named(items)).toEqual([
    ['unhelpful', 'overbooked', 'sv', 4], ['missing-translation', 'no-show', 'de', 2], ['contact-after', 'no-show', 'en', 2], ['unhelpful', 'where-is-my-refund', 'en', 1],
  ])
  expect(items[0]).toMatchObject({
    perWeek: 1, door: 'partner', owner: { key: 'partner-services' }, reasons: [{ reason: 'outdated', people: 4 }], texts: [{ text: 'Sidan ser annorlunda ut.', reason: 'outdated' }],
    path: '/sv/partner/help/bokningar/overbokad-gor-sa-har',
  })
  expect([mayHandle, locales, owners.length > 0]).toEqual([true, ['de', 'en', 'sv'], true])
  expect((await maja.get('/api/v1/desk/worklist', Worklist)).mayHandle).toBe(false)
})

test('R7 | GET /api/v1/desk/worklist | is narrowed by door, language and owner', async () => {
  expect(named((await list('?door=guest')).items)).toEqual([['unhelpful', 'where-is-my-refund', 'en', 1]])
  expect(named((await list('?locale=sv')).items)).toEqual([['unhelpful', 'overbooked', 'sv', 4]])
  expect((await list('?owner=nobody')).items).toEqual([])
})

test('R7 | POST /api/v1/desk/worklist/done | an author’s done takes work off the list; an agent’s is refused', async () => {
  const work = { kind: 'unhelpful', subject: 'overbooked', locale: 'sv' }
  expect(await maja.refused('POST', '/api/v1/desk/worklist/done', work)).toMatchObject({ status: 403 })
  expect(await noor.refused('POST', '/api/v1/desk/worklist/done', { ...work, subject: 'gone' })).toMatchObject({ status: 404 })
  await noor.call('POST', '/api/v1/desk/worklist/done', work)
  expect(named((await list()).items)).not.toContainEqual(['unhelpful', 'overbooked', 'sv', 4])
})

test('R3 R7 | GET /api/v1/desk/worklist | what was sought and not found is work, counted anew once it is done', async () => {
  const seek = () => recordInquiry(world.system, { door: 'partner', locale: 'sv', q: 'Laddstolpe', place: 'page', results: 0 })
  for (let times = 0; times < 3; times++) await seek()
  await recordInquiry(world.system, { door: 'partner', locale: 'sv', q: 'faktura', place: 'page', results: 4 })
  const sought = async () => (await list()).items.filter(({ kind }) => kind === 'zero-hit')
  expect(await sought()).toMatchObject([{ subject: 'partner:laddstolpe', title: 'laddstolpe', locale: 'sv', people: 3, owner: null, path: '/sv/partner/help/search?q=laddstolpe' }])
  world.setNow(new Date(clock.getTime() + 1_000))
  await noor.call('POST', '/api/v1/desk/worklist/done', { kind: 'zero-hit', subject: 'partner:laddstolpe', locale: 'sv' })
  world.setNow(new Date(clock.getTime() + 2_000))
  expect(await sought()).toEqual([])
  await seek()
  expect((await sought()).map(({ people }) => people)).toEqual([1])
})

test('R7 | GET /api/v1/desk/worklist | a translation behind and a review overdue are on it, also when nobody known has read them', async () => {
  await publishArticles(world.system, [{
    key: 'lonely', number: 9_998, door: 'partner', category: 'account', topics: [], related: [], owner: 'partner-services', reviewed: '2026-01-01',
    translations: { en: { title: 'Lonely', slug: 'lonely', summary: 'Alone.', synonyms: [], body: 'Alone.' } },
  }])
  expect((await list()).items.filter(({ subject }) => subject === 'lonely')).toMatchObject([{ kind: 'overdue-review', reviewed: '2026-01-01', people: 0, perWeek: 0 }])
})
