import type { Skills } from '#queue'
import { covers, staffByHour, sum, type Scenario } from './scenario.ts'

/** Somebody on the rota and at which clock hours they are there. */
export type Worker = { id: string; skills: Skills; works: (hour: number) => boolean }

/** The rota: by its shifts, or by how many each hour needs, each crew with its share. */
export const rotaOf = (scenario: Scenario): Worker[] => (scenario.staffing ? byNeed(scenario) : byShifts(scenario))

const byShifts = ({ crews }: Scenario): Worker[] =>
  crews.flatMap(({ name, shifts, ...skills }) =>
    shifts.flatMap((shift, place) => Array.from({ length: shift.count }, (_, number) => ({ id: `${name} ${place + 1}.${number + 1}`, skills, works: (hour: number) => covers(shift, hour) }))))

// The first of them work the quietest hours too; crews alternate, so that every hour has the languages it can.
const byNeed = (scenario: Scenario): Worker[] => {
  const there = staffByHour(scenario)
  const all = sum(scenario.crews.map(({ share }) => share))
  const given = scenario.crews.map(() => 0)
  return Array.from({ length: Math.max(...there) }, (_, number) => {
    const behind = scenario.crews.map(({ share }, place) => ((number + 1) * share) / all - (given[place] ?? 0))
    const place = behind.indexOf(Math.max(...behind))
    const crew = scenario.crews[place]
    if (!crew) throw new Error('a scenario needs a crew')
    given[place] = (given[place] ?? 0) + 1
    return { id: `${crew.name} ${given[place]}`, skills: crew, works: (hour: number) => (there[hour] ?? 0) > number }
  })
}
