import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import {
  adoptReader, articleWork, avoidedContacts, forgetReadings, handle, isSaved, publishArticles, readBefore, recordContacts, recordReading, save, savedArticles,
  settleReadings, unsave, vote, type Article, type KnownReader, type Vote,
} from '#articles'
import { createBrand } from '#brand'
import type { Work } from '#contract/articles'
import { Settings, type SubtopicRules } from '#contract/content'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/postgres'
import { publish } from '#topics'

const database = await testDatabase()
const { id: brandId } = await createBrand(database.db, {
  key: 'b', name: 'B', appName: 'A', loyaltyName: 'L', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {},
  settings: Settings.parse({}), isDemo: false,
})
const db = database.forBrand(brandId)
const noon = Date.parse('2026-11-22T12:00:00Z')
const minute = 60_000
const day = 1_440 * minute
const ctxOf = (actor: { kind: string; id: string | null }) => (after = 0) =>
  ({ db, actor: { brandId, name: 'N', ...actor }, now: () => new Date(noon + after), log: createLog('silent') })
const at = ctxOf({ kind: 'system', id: null })
const [adaId, authorId] = [randomUUID(), randomUUID()]
const ada = ctxOf({ kind: 'partner', id: adaId })
const author = ctxOf({ kind: 'agent', id: authorId })
const authors = { rolesOf: async () => ['author'] }
const account: KnownReader = { account: adaId }

const rules: SubtopicRules = {
  articles: [], actions: [], urgent: false, lane: 'ordinary', callFirst: false, reservation: 'none', channels: ['message'],
  right: 'contact-support', team: 't', promise: { hours: 24 },
}
const text = (slug: string, body: string) => ({ title: slug, slug, summary: 's', synonyms: [], body })
const article = (number: number, key: string, more: Partial<Article> = {}): Article => ({
  key, number, door: 'partner', category: 'rates', topics: [], related: [], owner: 't', reviewed: '2026-10-15',
  translations: { en: text(key, 'Old.'), sv: text(`${key}-sv`, 'Gammal.') }, ...more,
})
const inEnglish = (key: string, body: string) => ({ translations: { en: text(key, body), sv: text(`${key}-sv`, 'Gammal.') } })

beforeEach(async () => {
  for (const table of ['articles.article', 'articles.handled', 'platform.rate_limit', 'platform.fact'] as const) await db.deleteFrom(table).execute()
  await publish(at(), { door: 'partner', topics: ['rates', 'payouts'].map((key) => ({ key, names: { en: key }, scope: { en: key }, team: 't', subtopics: [{ key: 'other', names: { en: 'Other' }, rules }] })) })
  await publishArticles(at(), [article(1, 'one'), article(2, 'two')])
})

const no: Omit<Vote, 'reader'> = { key: 'one', locale: 'en', revision: 1, readerLocale: 'en', helpful: false, network: '192.0.2.1' }
const votes = () => db.selectFrom('articles.vote').select(['reader', 'helpful', 'reason', 'comment', 'revision']).orderBy('at').execute()
const work = (after = 0, since = 28 * day) => articleWork(at(after), { since: new Date(noon + after - since), reviewDays: 180 })
const kinds = async (after = 0) => (await work(after)).map(({ kind, subject, locale, people }) => [kind, subject, locale, people])

test('R2 | vote() | one vote per reader and revision, which can be changed; the reader’s browser is known by a hash alone', async () => {
  const visitor = randomUUID()
  await vote(at(), { ...no, reader: { visitor } })
  await vote(at(1), { ...no, reader: { visitor }, reason: 'outdated', comment: ' Since May it is called Deals. ' })
  await vote(at(2), { ...no, reader: { visitor } })
  expect(await votes()).toEqual([{ reader: expect.stringMatching(/^visitor:[\w-]{43}$/), helpful: false, reason: 'outdated', comment: 'Since May it is called Deals.', revision: 1 }])
  expect(JSON.stringify(await votes())).not.toContain(visitor)
  await vote(at(3), { ...no, reader: { visitor }, helpful: true, reason: 'wrong' })
  await vote(at(4), { ...no, reader: account })
  expect((await votes()).map(({ helpful, reason, comment }) => [helpful, reason, comment])).toEqual([[true, null, null], [false, null, null]])
})

test('R2 | vote() | refuses what nobody can have read, a text too long, and a flood from one network', async () => {
  const reader = { visitor: 'v' }
  await expect(vote(at(), { ...no, reader, revision: 2 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(vote(at(), { ...no, reader, key: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(vote(at(), { ...no, reader, comment: 'x'.repeat(1_001) })).rejects.toMatchObject({ code: 'invalid', detail: { field: 'comment' } })
  const flood = async () => { for (let i = 0; i <= 100; i++) await vote(at(), { ...no, reader }) }
  await expect(flood()).rejects.toMatchObject({ code: 'too_many' })
  await vote(at(61 * minute), { ...no, reader })
})

test('R7 | articleWork() | no’s on what is published now are work, with their reasons and texts, the newest first', async () => {
  await vote(at(), { ...no, reader: { visitor: 'a' }, reason: 'wrong', comment: 'First.' })
  await vote(at(1), { ...no, reader: { visitor: 'b' }, reason: 'wrong' })
  await vote(at(2), { ...no, reader: { visitor: 'c' }, comment: 'Second.' })
  await vote(at(3), { ...no, reader: { visitor: 'd' }, helpful: true })
  expect(await work()).toEqual([{
    kind: 'unhelpful', subject: 'one', locale: 'en', people: 3, differs: null, latest: new Date(noon + 2), reviewed: null, reasons: [{ reason: 'wrong', people: 2 }],
    texts: [{ text: 'Second.', reason: null, at: new Date(noon + 2) }, { text: 'First.', reason: 'wrong', at: new Date(noon) }],
  }])
  await publishArticles(at(minute), [article(1, 'one', { translations: { en: text('one', 'New.') } })])
  expect(await kinds(minute)).toEqual([['stale-translation', 'one', 'sv', 0]])
})

test('R7 | handle() | what is done leaves the list until somebody new says no; who only answers may not', async () => {
  const item: Work = { kind: 'unhelpful', subject: 'one', locale: 'en' }
  await vote(at(), { ...no, reader: { visitor: 'a' } })
  await expect(handle(author(1), item, { rolesOf: async () => ['agent'] })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(handle(ada(1), item, authors)).rejects.toMatchObject({ code: 'not_allowed' })
  await handle(author(1), item, authors)
  expect(await kinds()).toEqual([])
  await vote(at(2), { ...no, reader: { visitor: 'b' } })
  expect(await kinds()).toEqual([['unhelpful', 'one', 'en', 1]])
  expect(await db.selectFrom('platform.fact').select('payload').where('name', '=', 'article.work-handled').execute()).toEqual([{ payload: { ...item, by: authorId } }])
})

test('R7 | articleWork() | a review grows old with the setting and is young again once it is done', async () => {
  await recordReading(at(100 * day), { ...reads, key: 'two' })
  expect(await kinds(185 * day)).toEqual([['overdue-review', 'one', null, 0], ['overdue-review', 'two', null, 0]])
  expect(await kinds(120 * day)).toEqual([])
  await handle(author(185 * day), { kind: 'overdue-review', subject: 'one', locale: null }, authors)
  expect(await kinds(185 * day)).toEqual([['overdue-review', 'two', null, 0]])
})

test('R7 | articleWork() | a language is missing to those who read another one, until it is there', async () => {
  await recordReading(at(), { ...reads, readerLocale: 'de' })
  await vote(at(), { ...no, reader: { visitor: 'x' }, readerLocale: 'de', reason: 'missing-language' })
  expect(await kinds()).toContainEqual(['missing-translation', 'one', 'de', 2])
  await publishArticles(at(1), [article(1, 'one', { translations: { de: text('eins', 'Alt.') } })])
  expect((await kinds()).map(([kind]) => kind)).not.toContain('missing-translation')
})

test('R7 | articleWork() | a translation behind the English text is stale until it is done or the English changes again', async () => {
  await publishArticles(at(day), [article(1, 'one', inEnglish('one', 'New.'))])
  expect(await kinds(day)).toEqual([['stale-translation', 'one', 'sv', 0]])
  await handle(author(day + 1), { kind: 'stale-translation', subject: 'one', locale: 'sv' }, authors)
  expect(await kinds(day + 1)).toEqual([])
  await publishArticles(at(2 * day), [article(1, 'one', inEnglish('one', 'Newer.'))])
  expect(await kinds(2 * day)).toEqual([['stale-translation', 'one', 'sv', 0]])
})

test('R71 | articleWork() | a translation that quotes another setting or number than the English text is work, and says which', async () => {
  await publishArticles(at(minute), [article(1, 'one', { translations: { en: text('one', 'Within {{reply_hours}} hours, 2 times.'), sv: text('one-sv', 'Inom 24 timmar, 2 gånger.') } })])
  const differing = async (after: number) => (await articleWork(at(after), { since: at(after - 28 * day).now(), reviewDays: 365 })).filter(({ kind }) => kind === 'facts-differ')
  expect(await differing(2 * minute)).toMatchObject([{ subject: 'one', locale: 'sv', differs: { onlyHere: ['24'], onlyThere: ['{{reply_hours}}'] } }])
  await handle(author(2 * minute), { kind: 'facts-differ', subject: 'one', locale: 'sv' }, authors)
  expect(await differing(3 * minute)).toEqual([])
  await publishArticles(at(4 * minute), [article(1, 'one', { translations: { en: text('one', 'Within {{reply_hours}} hours, 3 times.'), sv: text('one-sv', 'Inom 24 timmar, 2 gånger.') } })])
  expect(await differing(5 * minute)).toHaveLength(1)
})

test('R4 | save() | an account’s saves: each once, the last first, unknown ones passed over; nobody else’s', async () => {
  await save(ada(), ['two'])
  await save(ada(1), ['one', 'two', 'gone'])
  expect((await savedArticles(ada(2), 'sv')).map(({ key, slug }) => [key, slug])).toEqual([['one', 'one-sv'], ['two', 'two-sv']])
  expect(await savedArticles(ctxOf({ kind: 'partner', id: randomUUID() })(), 'en')).toEqual([])
  await unsave(ada(3), 'one')
  expect([await isSaved(ada(), 'one'), await isSaved(ada(), 'two')]).toEqual([false, true])
  await expect(save(at(), ['one'])).rejects.toMatchObject({ code: 'not_signed_in' })
})

const reads = { reader: account, key: 'one', door: 'partner' as const, locale: 'en', revision: 1, readerLocale: 'en', from: null }
const fromFlow = { ...reads, from: { topic: 'rates', subtopic: 'other' } }
const contact = (topic: string, after: number) => ({ conversationId: randomUUID(), reader: account, topic, openedAt: new Date(noon + after) })
const avoided = async () => (await avoidedContacts(at(), { since: new Date(noon - day) })).map(({ day: on, key, topic, contacts }) => [on, key, topic, contacts])

test('R7 | recordContacts() | what was read within half an hour before is noted with the conversation, once, and is work', async () => {
  await recordReading(at(), reads)
  await recordReading(at(20 * minute), { ...reads, key: 'two' })
  const opened = contact('payouts', 31 * minute)
  await recordContacts(at(31 * minute), [opened])
  await recordContacts(at(32 * minute), [opened])
  expect(await readBefore(at(), opened.conversationId)).toEqual([{ key: 'two', locale: 'en', readAt: new Date(noon + 20 * minute) }])
  expect(await kinds(minute)).toEqual([['contact-after', 'two', 'en', 1]])
})

test('R57 | settleReadings() | an answer of the flow with no conversation in its topic for half an hour has saved a contact', async () => {
  await recordReading(at(), { ...fromFlow, key: 'two' })
  await recordReading(at(5 * minute), fromFlow)
  await recordReading(at(6 * minute), reads)
  expect(await settleReadings(at(40 * minute))).toBe(0)
  expect(await settleReadings(at(42 * minute))).toBe(1)
  expect(await settleReadings(at(43 * minute))).toBe(0)
  expect(await avoided()).toEqual([['2026-11-22', 'one', 'rates', 1]])
})

test('R57 | settleReadings() | a contact in the topic, a no to the article and a reading outside the flow save nothing; another topic’s contact is another matter', async () => {
  await recordReading(at(), fromFlow)
  await recordContacts(at(), [contact('rates', 29 * minute)])
  await recordReading(at(), { ...fromFlow, reader: { account: randomUUID() }, from: null })
  const unhappy = { account: randomUUID() }
  await recordReading(at(), { ...fromFlow, reader: unhappy })
  await vote(at(minute), { ...no, reader: unhappy })
  expect(await settleReadings(at(90 * minute))).toBe(0)
  await recordReading(at(100 * minute), fromFlow)
  await recordContacts(at(), [contact('payouts', 110 * minute)])
  expect(await settleReadings(at(200 * minute))).toBe(1)
})

test('R57 | recordReading() | a subtopic that is not there led nobody anywhere', async () => {
  await recordReading(at(), { ...fromFlow, from: { topic: 'rates', subtopic: 'invented' } })
  expect(await settleReadings(at(90 * minute))).toBe(0)
})

test('R7 | adoptReader() | what a browser read and voted is the account’s from its sign-in on, and still one vote', async () => {
  const visitor = 'browser'
  await recordReading(at(), { ...reads, reader: { visitor } })
  await vote(at(), { ...no, reader: { visitor }, reason: 'wrong' })
  await vote(at(), { ...no, key: 'two', reader: { visitor } })
  await vote(at(1), { ...no, key: 'two', reader: account, helpful: true })
  await adoptReader(at(minute), { visitor, accountId: adaId })
  await recordContacts(at(), [contact('rates', 2 * minute)])
  expect((await votes()).map(({ reader, helpful }) => [reader, helpful])).toEqual([[`account:${adaId}`, false], [`account:${adaId}`, true]])
  expect(await kinds(3 * minute)).toContainEqual(['contact-after', 'one', 'en', 1])
})

test('R90 | forgetReadings() | who read what is forgotten after ninety days', async () => {
  await recordReading(at(), reads)
  await recordContacts(at(), [contact('rates', minute)])
  await recordReading(at(2 * day), { ...reads, key: 'two' })
  await forgetReadings(at(91 * day))
  expect(await db.selectFrom('articles.reading').select('key').execute()).toEqual([{ key: 'two' }])
  expect(await db.selectFrom('articles.contact_after').select('key').execute()).toEqual([])
})
