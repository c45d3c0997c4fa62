import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { MadeSeason, SeasonList } from '#contract/seasons'
import { startWorld } from '#test/world'
import { current, turn } from './index.ts'

const clock = new Date('2026-12-18T10:00:00Z')
const world = await startWorld({ clock })
const henrik = await world.agent('henrik')
const maja = await world.agent('maja')

const path = '/api/v1/desk/seasons'
const declared = (change: Record<string, unknown> = {}) => ({ kind: 'declared', name: 'Storm over Europe', hours: 6, doors: ['guest'], ...change })
const planned = (change: Record<string, unknown> = {}) => ({ kind: 'planned', name: 'Christmas', from: '2026-12-21', to: '2026-12-23', doors: ['guest'], ...change })
const make = (season: unknown) => henrik.post(path, season, MadeSeason)
const end = (id: string) => henrik.call('POST', `${path}/${id}/end`, {})
const guest = { door: 'guest', country: null, language: 'es', topic: null } as const
const isOn = async (asking: Parameters<typeof current>[1] = guest) => (await current(world.system, asking)) !== null
const facts = async (id: string) => {
  const { rows } = await sql<{ name: string; by: string | null }>`
    select name, payload->>'by' as by from platform.fact where payload->>'seasonId' = ${id} order by recorded_at, id`.execute(world.app.system.db)
  return rows
}

test('R35 | POST /api/v1/desk/seasons | a lead declares a season now, sees who did, ends it early; all of it is on record', async () => {
  world.setNow(clock)
  const { id } = await make(declared())
  expect(await isOn()).toBe(true)
  const { seasons, mayChange } = await henrik.get(path, SeasonList)
  expect(mayChange).toBe(true)
  expect(seasons[0]).toMatchObject({ id, state: 'live', madeBy: henrik.actor.name, endsAt: '2026-12-18T16:00:00.000Z', ended: null })
  world.setNow(new Date('2026-12-18T10:20:00Z'))
  expect((await end(id)).status).toBe(200)
  expect(await isOn()).toBe(false)
  expect(await henrik.refused('POST', `${path}/${id}/end`, {})).toMatchObject({ status: 409, error: 'already_closed' })
  expect((await henrik.get(path, SeasonList)).seasons.find((season) => season.id === id)).toMatchObject({ state: 'ended', ended: { by: henrik.actor.name, at: '2026-12-18T10:20:00.000Z' } })
  expect(await facts(id)).toEqual([{ name: 'season.declared', by: henrik.actor.id }, { name: 'season.ended', by: henrik.actor.id }])
})

test('R35 | POST /api/v1/desk/seasons | a planned season begins and ends by itself at the midnights of the planner, whether or not anybody has looked', async () => {
  world.setNow(clock)
  const { id } = await make(planned())
  const inHelsinki = (time: string) => world.setNow(new Date(`${time}+02:00`))
  inHelsinki('2026-12-20T23:59:59')
  expect(await isOn()).toBe(false)
  inHelsinki('2026-12-21T00:00:00')
  expect(await isOn()).toBe(true)
  await turn(world.system)
  await turn(world.system)
  inHelsinki('2026-12-23T23:59:59')
  expect(await isOn()).toBe(true)
  inHelsinki('2026-12-24T00:00:00')
  expect(await isOn()).toBe(false)
  await Promise.all([turn(world.system), turn(world.system)])
  expect(await facts(id)).toEqual([{ name: 'season.planned', by: henrik.actor.id }, { name: 'season.began', by: null }, { name: 'season.ended', by: null }])
  const later = await world.agent('henrik')
  expect((await later.get(path, SeasonList)).seasons.find((season) => season.id === id)).toMatchObject({ state: 'ended', ended: { by: null, at: '2026-12-23T22:00:00.000Z' } })
})

test('one that was planned can be taken back before it begins', async () => {
  world.setNow(clock)
  const { id } = await make(planned({ from: '2026-12-27', to: '2026-12-29' }))
  await end(id)
  world.setNow(new Date('2026-12-28T12:00:00Z'))
  await turn(world.system)
  expect(await isOn()).toBe(false)
  expect((await facts(id)).map(({ name }) => name)).toEqual(['season.planned', 'season.ended'])
})

test.each([
  ['another door', { doors: ['partner'] }, false],
  ['both doors', { doors: ['partner', 'guest'] }, true],
  ['their country', { countries: ['NO', 'SE'] }, true],
  ['another country', { countries: ['IT'] }, false],
  ['their language', { languages: ['es'] }, true],
  ['another language', { languages: ['sv'] }, false],
  ['their topic', { topics: ['refund'] }, true],
  ['another topic', { topics: ['payment'] }, false],
])('a season of %s concerns those it names and nobody else', async (_what, scope, expected) => {
  world.setNow(clock)
  const { id } = await make(declared(scope))
  expect(await isOn({ door: 'guest', country: 'NO', language: 'es-MX', topic: 'refund' })).toBe(expected)
  // What is not known stands outside a narrower season.
  expect(await isOn({ door: 'guest', country: null, language: 'es', topic: null })).toBe(expected && !('countries' in scope) && !('topics' in scope))
  await end(id)
})

test('of two seasons at once the one that makes people wait longest is told', async () => {
  world.setNow(clock)
  const ids = [await make(declared({ waitFactor: 1.2 })), await make(declared({ name: 'Strike', waitFactor: 3 }))]
  expect(await current(world.system, guest)).toMatchObject({ name: 'Strike', waitFactor: 3 })
  for (const { id } of ids) await end(id)
})

test('R35 | POST /api/v1/desk/seasons | agents see seasons and cannot change them', async () => {
  world.setNow(clock)
  expect(await maja.refused('POST', path, declared())).toMatchObject({ status: 403, error: 'not_allowed' })
  const { id } = await make(declared())
  expect(await maja.refused('POST', `${path}/${id}/end`, {})).toMatchObject({ status: 403, error: 'not_allowed' })
  const seen = await maja.get(path, SeasonList)
  expect(seen.mayChange).toBe(false)
  expect(seen.seasons[0]).toMatchObject({ id, state: 'live' })
  await end(id)
})

test.each([
  ['to', 'before-from', { from: '2026-12-23', to: '2026-12-21' }],
  ['to', 'past', { from: '2026-12-01', to: '2026-12-17' }],
  ['to', 'too-long', { from: '2026-12-21', to: '2028-12-21' }],
])('a plan whose %s is wrong (%s) is refused', async (field, problem, dates) => {
  world.setNow(clock)
  expect(await henrik.refused('POST', path, planned(dates))).toMatchObject({ status: 400, detail: { field, problem } })
})
