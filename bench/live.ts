import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { atOnce } from './live/desks.ts'
import type { Found, Line } from './live/found.ts'
import { idle, restart } from './live/idle.ts'
import { cut, killed, manyWriters, withoutBus } from './live/losing.ts'
import { render } from './live/report.ts'
import { makeStage, type Stage } from './live/stage.ts'
import { stalled } from './live/stalled.ts'
import { openConversations } from './live/writing.ts'
import { watchOthers } from './message/others.ts'
import { machine } from './message/report.ts'

export type Options = { parts: readonly PartName[]; messages: number; seeds: number; desks: number; idle: number; back: number; seconds: number; folder: string }
type Run = (on: { stage: Stage; ids: readonly string[]; options: Options }) => Promise<Line[]>

const parts = {
  L1: async ({ stage, ids, options: { messages, seeds } }) => cut(stage, ids, { messages, seeds }),
  L2: async ({ stage, ids, options: { messages, seconds } }) => [...(await killed(stage, ids, { messages })), await withoutBus(stage, ids, { seconds })],
  L3: async ({ stage, ids, options: { messages } }) => manyWriters(stage, ids, { messages: Math.ceil((messages * 5) / 3) }),
  L4: async ({ stage, ids, options }) => [await idle(stage, ids, { count: options.idle })],
  L5: async ({ stage, ids, options: { desks, seconds } }) => [await atOnce(stage, ids, { desks, seconds: Math.min(30, seconds) })],
  L6: async ({ stage, ids, options }) => [await restart(stage, ids, { count: options.back })],
  L7: async ({ stage, ids, options: { seconds } }) => [await stalled(stage, ids, { seconds: Math.min(45, seconds) })],
} satisfies Record<string, Run>
export type PartName = keyof typeof parts
export const partNames = Object.keys(parts) as PartName[]

// Of these the memory is told: by a program whose memory holds nothing of the one before.
const weighed: PartName[] = ['L4', 'L5', 'L7']

/** The live criteria against the built program; writes what was run into live.json, and all that is known into live.md. */
export const benchLive = async (options: Options, say: (line: string) => void): Promise<Found> => {
  const stage = await makeStage(Math.max(options.idle, options.back, options.desks) + 64)
  const file = path.join(options.folder, 'live.json')
  const result = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Found
  const command = `hospes bench live${process.argv.slice(2).map((word) => ` ${word}`).join('')}`
  try {
    await stage.start()
    const ids = await openConversations(stage, 50)
    for (const name of options.parts) {
      if (weighed.includes(name)) {
        await stage.kill()
        await stage.start()
      }
      const crowd = watchOthers(stage.world.postmaster)
      const lines = await parts[name]({ stage, ids, options })
      for (const { found, holds } of lines) say(`${name}: ${found}${holds ? '' : '  <- not enough'}`)
      result[name] = { command, at: new Date().toISOString(), machine: machine(stage.world.version), crowd: crowd(), lines }
      await mkdir(options.folder, { recursive: true })
      await writeFile(file, `${JSON.stringify(result, null, 1)}\n`)
      await writeFile(path.join(options.folder, 'live.md'), render(result))
    }
    return result
  } finally {
    await stage.close()
  }
}

if (import.meta.main) {
  const number = (value: string) => ({ type: 'string', default: value }) as const
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2), allowPositionals: true,
    options: { messages: number('3000'), seeds: number('20'), desks: number('1000'), idle: number('10000'), back: number('5000'), seconds: number('60'), folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } },
  })
  const chosen = partNames.filter((name) => positionals.length === 0 || positionals.includes(name))
  if (chosen.length === 0) throw new Error(`Name parts to run alone: ${partNames.join(', ')}.`)
  const { folder, ...numbers } = values
  const read = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])) as Omit<Options, 'folder' | 'parts'>
  await benchLive({ ...read, parts: chosen, folder }, (line) => console.log(line))
}
