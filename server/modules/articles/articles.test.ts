import { beforeEach, expect, test } from 'vitest'
import { answersFor, findBySlug, list, publishArticles, useWords, type Article } from '#articles'
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
const text = (slug: string, body = 'Text.') => ({ title: `About ${slug}`, slug, summary: `Within {{answer_target_hours}} hours: ${slug}`, synonyms: [], body })
const article = (number: number, key: string, more: Partial<Article> = {}): Article => ({
  key, number, door: 'partner', category: 'account', topics: [], related: [], owner: 't', reviewed: '2026-10-15',
  translations: { en: text(key), sv: text(`${key}-sv`) }, ...more,
})

beforeEach(async () => {
  useWords(async () => ({ answer_target_hours: 24 }))
  await database.db.deleteFrom('articles.article').execute()
  await publish(ctx, { door: 'partner', topics: [topic('rates'), topic('account')] })
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
    key: 'second', number: 4, door: 'partner', title: 'About second-sv', summary: 'Within 24 hours: second-sv', category: 'account',
    slug: 'second-sv', locale: 'sv', translated: true,
  })
  expect(await answersFor(ctx, { ...question, most: 2 })).toHaveLength(2)
})

test('R8 | findBySlug() | what a language lacks is shown in English, and says so', async () => {
  await publishArticles(ctx, [article(1, 'both'), article(2, 'english', { translations: { en: text('english') } })])
  const answers = await answersFor(ctx, { door: 'partner', topic: 'x', subtopic: 'y', keys: ['both', 'english'], locale: 'sv', most: 5 })
  expect(answers.map(({ key, locale, translated }) => [key, locale, translated])).toEqual([['both', 'sv', true], ['english', 'en', false]])
  expect(await findBySlug(ctx, { locale: 'sv', slug: 'english' })).toMatchObject({ locale: 'en', translated: false })
})

test('R1 | /{locale}/{door}/help/{category}/{slug} | an address in another language leads to the reader’s own', async () => {
  await publishArticles(ctx, [article(1, 'both')])
  expect(await findBySlug(ctx, { locale: 'sv', slug: 'both' })).toEqual({ movedTo: '/sv/partner/help/account/both-sv' })
  expect(await findBySlug(ctx, { locale: 'de', slug: 'both-sv' })).toEqual({ movedTo: '/de/partner/help/account/both' })
  expect(await findBySlug(ctx, { locale: 'sv', slug: 'unknown' })).toBeNull()
})

test('R2 | findBySlug() | an article is read with its links, its neighbours and its addresses in other languages', async () => {
  await publishArticles(ctx, [
    article(1, 'read', { related: ['far', 'near'], translations: { en: text('read', '## Part\n\n[far](article:far) [write](page:contact)'), sv: text('las') } }),
    article(2, 'near'),
    article(3, 'far', { category: 'rates', translations: { en: text('far') } }),
  ])
  const reading = await findBySlug(ctx, { locale: 'en', slug: 'read' })
  expect(reading).toMatchObject({
    key: 'read', category: 'account', summary: 'Within 24 hours: read', translated: true, minutes: 1, slugs: { en: 'read', sv: 'las' },
    headings: [{ id: 'part', text: 'Part' }], updatedAt: new Date('2026-10-15T00:00:00Z'),
    related: [{ key: 'far' }, { key: 'near' }], siblings: [{ key: 'near' }],
    html: '<h2 id="part">Part</h2>\n<p><a href="/en/partner/help/rates/far">far</a> <a href="/en/extranet/contact">write</a></p>\n',
  })
})

test('R1 | list() | the list has the categories in the order of the topics, and none that is empty', async () => {
  await publishArticles(ctx, [article(1, 'b'), article(2, 'a', { category: 'rates' }), article(3, 'c')])
  const listed = await list(ctx, { door: 'partner', locale: 'en' })
  expect(listed.map(({ category, names, articles }) => [category, names.en, articles.map(({ key }) => key)])).toEqual([
    ['rates', 'rates', ['a']],
    ['account', 'account', ['b', 'c']],
  ])
  expect(await list(ctx, { door: 'guest', locale: 'en' })).toEqual([])
})

test('an article is dated the day of its review, and anew only when its words change', async () => {
  const dates = async () => (await db.selectFrom('articles.translation').select(['locale', 'updated_at']).orderBy('locale').execute()).map((row) => row.updated_at.toISOString().slice(0, 10))
  await publishArticles(ctx, [article(1, 'dated')])
  await publishArticles(ctx, [article(1, 'dated', { reviewed: '2026-11-01', owner: 'other' })])
  expect(await dates()).toEqual(['2026-10-15', '2026-10-15'])
  await publishArticles(at('2026-12-01T12:00:00Z'), [article(1, 'dated', { translations: { en: text('dated', 'New words.'), sv: text('dated-sv') } })])
  expect(await dates()).toEqual(['2026-12-01', '2026-10-15'])
})
