import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import path from 'node:path'
import { present } from '#brand'
import { Settings } from '#contract/content'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { compare, fromContacts, fromHistory, planStaff, readScenario, writePlan, writeReport } from '#simulation'

const help = 'hospes simulate [SCENARIO.yaml] [--seeds 20] [--out docs], or: hospes simulate --from-history [--days 28] | --file CONTACTS.csv [--load 1] [--out .]'
const names = ['ours', 'first-come', 'strict-priority', 'due-order'] as const

type Around = { contentDir: string; say: (text: string) => void; withDatabase: (work: (ctx: Ctx) => Promise<void>) => Promise<void> }

const options = {
  seeds: { type: 'string', default: '20' }, out: { type: 'string' }, 'from-history': { type: 'boolean', default: false }, file: { type: 'string' }, days: { type: 'string', default: '28' }, load: { type: 'string', default: '1' },
} as const

/** Plays a scenario through the queue and writes `queue.md` with its pictures; or plans staff for what came in lately, or for a file of contacts. */
export const simulateCommand = async ({ contentDir, say, withDatabase }: Around, args: string[]): Promise<void> => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const { file, 'from-history': history } = values
  if (history || file !== undefined) {
    const [days, load] = [Number(values.days), Number(values.load)]
    if (!(days >= 1 && load > 0)) throw new Error(`Say how many days and how many times as much: ${help}`)
    const csv = file === undefined ? null : await readFile(file, 'utf8')
    const command = `hospes simulate ${file === undefined ? `--from-history --days ${days}` : `--file ${path.basename(file)}`} --load ${load}`
    return withDatabase((ctx) => plan(ctx, { csv, days, load, command, out: values.out ?? '.', say }))
  }
  const count = Number(values.seeds)
  if (!Number.isInteger(count) || count < 1) throw new Error(`Say how many seeds: ${help}`)
  const out = values.out ?? 'docs'
  const scenario = await readScenario(positionals[0] ?? path.join(contentDir, 'simulation/high-season.yaml'))
  const began = performance.now()
  const results = await compare(scenario, { seeds: Array.from({ length: count }, (_, place) => place + 1), settings: Settings.parse({}), names })
  const played = results.flatMap(({ seeds }) => seeds).reduce((all, seed) => all + seed.count, 0)
  const perSecond = Math.round(played / (performance.now() - began)) * 1_000
  const command = `hospes simulate${positionals[0] ? ` ${positionals[0]}` : ''} --seeds ${count}`
  const aims = await writeReport(out, { scenario, results, command, perSecond })
  for (const { aim, worst, most, holds } of aims) say(`${holds ? '✓' : '✗'} ${aim}: ${worst.toFixed(2)} (at most ${most})`)
  say(`${played.toLocaleString('en-GB')} conversations, ${perSecond.toLocaleString('en-GB')} a second; ${path.join(out, 'queue.md')}`)
}

type Planning = { csv: string | null; days: number; load: number; command: string; out: string; say: (text: string) => void }

const plan = async (ctx: Ctx, { csv, days, load, command, out, say }: Planning) => {
  const [found, { settings }] = await Promise.all([csv === null ? fromHistory(ctx, { days }) : contactsOf(ctx, csv), present(ctx)])
  if (!found) throw new Error('Too few contacts to say anything: at least fifty, about topics that this installation has.')
  const scenario = { ...found, load, days: 7 }
  const made = await planStaff(scenario, { settings })
  await writePlan(out, { scenario, plan: made, command })
  for (const { aim, found: value, holds } of made.aims) say(`${holds ? '✓' : '✗'} ${aim}: ${value.toFixed(2)}`)
  say(`${made.hours.reduce((all, { needed }) => all + needed, 0)} hours of staff a day, ${Math.round(made.taken * 100)} % taken up; ${path.join(out, 'staffing.md')}`)
}

const contactsOf = async (ctx: Ctx, csv: string) => {
  try {
    return await fromContacts(ctx, csv)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { problem, line, column, columns } = error.detail as { problem?: string; line?: number; column?: string; columns?: string[] }
    throw new Error(problem === 'columns' ? `The first line has to name these columns: ${columns?.join(', ')}.` : `Line ${line} cannot be read${column ? `: look at its ${column}` : ''}.`, { cause: error })
  }
}
