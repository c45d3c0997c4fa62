import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { systemActor, type Ctx } from '#identity'
import { openDatabase } from '#platform/postgres'
import { bringPeople, playCalls, type Played } from './calls/play.ts'
import { tell, watchOthers, type Crowd } from './message/others.ts'
import { machine } from './message/report.ts'
import { makeWorld } from './message/world.ts'

export type Options = { agents: number; calls: number; folder: string }
export type Result = { command: string; at: string; machine: ReturnType<typeof machine>; crowd: Crowd; agents: number; played: Played }

/** P6: so many agents answer so many calls at once; writes calls.md and calls.json. */
export const benchCalls = async ({ agents, calls, folder }: Options): Promise<Result> => {
  const world = await makeWorld()
  const connection = world.connectionTo('bench_calls')
  try {
    await world.copy('bench_calls')
    const product = openDatabase({ connection, brand: world.brandId, restricted: true, maxConnections: 16 })
    try {
      const ctx: Ctx = { db: product.db, actor: systemActor(world.brandId), now: world.boot.now, log: world.boot.log }
      const staff = await bringPeople(ctx, agents)
      const crowd = watchOthers(world.postmaster)
      const played = await playCalls(ctx, { staff, calls })
      const result: Result = { command: `hospes bench calls${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(world.version), crowd: crowd(), agents, played }
      await mkdir(folder, { recursive: true })
      await writeFile(path.join(folder, 'calls.json'), `${JSON.stringify(result, null, 1)}\n`)
      await writeFile(path.join(folder, 'calls.md'), render(result))
      return result
    } finally {
      await product.close()
    }
  } finally {
    await world.close()
  }
}

const render = ({ command, at, machine: m, crowd, agents, played }: Result) => [
  '# Calls at once',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings).`,
  tell(crowd),
  '',
  `${agents} agents answer ${played.calls.toLocaleString('en-GB')} calls as they are offered, each offer by two tabs at the same moment, with a colleague who reaches for it too. Aim (P6): each taken once, one call a person.`,
  '',
  '| what | found |',
  '|---|---:|',
  `| calls taken | ${played.taken.toLocaleString('en-GB')} of ${played.calls.toLocaleString('en-GB')} |`,
  `| taken twice | ${played.twice} |`,
  `| somebody in two calls | ${played.twoAtOnce} |`,
  `| an offer taken by whom it was not made to | ${played.strangers} |`,
  `| calls a second | ${(played.taken / played.seconds).toFixed(0)} |`,
  '',
].join('\n')

if (import.meta.main) {
  const { values } = parseArgs({ args: process.argv.slice(2), options: { agents: { type: 'string', default: '50' }, calls: { type: 'string', default: '1000' }, folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } } })
  const { played } = await benchCalls({ agents: Number(values.agents), calls: Number(values.calls), folder: values.folder })
  console.log(JSON.stringify(played))
}
