import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { aimsOf, of, type Aim, type OfPolicy, type OfSeed } from './compare.ts'
import { sum, staffByHour, staffNeeded, utilisation, workByHour, type Scenario } from './scenario.ts'
import { bars, lines } from './svg.ts'

const titles: Record<OfPolicy['policy'], string> = { ours: 'ours', 'first-come': 'first come, first served', 'strict-priority': 'strict priority', 'due-order': 'due order alone' }
const aimTexts: Record<Aim['aim'], (value: number) => string> = {
  'first on the phone': (value) => `lane *first*, on the phone, p95 ≤ 15 min | ${minutes(value)}`,
  'first in chat': (value) => `lane *first*, in chat, p95 ≤ 15 min | ${minutes(value)}`,
  'first in writing': (value) => `lane *first*, in writing, p95 ≤ 2 h | ${minutes(value)}`,
  'longest to ordinary': (value) => `longest wait of all ≤ 3 × the ordinary p95 | ${value.toFixed(2)} ×`,
  'kept against first-come': (value) => `promises kept ≥ first come, first served | ${value <= 0 ? `${(-value * 100).toFixed(2)} points more, or as many` : `${(value * 100).toFixed(2)} points fewer`}`,
}

export type Report = { scenario: Scenario; results: readonly OfPolicy[]; command: string; perSecond: number }

/** Writes the page and its pictures: `queue.md` and `queue/*.svg` in a folder. Returns the aims. */
export const writeReport = async (folder: string, report: Report): Promise<Aim[]> => {
  const [ours, firstCome] = [find(report, 'ours'), find(report, 'first-come')]
  const aims = ours && firstCome ? aimsOf(ours, firstCome) : []
  await mkdir(path.join(folder, 'queue'), { recursive: true })
  await writeFile(path.join(folder, 'queue.md'), pageOf(report, aims))
  for (const [name, picture] of Object.entries(picturesOf(report))) await writeFile(path.join(folder, 'queue', `${name}.svg`), picture)
  return aims
}

const find = ({ results }: Pick<Report, 'results'>, name: OfPolicy['policy']) => results.find(({ policy }) => policy === name)
const worst = ({ seeds }: OfPolicy, value: (seed: OfSeed) => number) => Math.max(...seeds.map(value))
const clock = (hour: number) => String(hour).padStart(2, '0')
const minutes = (value: number) => (value < 100 ? `${value.toFixed(1)} min` : `${(value / 60).toFixed(1)} h`)

const groups = ['safety call', 'safety message', 'first call', 'first chat', 'first message', 'ordinary call', 'ordinary chat', 'ordinary message']

const pageOf = ({ scenario, results, command, perSecond }: Report, aims: readonly Aim[]) => {
  const seeds = results[0]?.seeds ?? []
  const { mean, byHour } = utilisation(scenario)
  const peak = byHour.toSorted((a, b) => b - a).slice(0, scenario.staffing?.peakHours ?? 0)
  return `# The order of the queue, played through

${scenario.about}

\`${command}\` writes this page and its pictures from [the scenario](../content/simulation/high-season.yaml). It ranks and chooses by the
functions that production calls (\`rank\`, \`choose\`, \`matchOffer\`), every policy on the same arrivals: ${seeds.length} seeds of ${scenario.days} days,
${Math.round(sum(seeds.map(({ count }) => count)) / Math.max(1, seeds.length)).toLocaleString('en-GB')} conversations each; ${perSecond.toLocaleString('en-GB')} a second.

Staff are taken up ${(mean * 100).toFixed(1)} % on average and ${peak.map((each) => `${(each * 100).toFixed(0)} %`).join(' and ')} in the ${peak.length} busiest hours of each day.
A wait ends when a person takes the call or the chat, and in writing when the answer is sent. Nobody hangs up: real callers do, so
real waits are shorter and some are not helped.

## What the order holds, in its worst seed

| aim | worst of ${seeds.length} | holds |
|---|---:|---|
${aims.map(({ aim, worst: found, holds }) => `| ${aimTexts[aim](found)} | ${holds ? 'yes' : '**no**'} |`).join('\n')}

## Every policy, in its worst seed

p50 / p95 / longest.

| lane and way | ${results.map(({ policy }) => titles[policy]).join(' | ')} |
|---|${results.map(() => '---:').join('|')}|
${groups.map((group) => `| ${group} | ${results.map((result) => waitsOf(result, group)).join(' | ')} |`).join('\n')}
| promises kept by the first time, least | ${results.map(({ seeds: played }) => `${(Math.min(...played.map(({ kept }) => kept)) * 100).toFixed(2)} %`).join(' | ')} |

![Waits of the lane first and the ordinary lane by policy](queue/policies.svg)

![Wait by the hour in which somebody came](queue/hours.svg)

![Work that comes in and staff who are there, by hour](queue/staff.svg)

Staff needed for 85 % of their time taken up, from midnight (UTC): ${staffNeeded(scenario).join(', ')}; there are ${staffByHour(scenario).join(', ')}.

## What it says

- First come, first served is shortest for who is ordinary and makes a guest at a locked door wait with everybody else.
- Strict priority does as well for the lane *first*; who calls about something ordinary waits behind what was written before, and
  first come, first served and strict priority both break short promises.
- Due order alone does nearly as well as ours on an ordinary day, and has nothing to hold against a first lane that never empties: the
  ordinary lane's share of picks is for that, and for saying plainly who goes first.
- A matter promised within five working days would wait behind all that comes until then: an ordinary one is due within a day
  whatever was promised ([0037](decisions/0037-simulated-order.md)).
`
}

const waitsOf = (result: OfPolicy, group: string) =>
  `${minutes(worst(result, ({ ways }) => of(ways, group).p50))} / ${minutes(worst(result, ({ ways }) => of(ways, group).p95))} / ${minutes(worst(result, ({ ways }) => of(ways, group).longest))}`

const picturesOf = (report: Report): Record<string, string> => {
  const { scenario, results } = report
  const hours = scenario.byHour.map((_, hour) => clock(hour))
  const shown = ['first call', 'first chat', 'first message', 'ordinary call', 'ordinary message']
  const byHour = results.filter(({ policy }) => policy === 'ours' || policy === 'first-come')
  return {
    policies: bars({ title: 'p95 of the wait, worst seed', unit: 'minutes', labels: shown, series: results.map((result) => ({ name: titles[result.policy], values: shown.map((group) => worst(result, ({ ways }) => of(ways, group).p95)) })) }),
    hours: lines({ title: 'p95 of the wait by the hour in which somebody came, worst seed', unit: 'minutes, UTC', labels: hours, series: byHour.map((result) => ({ name: titles[result.policy], values: hours.map((hour) => worst(result, ({ hours: measures }) => of(measures, hour).p95)) })) }),
    staff: bars({ title: 'Hours of work that come in, and people who are there', unit: 'an hour, UTC', labels: hours, series: [{ name: 'hours of work', values: workByHour(scenario) }, { name: 'people there', values: staffByHour(scenario) }] }),
  }
}
