import { expect, test } from 'vitest'
import { createBrand } from '#brand'
import { Settings } from '#contract/content'
import * as notices from '#notices'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/postgres'

const database = await testDatabase()
const { id: brandId } = await createBrand(database.db, {
  key: 'b', name: 'B', appName: 'A', loyaltyName: 'L', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {},
  settings: Settings.parse({}), isDemo: false,
})
const at = (clock: string) => ({
  db,
  actor: { kind: 'system', brandId, id: null, name: 'Hospes' },
  now: () => new Date(`2026-11-22T${clock}:00Z`),
  log: createLog('silent'),
})
const db = database.forBrand(brandId)

const notice = (key: string, topics: string[]): notices.NoticeInput => ({
  key, door: 'partner', topics, severity: 'fault', titles: { en: key }, bodies: { en: 'We are mending it.' },
})
const concern = (topic: string, subtopic: string) => ({ door: 'partner' as const, topic, subtopic })
const keys = (found: { key: string }[]) => found.map(({ key }) => key)

test('R6 | liveFor() | a notice is shown to those whose topic or subtopic it concerns, newest first', async () => {
  await notices.announce(at('08:00'), notice('analytics-late', ['analytics']))
  await notices.announce(at('09:00'), notice('statements', ['invoices/understand-invoice', 'analytics/export']))
  const now = at('10:00')
  expect(keys(await notices.live(now, 'partner'))).toEqual(['statements', 'analytics-late'])
  expect(await notices.live(now, 'guest')).toEqual([])
  expect(keys(await notices.liveFor(now, concern('analytics', 'export')))).toEqual(['statements', 'analytics-late'])
  expect(keys(await notices.liveFor(now, concern('analytics', 'performance')))).toEqual(['analytics-late'])
  expect(keys(await notices.liveFor(now, concern('invoices', 'other')))).toEqual([])
})

test('R6 | live() | it says since when it is known and when somebody last looked, and is gone when it is mended', async () => {
  await notices.announce(at('08:00'), notice('slow', ['rates']))
  await notices.check(at('11:00'), 'slow')
  expect(await notices.liveFor(at('12:00'), concern('rates', 'other'))).toMatchObject([
    { startedAt: new Date('2026-11-22T08:00:00Z'), checkedAt: new Date('2026-11-22T11:00:00Z'), resolvedAt: null },
  ])
  await notices.resolve(at('12:30'), 'slow')
  expect(await notices.liveFor(at('13:00'), concern('rates', 'other'))).toEqual([])
  await expect(notices.check(at('13:00'), 'slow')).rejects.toMatchObject({ code: 'already_closed' })
  await expect(notices.resolve(at('13:00'), 'unknown')).rejects.toMatchObject({ code: 'not_found' })
})

test('announcing again changes the words and keeps the times', async () => {
  expect(await notices.announce(at('08:00'), notice('again', ['rates']))).toEqual({ isNew: true })
  expect(await notices.announce(at('09:00'), { ...notice('again', ['rates']), titles: { en: 'Said better' } })).toEqual({ isNew: false })
  expect(await notices.liveFor(at('10:00'), concern('rates', 'other'))).toMatchObject([
    { titles: { en: 'Said better' }, startedAt: new Date('2026-11-22T08:00:00Z') },
  ])
})

test('one that begins later is not shown before', async () => {
  await notices.announce(at('20:00'), notice('tonight', ['payouts']))
  expect(await notices.liveFor(at('19:59'), concern('payouts', 'other'))).toEqual([])
  expect(await notices.liveFor(at('20:00'), concern('payouts', 'other'))).toHaveLength(1)
})
