import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get } from 'node:http'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, type Connection } from '#platform/postgres'
import { nodeArgs, nodeEnv } from '../../scripts/launcher/node-settings.js'
import { freePort } from '../message/program.ts'
import { makeWorld, root, type World } from '../message/world.ts'

/** The built program on a database of its own, with people signed in whose tokens are known. */
export type Stage = {
  world: World
  connection: Connection
  base: string
  agents: string[]
  partner: string
  /** Colleagues of the partner who writes: they hear of their own conversations alone. */
  colleagues: string[]
  sql: pg.Client
  processors: number
  start(): Promise<void>
  kill(): Promise<void>
  rssMb(): Promise<number>
  close(): Promise<void>
}

export const makeStage = async (agentCount: number): Promise<Stage> => {
  const world = await makeWorld()
  const connection = world.connectionTo('bench_live')
  await world.copy('bench_live')
  const sql = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await sql.connect()
  // People of the demo world are let in on the loopback address alone, and these clients say that they come from elsewhere.
  await sql.query('update identity.account set is_demo = false')
  const agents = await signInAgents(sql, { brandId: world.brandId, count: agentCount })
  const partner = await signIn(sql, world.brandId, partnerAccount)
  const colleagues = await signInColleagues(sql, { brandId: world.brandId, count: colleagueCount })
  const port = await freePort()
  const state: { child: ChildProcess | null } = { child: null }
  const kill = async () => {
    const { child } = state
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const base = `http://127.0.0.1:${port}`
  return {
    world, connection, base, agents, partner, colleagues, sql, kill, processors: availableParallelism(),
    start: async () => {
      state.child = spawn(process.execPath, [...nodeArgs, path.join(root, 'dist/server/main.js'), 'start'], {
        env: { ...nodeEnv, PATH: process.env.PATH ?? '', PORT: String(port), HOSPES_DATA: world.boot.config.dataDir, HOSPES_DEMO: '1', LOG_LEVEL: 'silent', TRUSTED_PROXIES: '1', DATABASE_URL: urlOf(connection) },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      for (const end = Date.now() + 60_000; !(await fetch(`${base}/readyz`).catch(() => null))?.ok; await sleep(20)) if (Date.now() > end || state.child.exitCode !== null) throw new Error('the program did not start')
    },
    rssMb: async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${state.child?.pid}/status`, 'utf8').catch(() => ''))?.[1] ?? NaN) / 1024,
    close: async () => {
      await kill()
      await sql.end()
      await world.close()
    },
  }
}

const urlOf = ({ host, port, user, password, database }: { host: string; port: number; user: string; password?: string; database: string }) =>
  `postgresql://${user}${password ? `:${encodeURIComponent(password)}` : ''}@${encodeURIComponent(host)}:${port}/${database}`

const newToken = () => randomBytes(32).toString('base64url')
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

const signIn = async (sql: pg.Client, brandId: string, account: string) => {
  const token = newToken()
  await sql.query(`insert into identity.session (brand_id, token_hash, account_id, created_at, last_seen_at, expires_at) select $1, decode($2, 'hex'), a.id, now(), now(), now() + interval '1 day' from (${account}) a`, [brandId, hashOf(token)])
  return token
}

type Many = { brandId: string; count: number }

const signInMany = async (sql: pg.Client, { brandId, count }: Many, { kind, make }: { kind: string; make: (from: string) => string }) => {
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), token: newToken() }))
  const rows = JSON.stringify(people.map(({ id, token }) => ({ id, hash: hashOf(token) })))
  const from = 'from jsonb_to_recordset($2::jsonb) as r (id uuid, hash text)'
  await sql.query(`insert into identity.account (brand_id, id, kind, email, name, locale, time_zone) select $1, id, '${kind}', id || '@bench.example', 'Somebody', 'en', 'Europe/Stockholm' ${from}`, [brandId, rows])
  await sql.query(make(from), [brandId, rows])
  await sql.query(`insert into identity.session (brand_id, token_hash, account_id, created_at, last_seen_at, expires_at) select $1, decode(hash, 'hex'), id, now(), now(), now() + interval '1 day' ${from}`, [brandId, rows])
  return people.map(({ token }) => token)
}

const signInAgents = (sql: pg.Client, many: Many) =>
  signInMany(sql, many, { kind: 'agent', make: (from) => `insert into staff.agent (brand_id, account_id, roles, languages, teams, capacity) select $1, id, '{agent}', '{en}', '{}', 5 ${from}` })

const partnerAccount = "select id from identity.account where kind = 'partner' and email not like '%@bench.example' order by email limit 1"
const colleagueCount = 100
const signInColleagues = (sql: pg.Client, many: Many) =>
  signInMany(sql, many, { kind: 'partner', make: (from) => `insert into identity.partner_user (brand_id, account_id, partner_id, rights) select $1, r.id, u.partner_id, u.rights ${from}, identity.partner_user u where u.account_id = (${partnerAccount})` })

const perNetwork = 300
/** What a client says of itself; every few hundred are of another network. */
export const headersOf = (token: string, client: number) => {
  const network = Math.floor(client / perNetwork)
  return { authorization: `Bearer ${token}`, 'x-forwarded-for': `10.${network >> 8}.${network & 255}.1` }
}

export type Line = { opened: Promise<boolean>; closed: Promise<void>; cut: () => void }
type OnText = (text: string) => void
type Who = 'agents' | 'colleagues'

/** A stream of which only the text is handed on: ten thousand of them must not cost this process more than the other. */
export const openLine = (stage: Pick<Stage, 'base' | 'agents' | 'colleagues'>, client: number, how: { onText: OnText; after?: string | undefined; who?: Who } | 'stalled'): Line => {
  const opened = Promise.withResolvers<boolean>()
  const closed = Promise.withResolvers<void>()
  const who = how === 'stalled' ? 'agents' : (how.who ?? 'agents')
  const after = how === 'stalled' || !how.after ? {} : { 'last-event-id': how.after }
  const request = get(`${stage.base}/api/v1/events`, { agent: false, headers: { ...headersOf(stage[who][client] ?? '', client), ...after } }, (response) => {
    response.on('close', () => closed.resolve()).on('error', () => closed.resolve())
    if (how === 'stalled') response.socket.pause()
    else response.setEncoding('utf8').on('data', how.onText)
    opened.resolve(response.statusCode === 200)
  })
  request.on('error', () => {
    opened.resolve(false)
    closed.resolve()
  })
  return { opened: opened.promise, closed: closed.promise, cut: () => request.destroy() }
}

const atATime = 200

/** So many streams, each of another person. */
export const openMany = async (stage: Stage, { count, who = 'agents' }: { count: number; who?: Who }, onText: (client: number, text: string) => void): Promise<Line[]> => {
  const lines: Line[] = []
  for (let from = 0; from < count; from += atATime) {
    const batch = Array.from({ length: Math.min(atATime, count - from) }, (_, index) => openLine(stage, from + index, { who, onText: (text) => onText(from + index, text) }))
    const opened = await Promise.all(batch.map((line) => line.opened))
    if (opened.includes(false)) throw new Error(`${opened.filter((ok) => !ok).length} of ${from + batch.length} streams were refused`)
    lines.push(...batch)
  }
  return lines
}
