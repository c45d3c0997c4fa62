import { setImmediate } from 'node:timers/promises'
import { present } from '#brand'
import type { SeasonTrial, TrialResult } from '#contract/simulation'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { mayChange } from '#seasons'
import { aimsOf, compare } from './compare.ts'
import { fromHistory } from './history.ts'
import { staffByHour, staffNeeded, sum, utilisation, workByHour, type Scenario } from './scenario.ts'

// A trial answers within seconds and lets others be answered meanwhile.
const mostConversations = 60_000
const historyDays = 28

/** What a season would do to the queue: leads change load, days and staff, and see every policy on the same arrivals. Changes nothing. */
export const trySeason = async (ctx: Ctx<AgentActor>, shipped: Scenario, { source, load, days, mean, peak }: SeasonTrial): Promise<TrialResult> => {
  if (!(await mayChange(ctx))) throw new Refusal('not_allowed')
  const [found, { settings }] = await Promise.all([source === 'history' ? fromHistory(ctx, { days: historyDays }) : shipped, present(ctx)])
  if (!found) throw new Refusal('unavailable')
  const scenario: Scenario = { ...found, load, days, staffing: { ...(shipped.staffing ?? { peakHours: 2, ease: scenarioEase }), mean, peak } }
  if (scenario.perDay * load * days > mostConversations) throw new Refusal('too_large')
  const results = await compare(scenario, { seeds: [1], settings, names: ['ours', 'first-come', 'strict-priority', 'due-order'], yieldNow: () => setImmediate() })
  const [ours, firstCome] = [results.find(({ policy }) => policy === 'ours'), results.find(({ policy }) => policy === 'first-come')]
  return {
    conversations: ours?.seeds[0]?.count ?? 0, utilisation: utilisation(scenario).mean,
    hours: workByHour(scenario).map((work, hour) => ({ hour, work, there: staffByHour(scenario)[hour] ?? 0, needed: staffNeeded(scenario)[hour] ?? 0 })),
    policies: results.map(({ policy, seeds }) => ({ policy, kept: seeds[0]?.kept ?? 1, longest: seeds[0]?.longest ?? 0, groups: seeds[0]?.ways ?? [] })),
    aims: ours && firstCome ? aimsOf(ours, firstCome) : [],
    staffHours: sum(staffByHour(scenario)),
  }
}

const scenarioEase = Array.from({ length: 24 }, () => 1)
