import { parseArgs } from 'node:util'
import path from 'node:path'
import { Settings } from '#contract/content'
import { compare, readScenario, writeReport } from '#simulation'

const help = 'hospes simulate [SCENARIO.yaml] [--seeds 20] [--out docs]'
const names = ['ours', 'first-come', 'strict-priority', 'due-order'] as const

/** Plays a scenario through the queue and writes `queue.md` with its pictures. Needs no database. */
export const simulateCommand = async ({ contentDir, say }: { contentDir: string; say: (text: string) => void }, args: string[]): Promise<void> => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { seeds: { type: 'string', default: '20' }, out: { type: 'string', default: 'docs' } } })
  const count = Number(values.seeds)
  if (!Number.isInteger(count) || count < 1) throw new Error(`Say how many seeds: ${help}`)
  const scenario = await readScenario(positionals[0] ?? path.join(contentDir, 'simulation/high-season.yaml'))
  const began = performance.now()
  const results = await compare(scenario, { seeds: Array.from({ length: count }, (_, place) => place + 1), settings: Settings.parse({}), names })
  const played = results.flatMap(({ seeds }) => seeds).reduce((all, seed) => all + seed.count, 0)
  const perSecond = Math.round(played / (performance.now() - began)) * 1_000
  const command = `hospes simulate${positionals[0] ? ` ${positionals[0]}` : ''} --seeds ${count}`
  const aims = await writeReport(values.out, { scenario, results, command, perSecond })
  for (const { aim, worst, most, holds } of aims) say(`${holds ? '✓' : '✗'} ${aim}: ${worst.toFixed(2)} (at most ${most})`)
  say(`${played.toLocaleString('en-GB')} conversations, ${perSecond.toLocaleString('en-GB')} a second; ${path.join(values.out, 'queue.md')}`)
}
