import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Line } from './live/found.ts'
import { cutAndKilled, manyWriters, withoutBus } from './live/losing.ts'
import { atOnce, idle, restart, stalled } from './live/many.ts'
import { makeStage } from './live/stage.ts'
import { openConversations } from './live/writing.ts'
import { machine } from './message/report.ts'

export type Options = { messages: number; seeds: number; desks: number; idle: number; back: number; seconds: number; folder: string }
export type Result = { command: string; at: string; machine: ReturnType<typeof machine>; options: Omit<Options, 'folder'>; lines: Line[] }

/** The live criteria against the built program; writes live.md and live.json. */
export const benchLive = async ({ folder, ...options }: Options, say: (line: string) => void): Promise<Result> => {
  const stage = await makeStage(Math.ceil(Math.max(options.idle, options.back, options.desks * 8) / 8) + 16)
  const lines: Line[] = []
  const tell = (line: Line) => {
    lines.push(line)
    say(`${line.criterion}: ${line.found}${line.holds ? '' : '  <- not enough'}`)
  }
  try {
    await stage.start()
    const ids = await openConversations(stage, 50)
    // First, while its memory holds nothing else.
    tell(await idle(stage, { count: options.idle }))
    for (let seed = 1; seed <= options.seeds; seed++) for (const line of await cutAndKilled(stage, ids, { messages: options.messages, seed, kills: false })) tell(line)
    for (const line of await cutAndKilled(stage, ids, { messages: Math.ceil(options.messages / 3), seed: 0, kills: true })) tell(line)
    tell(await withoutBus(stage, ids, { seconds: options.seconds }))
    tell(await manyWriters(stage, ids, { messages: options.messages }))
    tell(await atOnce(stage, ids, { desks: options.desks, seconds: Math.min(10, options.seconds) }))
    tell(await stalled(stage))
    tell(await restart(stage, { count: options.back }))
    const result: Result = { command: `hospes bench live${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(stage.world.version), options, lines }
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'live.json'), `${JSON.stringify(result, null, 1)}\n`)
    await writeFile(path.join(folder, 'live.md'), render(result))
    return result
  } finally {
    await stage.close()
  }
}

const render = ({ command, at, machine: m, options, lines }: Result) => [
  '# Live',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings).`,
  '',
  `The built program in a process of its own; writers, readers and desks are another process on the same machine, whose processors it shares. ${options.messages.toLocaleString('en-GB')} messages`,
  `a seed, ${options.seeds} seeds; every ${'`'}missing${'`'} is counted by comparing what the API acknowledged with what a reader saw who goes on from its last place.`,
  '',
  '| criterion | what | found | enough |',
  '|---|---|---|---|',
  ...lines.map(({ criterion, what, found, holds }) => `| ${criterion} | ${what} | ${found} | ${holds ? 'yes' : 'no'} |`),
  '',
].join('\n')

if (import.meta.main) {
  const number = (value: string) => ({ type: 'string', default: value }) as const
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { messages: number('3000'), seeds: number('20'), desks: number('1000'), idle: number('10000'), back: number('5000'), seconds: number('60'), folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } },
  })
  const { folder, ...numbers } = values
  const read = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])) as Omit<Options, 'folder'>
  await benchLive({ ...read, folder }, (line) => console.log(line))
}
