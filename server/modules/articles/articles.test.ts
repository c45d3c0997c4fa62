import { beforeEach, expect, test } from 'vitest'
import { answersFor, feature, featuredNow, findBySlug, list, listCategory, publishArticles, useWords, type Article } from '#articles'
import { createBrand } from '#brand'
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
const at = (iso: string) => ({ db, actor: { kind: 'system', brandId, id: null, name: 'Hospes' }, now: () => new Date(iso), log: createLog('silent') })
const ctx = at('2026-11-22T12:00:00Z')

const rules: SubtopicRules = {
  articles: [], actions: [], urgent: false, lane: 'ordinary', callFirst: false, reservation: 'none', channels: ['message'],
  right: 'contact-support', team: 't', promise: { hours: 24 },
}
const topic = (key: string) => ({
  key, names: { en: key }, scope: { en: key }, team: 't', subtopics: [{ key: 'other', names: { en: 'Other' }, rules }],
})
const inAccount = { door: 'partner' as const, category: 'account' }
const text = (slug: string, body = 'Text.') => ({ title: `About ${slug}`, slug, summary: `Within {{answer_target_hours}} hours: ${slug}`, synonyms: [], body })
const article = (number: number, key: string, more: Partial<Article> = {}): Article => ({
  key, number, door: 'partner', category: 'account', topics: [], related: [], owner: 't', reviewed: '2026-10-15',
  translations: { en: text(key), sv: text(`${key}-sv`) }, ...more,
})

beforeEach(async () => {
  useWords(async () => ({ answer_target_hours: 24 }))
  await database.db.deleteFrom('articles.article').execute()
  await database.db.deleteFrom('topics.slug').execute()
  await publish(ctx, { door: 'partner', topics: [topic('rates'), { ...topic('account'), slugs: { en: 'account', sv: 'konto' } }] })
})

test('R12 | answersFor() | a subtopic’s own articles answer first, in its order, then those that name it', async () => {
  await publishArticles(ctx, [
    article(1, 'named', { topics: ['account/other'] }),
    article(2, 'first'),
    article(3, 'whole-topic', { topics: ['account'] }),
    article(4, 'second', { topics: ['account/other'] }),
    article(5, 'elsewhere', { topics: ['rates/other'] }),
    article(6, 'guests', { door: 'guest', topics: ['account/other'] }),
  ])
  const question = { door: 'partner' as const, topic: 'account', subtopic: 'other', keys: ['second', 'first', 'gone'], locale: 'sv', most: 5 }
  const answers = await answersFor(ctx, question)
  expect(answers.map(({ key }) => key)).toEqual(['second', 'first', 'named', 'whole-topic'])
  expect(answers[0]).toEqual({
    key: 'second', number: 4, door: 'partner', title: 'About second-sv', summary: 'Within 24 hours: second-sv', category: 'account', categorySlug: 'konto',
    slug: 'second-sv', locale: 'sv', translated: true,
  })
  expect(await answersFor(ctx, { ...question, most: 2 })).toHaveLength(2)
})

test('R8 | findBySlug() | what a language lacks is shown in English, and says so', async () => {
  await publishArticles(ctx, [article(1, 'both'), article(2, 'english', { translations: { en: text('english') } })])
  const answers = await answersFor(ctx, { door: 'partner', topic: 'x', subtopic: 'y', keys: ['both', 'english'], locale: 'sv', most: 5 })
  expect(answers.map(({ key, locale, translated }) => [key, locale, translated])).toEqual([['both', 'sv', true], ['english', 'en', false]])
  expect(await findBySlug(ctx, { ...inAccount, category: 'konto', locale: 'sv', slug: 'english' })).toMatchObject({ locale: 'en', translated: false })
})

test('R1 | /{locale}/{door}/help/{category}/{slug} | an address in another language leads to the reader’s own', async () => {
  await publishArticles(ctx, [article(1, 'both')])
  expect(await findBySlug(ctx, { ...inAccount, locale: 'sv', slug: 'both' })).toEqual({ movedTo: '/sv/partner/help/konto/both-sv' })
  expect(await findBySlug(ctx, { ...inAccount, locale: 'de', slug: 'both-sv' })).toEqual({ movedTo: '/de/partner/help/account/both' })
  expect(await findBySlug(ctx, { ...inAccount, locale: 'sv', slug: 'unknown' })).toBeNull()
})

test('R1 | /{locale}/{door}/help/{category}/{slug} | an address outlives its words: former slugs, keys, other categories and other languages lead to the present one', async () => {
  const renamed = (slug: string) => article(1, 'moves', { translations: { en: text(slug), sv: text('flyttar') } })
  await publishArticles(ctx, [renamed('first-name'), article(2, 'stays')])
  await publishArticles(ctx, [renamed('second-name')])
  await publishArticles(ctx, [renamed('third-name')])
  const there = { movedTo: '/en/partner/help/account/third-name' }
  for (const slug of ['first-name', 'second-name', 'flyttar']) expect(await findBySlug(ctx, { ...inAccount, locale: 'en', slug })).toEqual(there)
  for (const category of ['rates', 'konto', 'gone']) expect(await findBySlug(ctx, { ...inAccount, category, locale: 'en', slug: 'third-name' })).toEqual(there)
  expect(await findBySlug(ctx, { ...inAccount, locale: 'en', slug: 'third-name' })).toMatchObject({ key: 'moves' })
  // Who bears a name now is meant by it, whoever bore it before.
  await publishArticles(ctx, [article(2, 'stays', { translations: { en: text('first-name') } })])
  expect(await findBySlug(ctx, { ...inAccount, locale: 'en', slug: 'first-name' })).toMatchObject({ key: 'stays' })
})

test('R1 | publishArticles() | two articles can exchange their names', async () => {
  const named = (first: string, second: string) => [article(1, 'one', { translations: { en: text(first) } }), article(2, 'two', { translations: { en: text(second) } })]
  await publishArticles(ctx, named('a', 'b'))
  await publishArticles(ctx, named('b', 'a'))
  expect(await findBySlug(ctx, { ...inAccount, locale: 'en', slug: 'a' })).toMatchObject({ key: 'two' })
  expect(await findBySlug(ctx, { ...inAccount, locale: 'en', slug: 'b' })).toMatchObject({ key: 'one' })
})

test('R1 | /{locale}/{door}/help/{category}/{slug} | an article stands on its own door only', async () => {
  await publishArticles(ctx, [article(1, 'ours'), article(2, 'theirs', { door: 'guest' })])
  expect(await findBySlug(ctx, { ...inAccount, locale: 'en', slug: 'theirs' })).toBeNull()
  expect(await findBySlug(ctx, { ...inAccount, door: 'guest', locale: 'en', slug: 'ours' })).toBeNull()
  expect(await findBySlug(ctx, { ...inAccount, door: 'guest', locale: 'en', slug: 'theirs' })).toMatchObject({ key: 'theirs' })
})

test('R2 | findBySlug() | the siblings are those that come next, however many the category has', async () => {
  await publishArticles(ctx, Array.from({ length: 12 }, (_, index) => article(index + 1, `n${index + 1}`, { translations: { en: text(`n${index + 1}`) } })))
  const siblings = async (slug: string) => (await findBySlug(ctx, { ...inAccount, locale: 'en', slug }) as { siblings: { number: number }[] }).siblings.map(({ number }) => number)
  expect(await siblings('n3')).toEqual([4, 5, 6, 7, 8, 9, 10, 11])
  expect(await siblings('n10')).toEqual([11, 12, 1, 2, 3, 4, 5, 6])
})

test('R1 | listCategory() | a long category comes in parts', async () => {
  await publishArticles(ctx, [5, 1, 3, 2, 4].map((number) => article(number, `n${number}`)))
  const part = async (after?: number) => {
    const { articles, next } = await listCategory(ctx, { topic: { key: 'account' }, door: 'partner', locale: 'sv', after, most: 2 })
    return { numbers: articles.map(({ number }) => number), next }
  }
  expect(await part()).toEqual({ numbers: [1, 2], next: 2 })
  expect(await part(2)).toEqual({ numbers: [3, 4], next: 4 })
  expect(await part(4)).toEqual({ numbers: [5], next: null })
})

test('R2 | findBySlug() | an article is read with its links, its neighbours and its addresses in other languages', async () => {
  await publishArticles(ctx, [
    article(1, 'read', { related: ['far', 'near'], translations: { en: text('read', '## Part\n\n[far](article:far) [write](page:contact)'), sv: text('las') } }),
    article(2, 'near'),
    article(3, 'far', { category: 'rates', translations: { en: text('far') } }),
  ])
  const reading = await findBySlug(ctx, { ...inAccount, locale: 'en', slug: 'read' })
  expect(reading).toMatchObject({
    key: 'read', category: 'account', summary: 'Within 24 hours: read', translated: true, minutes: 1, paths: { en: '/en/partner/help/account/read', sv: '/sv/partner/help/konto/las' },
    headings: [{ id: 'part', text: 'Part' }], updatedAt: new Date('2026-10-15T00:00:00Z'),
    related: [{ key: 'far' }, { key: 'near' }], siblings: [{ key: 'near' }],
    html: '<h2 id="part">Part</h2>\n<p><a href="/en/partner/help/rates/far">far</a> <a href="/en/extranet/contact">write</a></p>\n',
  })
})

test('R1 | list() | the list has the categories in the order of the topics, and none that is empty', async () => {
  await publishArticles(ctx, [article(1, 'b'), article(2, 'a', { category: 'rates' }), article(3, 'c')])
  const listed = await list(ctx, { door: 'partner', locale: 'en', most: 5 })
  expect(listed.map(({ category, names, articles }) => [category, names.en, articles.map(({ key }) => key)])).toEqual([
    ['rates', 'rates', ['a']],
    ['account', 'account', ['b', 'c']],
  ])
  expect(await list(ctx, { door: 'guest', locale: 'en', most: 5 })).toEqual([])
})

test('R1 | featuredNow() | what is featured follows the calendar: months of every year, days of one, or always', async () => {
  await publishArticles(ctx, [article(1, 'summer'), article(2, 'always'), article(3, 'fair'), article(4, 'guests', { door: 'guest' })])
  await feature(ctx, [
    { door: 'partner', article: 'summer', months: [6, 7] }, { door: 'partner', article: 'fair', from: '2026-12-20', until: '2027-01-06' },
    { door: 'partner', article: 'always' }, { door: 'guest', article: 'guests' }, { door: 'partner', article: 'summer', months: [7] },
  ])
  const on = async (day: string, most = 6) => (await featuredNow(at(`${day}T12:00:00Z`), { door: 'partner', locale: 'sv', most })).map(({ key }) => key)
  expect(await on('2026-07-31')).toEqual(['summer', 'always'])
  expect(await on('2027-07-01', 1)).toEqual(['summer'])
  expect(await Promise.all(['2026-12-19', '2026-12-20', '2027-01-06', '2027-01-07'].map((day) => on(day)))).toEqual([['always'], ['fair', 'always'], ['fair', 'always'], ['always']])
  await feature(ctx, [])
  expect(await on('2026-07-31')).toEqual([])
})

test('an article is dated the day of its review, and anew only when its words change', async () => {
  const dates = async () => (await db.selectFrom('articles.translation').select(['locale', 'updated_at']).orderBy('locale').execute()).map((row) => row.updated_at.toISOString().slice(0, 10))
  await publishArticles(ctx, [article(1, 'dated')])
  await publishArticles(ctx, [article(1, 'dated', { reviewed: '2026-11-01', owner: 'other' })])
  expect(await dates()).toEqual(['2026-10-15', '2026-10-15'])
  await publishArticles(at('2026-12-01T12:00:00Z'), [article(1, 'dated', { translations: { en: text('dated', 'New words.'), sv: text('dated-sv') } })])
  expect(await dates()).toEqual(['2026-12-01', '2026-10-15'])
})
