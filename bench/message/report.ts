import { cpus, totalmem } from 'node:os'
import type { Line } from './measure.ts'
import type { Options } from './options.ts'
import { tell, type Crowd } from './others.ts'
import { median } from './sample.ts'

export type Result = {
  command: string
  at: string
  machine: { processors: number; model: string; memoryGb: number; node: string; postgres: string }
  crowd: Crowd
  options: Pick<Options, 'sizes' | 'rounds' | 'seconds' | 'clients'>
  fillSeconds: Record<string, number>
  lines: Line[]
  plans: { sql: string; plan: string }[]
}

export const machine = (postgres: string): Result['machine'] => ({
  processors: cpus().length, model: cpus()[0]?.model ?? '', memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, postgres,
})

/** What the aims are held against: medians over the rounds of one measurement divided by its yardstick in the same round. */
export const ratios = ({ lines, options }: Pick<Result, 'lines' | 'options'>) => {
  const toBare = (size: number, group: string, what: string) =>
    median(ofKind(lines, { size, group, what }).map((line) => line.throughput / (ofKind(lines, { size, group, what: 'bare' }).find(({ round }) => round === line.round)?.throughput ?? NaN)))
  const [smallest = 0, largest = 0] = [Math.min(...options.sizes), Math.max(...options.sizes)]
  const costToBare = (size: number, group: string, what: string) =>
    median(ofKind(lines, { size, group, what }).map((line) => costOf(ofKind(lines, { size, group, what: 'bare' }).find(({ round }) => round === line.round)) / costOf(line)))
  const toSmallest = (what: string) => {
    const p99 = (size: number) => median(ofKind(lines, { size, group: 'queue', what }).map((line) => line.p99))
    return p99(largest) / p99(smallest)
  }
  return { toBare, costToBare, queueVerb: toSmallest('queue page, verb'), queueApi: toSmallest('queue page, API') }
}

// Of the program and PostgreSQL together.
const costOf = (line: Line | undefined) => (line?.nodeMs ?? NaN) + (line?.postgresMs ?? NaN)

type Kind = { size: number; group: string; what: string }
const ofKind = (lines: Line[], { size, group, what }: Kind) => lines.filter((line) => line.size === size && line.group === group && line.what === what)

export const render = (result: Result): string => {
  const { machine: m, options, lines } = result
  return [
    '# Sending a message, reading the queue',
    '',
    `Made by \`${result.command}\` on ${result.at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings: fsync and synchronous_commit on).`,
    tell(result.crowd),
    '',
    ...method(options),
    '## The aims',
    '',
    '| aim | at | by what was sent per second | by processor time |',
    '|---|---|---|---|',
    ...aims(result),
    '',
    '## Writing',
    '',
    header,
    rule,
    ...rows(lines.filter(({ group }) => group !== 'queue'), result),
    '',
    '## The queue page',
    '',
    'The first 50 who wait, with lane counts and names, read by 4 agents at once; the databases take turns within each round, before anything is written to them.',
    '',
    header,
    rule,
    ...rows(lines.filter(({ group }) => group === 'queue'), result),
    '',
    `### The plan at ${number(Math.max(...options.sizes))} conversations`,
    '',
    'As prepared for any parameters and bound by row security; the second run is shown.',
    ...result.plans.flatMap(({ sql, plan }) => ['', '```', sql, '', plan, '```']),
    '',
  ].join('\n')
}

const method = ({ rounds, seconds, clients }: Result['options']) => [
  `Each figure is the median of ${rounds} rounds of ${seconds} s with ${clients} clients at once. Within a round the measurements of a group follow one another,`,
  'so that what disturbs the machine disturbs all of them; compare ratios of one group, not absolute numbers of different groups. Who sends has the same',
  'processors; *by processor time* compares what bare, with its client, and the product, with PostgreSQL and all that follows, cost each.',
  '',
  '- **bare**: a plain `pg` client writes the same three rows (conversation, first entry, fact) with one prepared statement into the same tables, with the',
  '  same indexes and foreign keys; only the fact goes to a twin of its table that the product does not look at. No row security, no checks, no reading.',
  '- **verb**: `sendMessage` called in this process: topic, rights, property or reservation of the sender, idempotency, under row security.',
  '- **API**, **page form**: the built program in a process of its own, a second process sends; its own processor time is not counted, but it uses the same machine.',
  '- **reactions on** is the product: beside the load each message gets its place in the feed, its promise, its place in the queue with the entry `received`, its',
  '  receipt by e-mail and the jobs for all that. They run on the same processors; *sustained* counts the time until the last of them is done, and the processor',
  '  time per operation includes them. **reactions off**: nothing but the verb. **jobs elsewhere**: `ROLE=web`, the sequencer runs, no worker does.',
  '',
]

const aims = (result: Result) => {
  const { toBare, costToBare, queueVerb, queueApi } = ratios(result)
  const { sizes } = result.options
  const share = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(2))
  const each = (group: string, what: string) => [toBare, costToBare].map((to) => sizes.map((size) => share(to(size, group, what))).join(' · ')).join(' | ')
  const at = sizes.map(number).join(' · ')
  return [
    `| verb ≥ 0.5 of bare, reactions off | ${at} | ${each('verb, reactions off', 'verb')} |`,
    `| verb ≥ 0.5 of bare, reactions on | ${at} | ${each('verb, reactions on', 'verb')} |`,
    `| API ≥ 0.3 of bare, reactions on | ${at} | ${each('HTTP, reactions on', 'API')} |`,
    `| API ≥ 0.3 of bare, jobs elsewhere | ${at} | ${each('HTTP, jobs elsewhere', 'API')} |`,
    `| page form beside bare, reactions on | ${at} | ${each('HTTP, reactions on', 'page form')} |`,
    `| queue page p99 ≤ 2 × the smallest, verb | ${number(Math.max(...sizes))} | ${queueVerb.toFixed(2)} | |`,
    `| queue page p99 ≤ 2 × the smallest, API | ${number(Math.max(...sizes))} | ${queueApi.toFixed(2)} | |`,
  ]
}

const header = '| conversations | group | what | per second | of bare | sustained | p50 ms | p99 ms | Node ms | PostgreSQL ms |'
const rule = '|---|---|---|---|---|---|---|---|---|---|'

const rows = (lines: Line[], result: Result) => {
  const { toBare } = ratios(result)
  const groups = Map.groupBy(lines, ({ size, group, what }) => `${size}|${group}|${what}`)
  return [...groups.values()].flatMap((of) => {
    const [first] = of
    if (!first) return []
    const mid = (pick: (line: Line) => number | null) => median(of.map((line) => pick(line) ?? NaN))
    const { size, group, what } = first
    const cells = [
      number(size), group, what, number(Math.round(mid((line) => line.throughput))), group === 'queue' || what === 'bare' ? '' : toBare(size, group, what).toFixed(2),
      of.some(({ settleSeconds }) => settleSeconds > 0) ? number(Math.round(mid((line) => line.operations / (line.seconds + line.settleSeconds)))) : '',
      ms(mid((line) => line.p50)), ms(mid((line) => line.p99)), ms(mid((line) => line.nodeMs)), ms(mid((line) => line.postgresMs)),
    ]
    return `| ${cells.join(' | ')} |`
  })
}

const number = (value: number) => value.toLocaleString('en-GB')
const ms = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 2 : 1))
