import { arrivalsOf } from './arrivals.ts'
import { rotaOf } from './crew.ts'
import { keptShare, measure, type Measure } from './measure.ts'
import { policies, type Policy } from './policies.ts'
import { simulate, type Outcome, type RunSettings } from './run.ts'
import type { Scenario } from './scenario.ts'

export type Waits = Pick<Measure, 'p50' | 'p95' | 'longest'>
export type OfSeed = { seed: number; count: number; kept: number; longest: number; lanes: Measure[]; ways: Measure[]; hours: Measure[] }
export type OfPolicy = { policy: Policy['name']; seeds: OfSeed[] }

/** Plays every policy on the same arrivals, once for each seed. */
export const compare = async (
  scenario: Scenario,
  { seeds, settings, names, yieldNow }: { seeds: readonly number[]; settings: RunSettings; names: readonly Policy['name'][]; yieldNow?: () => Promise<unknown> },
): Promise<OfPolicy[]> => {
  const rota = rotaOf(scenario)
  const results = policies.filter(({ name }) => names.includes(name)).map((policy) => ({ policy, seeds: [] as OfSeed[] }))
  for (const seed of seeds) {
    const arrivals = arrivalsOf(scenario, seed)
    for (const { policy, seeds: played } of results) played.push(ofSeed(seed, await simulate(arrivals, rota, { policy, settings, yieldNow })))
  }
  return results.map(({ policy, seeds: played }) => ({ policy: policy.name, seeds: played }))
}

export const ofSeed = (seed: number, outcomes: readonly Outcome[]): OfSeed => {
  const [all] = measure(outcomes, 'all')
  return {
    seed, count: outcomes.length, kept: all ? keptShare([all]) : 1, longest: all?.longest ?? 0,
    lanes: measure(outcomes, 'lane'), ways: measure(outcomes, 'lane and way'), hours: measure(outcomes, 'hour'),
  }
}

export const of = (measures: readonly Measure[], group: string): Waits => measures.find((each) => each.group === group) ?? { p50: 0, p95: 0, longest: 0 }

/** What the order is to hold, and what the worst seed gave. */
export type Aim = { aim: 'first on the phone' | 'first in chat' | 'first in writing' | 'longest to ordinary' | 'kept against first-come'; most: number; worst: number; holds: boolean }

/** The aims, each with its worst seed: waits in minutes, the longest as a multiple of the ordinary p95, kept as the least lead over first-come. */
export const aimsOf = (ours: OfPolicy, firstCome: OfPolicy): Aim[] => {
  const worst = (value: (seed: OfSeed) => number) => Math.max(...ours.seeds.map(value))
  const aim = (name: Aim['aim'], most: number, found: number): Aim => ({ aim: name, most, worst: found, holds: found <= most })
  const lost = ours.seeds.map(({ kept }, place) => (firstCome.seeds[place]?.kept ?? 0) - kept)
  return [
    aim('first on the phone', 15, worst(({ ways }) => of(ways, 'first call').p95)),
    aim('first in chat', 15, worst(({ ways }) => of(ways, 'first chat').p95)),
    aim('first in writing', 120, worst(({ ways }) => of(ways, 'first message').p95)),
    aim('longest to ordinary', 3, worst(({ lanes, longest }) => (of(lanes, 'ordinary').p95 === 0 ? 0 : longest / of(lanes, 'ordinary').p95))),
    aim('kept against first-come', 0, Math.max(...lost)),
  ]
}
