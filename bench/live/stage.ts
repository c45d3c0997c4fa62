import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig } from '#platform/postgres'
import { freePort } from '../message/program.ts'
import { makeWorld, root, type World } from '../message/world.ts'

/** The built program on a database of its own, with people signed in whose tokens are known. */
export type Stage = {
  world: World
  base: string
  agents: string[]
  partner: string
  sql: pg.Client
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
  const partner = await signIn(sql, world.brandId, "select id from identity.account where kind = 'partner' order by email limit 1")
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
    world, base, agents, partner, sql, kill,
    start: async () => {
      state.child = spawn(process.execPath, [path.join(root, 'dist/server/main.js'), 'start'], {
        env: { PATH: process.env.PATH ?? '', PORT: String(port), HOSPES_DATA: world.boot.config.dataDir, HOSPES_DEMO: '1', LOG_LEVEL: 'silent', TRUSTED_PROXIES: '1', DATABASE_URL: urlOf(connection) },
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

const signInAgents = async (sql: pg.Client, { brandId, count }: { brandId: string; count: number }) => {
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), token: newToken() }))
  const rows = JSON.stringify(people.map(({ id, token }) => ({ id, hash: hashOf(token) })))
  const from = `from jsonb_to_recordset($2::jsonb) as r (id uuid, hash text)`
  await sql.query(`insert into identity.account (brand_id, id, kind, email, name, locale, time_zone) select $1, id, 'agent', id || '@bench.example', 'Agent', 'en', 'Europe/Stockholm' ${from}`, [brandId, rows])
  await sql.query(`insert into staff.agent (brand_id, account_id, roles, languages, teams, capacity) select $1, id, '{agent}', '{en}', '{}', 5 ${from}`, [brandId, rows])
  await sql.query(`insert into identity.session (brand_id, token_hash, account_id, created_at, last_seen_at, expires_at) select $1, decode(hash, 'hex'), id, now(), now(), now() + interval '1 day' ${from}`, [brandId, rows])
  return people.map(({ token }) => token)
}

const perNetwork = 300
/** What a client says of itself; every few hundred are of another network. */
export const headersOf = (token: string, client: number) => {
  const network = Math.floor(client / perNetwork)
  return { authorization: `Bearer ${token}`, 'x-forwarded-for': `10.${network >> 8}.${network & 255}.1` }
}

export type Line = { opened: Promise<boolean>; closed: Promise<void>; cut: () => void }

/** A stream of which only the text is handed on: ten thousand of them must not cost this process more than the other. */
export const openLine = (stage: Pick<Stage, 'base' | 'agents'>, client: number, onText: ((text: string) => void) | 'stalled' = () => undefined): Line => {
  const token = stage.agents[Math.floor(client / 8)] ?? ''
  const state: { response?: IncomingMessage } = {}
  const opened = Promise.withResolvers<boolean>()
  const closed = Promise.withResolvers<void>()
  const request = get(`${stage.base}/api/v1/events`, { agent: false, headers: headersOf(token, client) }, (response) => {
    state.response = response
    response.on('close', () => closed.resolve()).on('error', () => closed.resolve())
    if (onText === 'stalled') response.socket.pause()
    else response.setEncoding('utf8').on('data', onText)
    opened.resolve(response.statusCode === 200)
  })
  request.on('error', () => {
    opened.resolve(false)
    closed.resolve()
  })
  return { opened: opened.promise, closed: closed.promise, cut: () => request.destroy() }
}
