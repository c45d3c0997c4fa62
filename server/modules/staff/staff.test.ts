import { expect, test } from 'vitest'
import { createBrand } from '#brand'
import { Settings } from '#contract/content'
import { newId } from '#kernel'
import { createLog } from '#platform/log'
import * as staff from '#staff'
import { testDatabase } from '#test/postgres'

const database = await testDatabase()
const { id: brandId } = await createBrand(database.db, {
  key: 'b', name: 'B', appName: 'A', loyaltyName: 'L', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {},
  settings: Settings.parse({}), isDemo: false,
})
const db = database.forBrand(brandId)
const ctx = {
  db,
  actor: { kind: 'system', brandId, id: null, name: 'Hospes' },
  now: () => new Date('2026-11-22T12:00:00Z'),
  log: createLog('silent'),
}

const hired = async (languages: string[]) => {
  const accountId = newId()
  const account = { brand_id: brandId, id: accountId, kind: 'agent', email: `${accountId}@example.test`, name: 'Maja', locale: 'sv', time_zone: 'UTC' }
  await db.insertInto('identity.account').values({ ...account, password_hash: null, why: null }).execute()
  await staff.hire(ctx, { accountId, roles: ['agent'], languages, teams: ['finance'], capacity: 5 })
  return accountId
}
const factNames = async () => (await database.db.selectFrom('platform.fact').select('name').orderBy('id').execute()).map(({ name }) => name)

test('R52 | hire() | an agent has roles, languages, teams and a capacity, which may change', async () => {
  const accountId = await hired(['sv', 'en'])
  expect(await staff.agentById(ctx, accountId)).toEqual({
    accountId, roles: ['agent'], languages: ['sv', 'en'], teams: ['finance'], capacity: 5, doors: ['partner', 'guest'], hours: null, onSince: null, presence: null,
  })
  await staff.hire(ctx, { accountId, roles: ['lead', 'agent'], languages: ['fi'], teams: [], capacity: 3 })
  expect(await staff.agentById(ctx, accountId)).toMatchObject({ roles: ['lead', 'agent'], languages: ['fi'], capacity: 3 })
  expect(await staff.agentById(ctx, newId())).toBeNull()
})

test('going on and off duty twice is one fact each, and only those on duty are counted on', async () => {
  const [maja, lukas] = [await hired(['sv']), await hired(['de'])]
  await staff.goOn(ctx, maja)
  await staff.goOn(ctx, maja)
  await staff.goOn(ctx, lukas)
  expect((await staff.onDuty(ctx)).map(({ accountId }) => accountId).toSorted()).toEqual([maja, lukas].toSorted())
  expect(await staff.agentById(ctx, maja)).toMatchObject({ onSince: new Date('2026-11-22T12:00:00Z') })
  await staff.goOff(ctx, maja)
  await staff.goOff(ctx, maja)
  expect(await staff.onDuty(ctx)).toMatchObject([{ accountId: lukas, languages: ['de'] }])
  expect(await factNames()).toEqual(['agent.on-duty', 'agent.on-duty', 'agent.off-duty'])
})

test('R52 | staff.goAway() and sawDesk() | here, away and lost; who comes back is here, and whose desk never spoke cannot be lost', async () => {
  const [maja, quiet] = [await hired(['sv']), await hired(['sv'])]
  const at = (minutes: number) => ({ ...ctx, now: () => new Date(Date.parse('2026-11-22T12:00:00Z') + minutes * 60_000) })
  const presence = async (id: string) => (await staff.agentById(ctx, id))?.presence
  await staff.goOn(at(0), maja)
  await staff.goOn(at(0), quiet)
  await staff.sawDesk(at(0), maja)
  await staff.goAway(at(1), maja)
  expect(await presence(maja)).toBe('away')
  await staff.goOn(at(1), maja)
  expect(await presence(maja)).toBe('here')
  await staff.loseSilent(at(2), 90)
  expect(await presence(maja)).toBe('here')
  await staff.loseSilent(at(3), 90)
  expect([await presence(maja), await presence(quiet)]).toEqual(['lost', 'here'])
  await staff.sawDesk(at(4), maja)
  expect(await presence(maja)).toBe('here')
})

test('R52 | staff.takesWork() | within working hours, with several spans and days off; who goes on duty beyond them does so by choice', () => {
  const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  const hours = { timeZone: 'Europe/Stockholm', hours: { ...none, mon: ['08:00-12:00', '13:00-17:00'] }, holidays: [{ date: '2026-11-30', hours: [] }] }
  const at = (iso: string, on = '2026-11-23T07:30:00Z') => staff.takesWork({ onSince: new Date(on), presence: 'here', hours }, new Date(iso))
  expect(['2026-11-23T08:30Z', '2026-11-23T11:30Z', '2026-11-23T12:30Z', '2026-11-23T16:01Z'].map((iso) => at(iso))).toEqual([true, false, true, false])
  expect(at('2026-11-23T18:00Z', '2026-11-23T17:00:00Z')).toBe(true)
  expect(at('2026-11-30T09:00Z', '2026-11-30T07:00:00Z')).toBe(true)
  expect(staff.takesWork({ onSince: new Date(), presence: 'away', hours: null }, new Date())).toBe(false)
})

test('teams have names in several languages and are saved again under the same key', async () => {
  await staff.saveTeam(ctx, { key: 'finance', names: { en: 'Finance' } })
  await staff.saveTeam(ctx, { key: 'finance', names: { en: 'Finance', sv: 'Ekonomi' } })
  await staff.saveTeam(ctx, { key: 'commercial', names: { en: 'Commercial advice' } })
  expect(await staff.teams(ctx)).toEqual([
    { key: 'commercial', names: { en: 'Commercial advice' } },
    { key: 'finance', names: { en: 'Finance', sv: 'Ekonomi' } },
  ])
})
