import path from 'node:path'
import { expect, test } from 'vitest'
import { Settings } from '#contract/content'
import { arrivalsOf } from './arrivals.ts'
import { aimsOf, compare } from './compare.ts'
import { rotaOf } from './crew.ts'
import { policies, shipped } from './policies.ts'
import { readScenario } from './read-scenario.ts'
import { simulate } from './run.ts'
import { staffByHour, utilisation, workByHour, type Scenario } from './scenario.ts'

const scenario = await readScenario(path.join(import.meta.dirname, '../../../content/simulation/high-season.yaml'))
const settings = Settings.parse({})
const small = (change: Partial<Scenario> = {}): Scenario => ({ ...scenario, days: 3, load: 1, ...change })

test('R57 | hospes simulate | the shipped scenario takes up 95 % of staff on average and 125 % in the two peak hours of each day', () => {
  const { mean, byHour } = utilisation(scenario)
  expect(mean).toBeCloseTo(0.95, 2)
  const [first = 0, second = 0] = byHour.toSorted((a, b) => b - a)
  expect((first + second) / 2).toBeCloseTo(1.25, 1)
})

test('R34 R57 | hospes simulate | two weeks at three times the load: the order holds its aims against every seed that is tried', async () => {
  const results = await compare(scenario, { seeds: [1, 10], settings, names: ['ours', 'first-come'] })
  const [ours, firstCome] = results
  if (!ours || !firstCome) throw new Error('policies')
  expect(aimsOf(ours, firstCome).filter(({ holds }) => !holds)).toEqual([])
  expect(ours.seeds.every(({ count }) => count > 40_000)).toBe(true)
})

test('P6 | queue.choose() | 10,000 simulated calls: nobody starves, and no call of a lower lane goes before one that the same person could take', async () => {
  const calls = small({ work: { message: 0, chat: 0, call: 1 }, perDay: 3_400, days: 3, checkIn: [{ days: 1, share: 1 }, { days: null, share: 1 }] })
  const arrivals = arrivalsOf(calls, 7).slice(0, 10_000)
  const outcomes = await simulate(arrivals, rotaOf(calls), { policy: shipped, settings })
  expect(outcomes).toHaveLength(10_000)
  expect(new Set(outcomes.map(({ arrival }) => arrival.id)).size).toBe(10_000)
  const longest = (lane: string) => Math.max(...outcomes.filter((each) => each.lane === lane).map(({ takenAt, arrival }) => takenAt - arrival.at)) / 60_000
  expect(longest('ordinary')).toBeLessThan(6 * 60)
  expect(longest('first')).toBeLessThan(longest('ordinary'))
})

test('the same seed gives the same, another seed another; every policy helps the same people', async () => {
  const arrivals = arrivalsOf(small({ days: 1 }), 3)
  expect(arrivalsOf(small({ days: 1 }), 3)).toEqual(arrivals)
  expect(arrivalsOf(small({ days: 1 }), 4)).not.toEqual(arrivals)
  for (const policy of policies) {
    const outcomes = await simulate(arrivals, rotaOf(scenario), { policy, settings })
    expect(outcomes.map(({ arrival }) => arrival.id).toSorted()).toEqual(arrivals.map(({ id }) => id))
    expect(outcomes.every(({ takenAt, arrival }) => takenAt >= arrival.at)).toBe(true)
  }
})

test('staff by shifts, also past midnight; what is needed follows the work', () => {
  const crews = [{ ...(scenario.crews[0] ?? { name: '', languages: ['sv'], teams: ['guest-care'], doors: ['guest' as const], share: 1 }), shifts: [{ count: 3, from: 22, to: 6 }, { count: 2, from: 5, to: 8 }] }]
  const there = staffByHour(small({ staffing: undefined, crews }))
  expect([23, 0, 5, 6, 7, 8].map((hour) => there[hour])).toEqual([3, 3, 5, 2, 2, 0])
  expect(workByHour(scenario)[17]).toBeGreaterThan(workByHour(scenario)[3] ?? 0)
})
