import { setImmediate } from 'node:timers/promises'
import { present } from '#brand'
import type { SeasonTrial, TrialResult } from '#contract/simulation'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { mayChange } from '#seasons'
import { aimsOf, compare } from './compare.ts'
import { fromContacts, fromHistory } from './history.ts'
import { planStaff } from './plan.ts'
import { staffByHour, sum, utilisation, workByHour, type Scenario } from './scenario.ts'

// A trial answers within seconds and lets others be answered meanwhile.
const mostConversations = 60_000
const historyDays = 28
const planDays = 3

/** What a season would do to the queue: leads change load, days and staff, and see every policy on the same arrivals. Changes nothing. */
export const trySeason = async (ctx: Ctx<AgentActor>, shipped: Scenario, { source, csv, load, days, mean, peak }: SeasonTrial): Promise<TrialResult> => {
  if (!(await mayChange(ctx))) throw new Refusal('not_allowed')
  const [found, { settings }] = await Promise.all([scenarioFor(ctx, shipped, { source, csv }), present(ctx)])
  if (!found) throw new Refusal('unavailable')
  const scenario: Scenario = { ...found, load, days, staffing: { ...(shipped.staffing ?? { peakHours: 2, ease: scenarioEase }), mean, peak } }
  if (scenario.perDay * load * days > mostConversations) throw new Refusal('too_large')
  const results = await compare(scenario, { seeds: [1], settings, names: ['ours', 'first-come', 'strict-priority', 'due-order'], yieldNow: () => setImmediate() })
  const plan = await planStaff({ ...scenario, days: Math.min(days, planDays) }, { settings, yieldNow: () => setImmediate() })
  const [ours, firstCome] = [results.find(({ policy }) => policy === 'ours'), results.find(({ policy }) => policy === 'first-come')]
  return {
    conversations: ours?.seeds[0]?.count ?? 0, utilisation: utilisation(scenario).mean,
    hours: workByHour(scenario).map((work, hour) => ({ hour, work, there: staffByHour(scenario)[hour] ?? 0, needed: plan.hours[hour]?.needed ?? 0 })),
    policies: results.map(({ policy, seeds }) => ({ policy, kept: seeds[0]?.kept ?? 1, longest: seeds[0]?.longest ?? 0, groups: seeds[0]?.ways ?? [] })),
    plan: { taken: plan.taken, holds: plan.holds, people: sum(plan.hours.map(({ needed }) => needed)), aims: plan.aims },
    aims: ours && firstCome ? aimsOf(ours, firstCome) : [],
    staffHours: sum(staffByHour(scenario)),
  }
}

const scenarioFor = (ctx: Ctx, shipped: Scenario, { source, csv }: Pick<SeasonTrial, 'source' | 'csv'>) => {
  if (source === 'shipped') return Promise.resolve(shipped)
  return source === 'history' ? fromHistory(ctx, { days: historyDays }) : fromContacts(ctx, csv ?? '')
}

const scenarioEase = Array.from({ length: 24 }, () => 1)
