import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { systemActor, type AgentActor, type Ctx } from '#identity'
import { openDatabase, type Db } from '#platform/postgres'
import { countAll, history, now, parts, sumUp } from '#reporting'
import { machine } from './message/report.ts'
import { quantile } from './message/sample.ts'
import { asOwner, makeWorld } from './message/world.ts'
import { drawMatters, plans } from './reports/fill.ts'

export type Options = { count: number; rounds: number; folder: string }
export type Line = { what: string; p50: number; p99: number; rows: number }
export type Result = { command: string; at: string; machine: ReturnType<typeof machine>; count: number; rounds: number; sumSeconds: number; hours: number; lines: Line[]; plans: { sql: string; plan: string }[] }

/** Asks for what leads look at where a year of conversations has been counted; writes reports.md and reports.json. */
export const benchReports = async ({ count, rounds, folder }: Options, say: (line: string) => void): Promise<Result> => {
  const world = await makeWorld()
  const connection = world.connectionTo('bench_reports')
  await world.copy('bench_reports')
  const system = openDatabase({ connection, brand: '*', restricted: false, maxConnections: 2 })
  const product = openDatabase({ connection, brand: world.brandId, restricted: true, maxConnections: 8 })
  try {
    await asOwner(connection, [drawMatters(world.brandId, count)])
    const began = performance.now()
    await sumUp({ db: system.db, actor: systemActor(world.brandId), now: () => new Date(), log: world.boot.log })
    const sumSeconds = (performance.now() - began) / 1_000
    await asOwner(connection, ["update staff.agent set roles = '{agent,lead}'", 'vacuum (analyze)'])
    const hours = Number((await sql<{ n: string }>`select count(*) as n from reporting.hour`.execute(system.db)).rows[0]?.n ?? 0)
    say(`${count} conversations summed up into ${hours} hours in ${sumSeconds.toFixed(1)} s`)
    const lead = await leadOf(world.brandId, system.db)
    const ctx = { db: product.db, actor: lead, now: () => new Date(), log: world.boot.log }
    const lines: Line[] = []
    for (const [what, run] of questions(ctx)) lines.push(await measure(what, { rounds, run }))
    const ids = (await sql<{ id: string }>`select conversation_id as id from reporting.matter limit 200`.execute(system.db)).rows.map(({ id }) => id)
    lines.push(await measure('count one conversation anew', { rounds: Math.min(rounds, ids.length), run: (round) => countAll({ ...ctx, db: product.db, actor: systemActor(world.brandId) }, [ids[round] ?? '']).then(() => 1) }))
    const result: Result = {
      command: `hospes bench reports${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(world.version), count, rounds, sumSeconds, hours, lines, plans: await plans(connection, world.brandId),
    }
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'reports.json'), `${JSON.stringify(result, null, 1)}\n`)
    await writeFile(path.join(folder, 'reports.md'), render(result))
    return result
  } finally {
    await product.close()
    await system.close()
    await world.close()
  }
}

const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)
const lastDays = (days: number) => ({ from: day(days - 1), to: day(0) })

const questions = (ctx: Ctx<AgentActor>): [string, () => Promise<number>][] => [
  ['now', async () => (await now(ctx, {})).byTopic.length],
  ['now, one topic', async () => (await now(ctx, { topic: 'partner/rates' })).byLanguage.length],
  ['now, one language', async () => (await now(ctx, { language: 'pl' })).byTopic.length],
  ['today by the hour', async () => (await history(ctx, lastDays(1))).points.length],
  ['30 days', async () => (await history(ctx, lastDays(30))).points.length],
  ['a year', async () => (await history(ctx, lastDays(365))).points.length],
  ['30 days by topic', async () => (await parts(ctx, { ...lastDays(30), by: 'topic' })).parts.length],
  ['a year by topic', async () => (await parts(ctx, { ...lastDays(365), by: 'topic' })).parts.length],
  ['a year by language', async () => (await parts(ctx, { ...lastDays(365), by: 'language' })).parts.length],
  ['a year of a topic in a language', async () => (await history(ctx, { ...lastDays(365), topic: 'partner/rates', language: 'sv' })).points.length],
]

const measure = async (what: string, { rounds, run }: { rounds: number; run: (round: number) => Promise<number> }): Promise<Line> => {
  const took: number[] = []
  let rows = 0
  for (let round = -3; round < rounds; round++) {
    const began = performance.now()
    rows = await run(Math.max(0, round))
    if (round >= 0) took.push(performance.now() - began)
  }
  const ordered = took.toSorted((a, b) => a - b)
  return { what, p50: quantile(ordered, 0.5), p99: quantile(ordered, 0.99), rows }
}

const leadOf = async (brandId: string, db: Db): Promise<AgentActor> => {
  const row = await db.selectFrom('identity.account as a').innerJoin('staff.agent as s', 's.account_id', 'a.id').select(['a.id', 'a.name', 'a.email', 'a.locale', 'a.time_zone']).orderBy('a.id').executeTakeFirstOrThrow()
  return { kind: 'agent', brandId, id: row.id, name: row.name, email: row.email, locale: row.locale, timeZone: row.time_zone }
}

const render = ({ command, at, machine: m, count, rounds, sumSeconds, hours, lines, plans: shown }: Result) => [
  '# What leads look at',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings).`,
  '',
  `${count.toLocaleString('en-GB')} conversations of a year, 2 % of them waiting, as the product has counted them (\`reporting.matter\`, \`reporting.given\`; the conversations themselves are not`,
  `made, nothing below reads them). Summing all of them up anew, as \`hospes recount\` does, took ${sumSeconds.toFixed(1)} s and made ${hours.toLocaleString('en-GB')} sums. Each question is asked ${rounds} times`,
  'through the verb, bound by row security. Aim: p99 ≤ 200 ms at a million.',
  '',
  '| question | p50 ms | p99 ms | rows shown |',
  '|---|---|---|---|',
  ...lines.map(({ what, p50, p99, rows }) => `| ${what} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${rows} |`),
  '',
  '## The plans',
  '',
  'Bound by row security; the second run is shown.',
  ...shown.flatMap(({ sql: text, plan }) => ['', '```', text, '', plan, '```']),
  '',
].join('\n')

if (import.meta.main) {
  const { values } = parseArgs({ args: process.argv.slice(2), options: { count: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '200' }, folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } } })
  await benchReports({ count: Number(values.count), rounds: Number(values.rounds), folder: values.folder }, (line) => console.log(line))
}
