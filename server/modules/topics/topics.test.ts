import { expect, test } from 'vitest'
import { createBrand } from '#brand'
import { Settings, type SubtopicRules } from '#contract/content'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/postgres'
import { actionsByKeys, findSubtopic, findTopic, findTopicBySlug, publish, publishActions, tree, type Tree } from '#topics'

const database = await testDatabase()
const { id: brandId } = await createBrand(database.db, {
  key: 'b', name: 'B', appName: 'A', loyaltyName: 'L', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {},
  settings: Settings.parse({}), isDemo: false,
})
const ctx = {
  db: database.forBrand(brandId),
  actor: { kind: 'system', brandId, id: null, name: 'Hospes' },
  now: () => new Date('2026-11-22T12:00:00Z'),
  log: createLog('silent'),
}

const rules: SubtopicRules = {
  articles: ['overbooked'], actions: ['open-calendar'], urgent: true, lane: 'ordinary', callFirst: true, reservation: 'optional',
  channels: ['message', 'phone'], right: 'contact-support', team: 'partner-services', promise: { hours: 24 },
}
const topic = (key: string, subtopics: string[]): Tree['topics'][number] => ({
  key,
  names: { en: key, sv: `${key} på svenska` },
  scope: { en: `About ${key}` },
  team: 'partner-services',
  subtopics: subtopics.map((each) => ({ key: each, names: { en: each }, rules })),
})

test('R1 | findTopicBySlug() | a category is found by its slug, its key, its slug in another language, and by what it was called before', async () => {
  const named = (slugs: Record<string, string>) => ({ door: 'partner' as const, topics: [{ ...topic('rates', ['other']), slugs }, topic('account', ['other'])] })
  await publish(ctx, named({ en: 'prices', sv: 'priser' }))
  await publish(ctx, named({ en: 'rates-and-dates', sv: 'priser-och-datum' }))
  const found = async (slug: string) => (await findTopicBySlug(ctx, { door: 'partner', locale: 'sv', slug }))?.key ?? null
  expect(await Promise.all(['priser-och-datum', 'rates', 'rates-and-dates', 'priser', 'prices', 'account'].map(found))).toEqual(['rates', 'rates', 'rates', 'rates', 'rates', 'account'])
  expect(await found('nothing')).toBeNull()
  expect(await findTopicBySlug(ctx, { door: 'guest', locale: 'sv', slug: 'priser' })).toBeNull()
  expect((await findTopic(ctx, 'partner', 'rates'))?.slugs).toEqual({ en: 'rates-and-dates', sv: 'priser-och-datum' })
})

test('R11 | publish() | a tree keeps the order it is published in, topics and subtopics alike', async () => {
  await publish(ctx, { door: 'partner', topics: [topic('rates', ['policies', 'other']), topic('account', ['contacts', 'breach', 'other'])] })
  const published = await tree(ctx, 'partner')
  expect(published.map(({ key, subtopics }) => [key, subtopics.map((each) => each.key)])).toEqual([
    ['rates', ['policies', 'other']],
    ['account', ['contacts', 'breach', 'other']],
  ])
  expect(await findTopic(ctx, 'partner', 'rates')).toMatchObject({ names: { sv: 'rates på svenska' }, scope: { en: 'About rates' } })
})

test('R11 | findSubtopic() | a subtopic is found with its topic and its rules; the same key under another topic is another subtopic', async () => {
  const found = await findSubtopic(ctx, { door: 'partner', topic: 'account', subtopic: 'breach' })
  expect(found).toMatchObject({ topic: { key: 'account' }, subtopic: { key: 'breach', rules } })
  expect(await findSubtopic(ctx, { door: 'partner', topic: 'rates', subtopic: 'breach' })).toBeNull()
  expect(await findSubtopic(ctx, { door: 'guest', topic: 'account', subtopic: 'breach' })).toBeNull()
})

test('publishing replaces the one door, is seen at once and leaves the other door alone', async () => {
  await publish(ctx, { door: 'guest', topics: [topic('safety', ['unsafe'])] })
  await publish(ctx, { door: 'partner', topics: [topic('invoices', ['other'])] })
  expect((await tree(ctx, 'partner')).map(({ key }) => key)).toEqual(['invoices'])
  expect((await tree(ctx, 'guest')).map(({ key }) => key)).toEqual(['safety'])
})

test('a tree that cannot be stored whole leaves the old one as it was', async () => {
  const twice = { door: 'partner' as const, topics: [topic('payouts', ['other', 'other'])] }
  await expect(publish(ctx, twice)).rejects.toThrow('duplicate key')
  expect((await tree(ctx, 'partner')).map(({ key }) => key)).toEqual(['invoices'])
})

test('R12 | actionsByKeys() | actions come in the order asked for; one that was taken away is left out', async () => {
  const action = (key: string, kind: 'built-in' | 'platform') => ({ key, kind, path: `/${key}`, names: { en: key }, hints: { en: key } })
  await publishActions(ctx, [action('map-location', 'built-in'), action('deals', 'platform'), action('gone', 'platform')])
  await publishActions(ctx, [action('map-location', 'built-in'), action('deals', 'platform')])
  expect((await actionsByKeys(ctx, ['deals', 'gone', 'map-location'])).map(({ key, kind }) => [key, kind])).toEqual([
    ['deals', 'platform'],
    ['map-location', 'built-in'],
  ])
})
