import { arrivalsOf } from './arrivals.ts'
import { ofSeed, of } from './compare.ts'
import { rotaOf } from './crew.ts'
import { shipped } from './policies.ts'
import { simulate, type RunSettings } from './run.ts'
import { staffByHour, workByHour, type Scenario } from './scenario.ts'

export type PlanAim = { aim: 'first on the phone' | 'first in chat' | 'first in writing' | 'kept'; bound: number; found: number; holds: boolean }
/** How many people each clock hour needs (UTC), how much of their time is taken up, and what was found with them. */
export type Plan = { taken: number; holds: boolean; hours: { hour: number; work: number; needed: number }[]; aims: PlanAim[] }

// From the leanest; below half of the time taken up, other things than too few people are wrong.
const levels = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5] as const
const most = { phone: 15, chat: 15, message: 120 }
const leastKept = 0.99

/** The fewest people with whom the aims hold, played through the queue's own order: who goes first is answered soon, and promises are kept. */
export const planStaff = async (scenario: Scenario, { settings, yieldNow }: { settings: RunSettings; yieldNow?: () => Promise<unknown> }): Promise<Plan> => {
  const arrivals = arrivalsOf(scenario, 1)
  const tried = new Map<number, Plan>()
  const at = async (place: number) => {
    const taken = levels[place] ?? 0.5
    const staffed: Scenario = { ...scenario, staffing: { mean: taken, peak: taken, peakHours: 0, ease: scenario.byHour.map(() => 1) } }
    const plan = tried.get(place) ?? planOf(staffed, taken, ofSeed(1, await simulate(arrivals, rotaOf(staffed), { policy: shipped, settings, yieldNow })))
    tried.set(place, plan)
    return plan
  }
  // More people never make anybody wait longer: the leanest that holds is looked for between those that do and do not.
  let [low, high] = [0, levels.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((await at(middle)).holds) high = middle
    else low = middle + 1
  }
  return at(low)
}

const planOf = (scenario: Scenario, taken: number, { ways, kept }: ReturnType<typeof ofSeed>): Plan => {
  const soon = (aim: PlanAim['aim'], bound: number, way: string): PlanAim => ({ aim, bound, found: of(ways, way).p95, holds: of(ways, way).p95 <= bound })
  const aims = [
    soon('first on the phone', most.phone, 'first call'), soon('first in chat', most.chat, 'first chat'), soon('first in writing', most.message, 'first message'),
    { aim: 'kept' as const, bound: leastKept, found: kept, holds: kept >= leastKept },
  ]
  const [work, there] = [workByHour(scenario), staffByHour(scenario)]
  return { taken, holds: aims.every(({ holds }) => holds), aims, hours: work.map((hours, hour) => ({ hour, work: hours, needed: there[hour] ?? 0 })) }
}
