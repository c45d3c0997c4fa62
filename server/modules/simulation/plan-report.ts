import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plan, PlanAim } from './plan.ts'
import { meanMinutes, type Scenario } from './scenario.ts'
import { bars } from './svg.ts'

const clock = (hour: number) => String(hour).padStart(2, '0')
const aimTexts: Record<PlanAim['aim'], (bound: number, found: number) => string> = {
  'first on the phone': (bound, found) => `lane *first*, on the phone, p95 ≤ ${bound} min | ${found.toFixed(1)} min`,
  'first in chat': (bound, found) => `lane *first*, in chat, p95 ≤ ${bound} min | ${found.toFixed(1)} min`,
  'first in writing': (bound, found) => `lane *first*, in writing, p95 ≤ ${bound / 60} h | ${found.toFixed(1)} min`,
  kept: (bound, found) => `promises kept ≥ ${bound * 100} % | ${(found * 100).toFixed(1)} %`,
}

export type PlanReport = { scenario: Scenario; plan: Plan; command: string }

/** Writes the plan as a page, a table for other programs and a picture: `staffing.md`, `staffing.csv` and `staffing.svg` in a folder. */
export const writePlan = async (folder: string, report: PlanReport): Promise<void> => {
  const { hours } = report.plan
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'staffing.md'), pageOf(report))
  await writeFile(path.join(folder, 'staffing.csv'), [['hour', 'work', 'people'].join(','), ...hours.map(({ hour, work, needed }) => [hour, work.toFixed(2), needed].join(','))].map((line) => `${line}\r\n`).join(''))
  await writeFile(path.join(folder, 'staffing.svg'), bars({
    title: 'Hours of work that come in, and people who are needed', unit: 'an hour, UTC', labels: hours.map(({ hour }) => clock(hour)),
    series: [{ name: 'hours of work', values: hours.map(({ work }) => work) }, { name: 'people needed', values: hours.map(({ needed }) => needed) }],
  }))
}

const pageOf = ({ scenario, plan, command }: PlanReport) => `# Staff needed

Made by \`${command}\`: ${(scenario.perDay * scenario.load).toFixed(0)} conversations a day, ${meanMinutes(scenario).toFixed(1)} minutes each, played through the queue's own order.

${plan.holds ? `The fewest people with whom the aims hold have ${Math.round(plan.taken * 100)} % of their time taken up.` : `**Not all aims hold**, not even when only ${Math.round(plan.taken * 100)} % of people's time is taken up: look at languages and teams that nobody has.`}

| aim | found | holds |
|---|---:|---|
${plan.aims.map(({ aim, bound, found, holds }) => `| ${aimTexts[aim](bound, found)} | ${holds ? 'yes' : '**no**'} |`).join('\n')}

| hour (UTC) | hours of work | people |
|---|---:|---:|
${plan.hours.map(({ hour, work, needed }) => `| ${clock(hour)} | ${work.toFixed(1)} | ${needed} |`).join('\n')}

![Work that comes in and people who are needed, by hour](staffing.svg)
`
