import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '#platform/embedded-postgres'
import { nodeArgs, nodeEnv } from '../../scripts/launcher/node-settings.js'
import { freePort } from '../message/program.ts'
import { root } from '../message/world.ts'
import { end, until, type Ground } from './ground.ts'
import { domains, type Names } from './names.ts'

/** The built program on a PostgreSQL of its own, as an operator runs it behind a mail server. */
export type Product = {
  base: string
  lmtp: number
  version: string
  pid(): number
  /** Starts it; resolves when it is ready. `more`: settings beside those of every case. */
  start(more?: Record<string, string>): Promise<void>
  kill(): Promise<void>
  /** Another node of the same installation, with ports of its own; to be killed by its caller. */
  second(more?: Record<string, string>): Promise<{ kill(): Promise<void> }>
  /** Ends PostgreSQL as a lost machine does, and starts it again after so long. */
  restartDatabase(awayMs: number): Promise<void>
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Resident memory of the process, MB. */
  rssMb(): Promise<number>
  /** A figure of /metrics. */
  metric(name: string): Promise<number>
}

export const ourAddresses = { guests: `guests@${domains.ours}`, partners: `partners@${domains.ours}`, from: `help@${domains.ours}` }

type Ports = { http: number; lmtp: number }

type Launching = { dataDir: string; url: string; ports: Ports; names: Names; smtp: number; more: Record<string, string> }

const main = path.join(root, 'dist/server/main.js')

const launch = ({ dataDir, url, ports, names, smtp, more }: Launching): ChildProcess => {
  const [key] = names.keys
  return spawn(process.execPath, [...nodeArgs, main, 'start'], {
    env: {
      ...nodeEnv, PATH: process.env.PATH ?? '', PORT: String(ports.http), HOSPES_DATA: dataDir, HOSPES_DEMO: '1', LOG_LEVEL: 'error', DATABASE_URL: url, SMTP_PORT: String(ports.lmtp), SMTP_LMTP: '1', SMTP_URL: `smtp://127.0.0.1:${smtp}`,
      MAIL_FROM: ourAddresses.from, MAIL_DNS: names.server, MAIL_DKIM_SELECTOR: key?.selector ?? '', MAIL_DKIM_KEY: key?.file ?? '', ...more,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

export const makeProduct = async (ground: Ground, { ports, names, smtp }: { ports: Ports; names: Names; smtp: number }): Promise<Product> => {
  if (!existsSync(main)) throw new Error('dist/server is missing: node scripts/build.ts makes it')
  const [dataDir, store] = [await ground.folder('product'), await ground.folder('store')]
  const embedded = await startEmbedded({ dataDir: store })
  ground.atEnd(async () => (await startEmbedded({ dataDir: store })).stop())
  const { host, port, user, password, database } = embedded.connection
  const url = `postgresql://${user}${password ? `:${encodeURIComponent(password)}` : ''}@${encodeURIComponent(host)}:${port}/${database}`
  const state: { child: ChildProcess | null; said: string; sql: pg.Client | null } = { child: null, said: '', sql: null }
  const base = `http://127.0.0.1:${ports.http}`
  const connected = async () => {
    if (state.sql) return state.sql
    const client = new pg.Client({ host, port, user, password, database, options: '-c hospes.brand=*' })
    client.on('error', () => void (state.sql = null))
    await client.connect()
    return (state.sql = client)
  }
  const kill = async () => void (state.child && (await end(state.child, 'SIGKILL')))
  ground.atEnd(async () => {
    await kill()
    await state.sql?.end().catch(() => undefined)
  })
  return {
    base, lmtp: ports.lmtp, version: embedded.version, kill,
    pid: () => state.child?.pid ?? 0,
    second: (more = {}) => secondNode(ground, { dataDir, url, names, smtp, more }),
    start: async (more = {}) => {
      const child = launch({ dataDir, url, ports, names, smtp, more })
      child.stderr?.on('data', (text: Buffer) => void (state.said = `${state.said}${text}`.slice(-20_000)))
      state.child = child
      await until(`the program\n${state.said}`, async () => {
        if (child.exitCode !== null) throw new Error(`the program ended at its start\n${state.said}`)
        return (await fetch(`${base}/readyz`).catch(() => null))?.ok ?? false
      }, 180_000)
    },
    restartDatabase: async (awayMs) => {
      const postmaster = Number((await readFile(path.join(embedded.clusterDir, 'postmaster.pid'), 'utf8')).split('\n')[0])
      // What `pg_ctl stop -m immediate` sends.
      process.kill(postmaster, 'SIGQUIT')
      await until('the end of PostgreSQL', () => !isAlive(postmaster))
      await sleep(awayMs)
      await startEmbedded({ dataDir: store })
    },
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => {
      const client = await connected()
      try {
        return (await client.query<Row>(sql, values)).rows
      } catch (error) {
        // After a restart the next question goes by a new connection.
        state.sql = null
        await client.end().catch(() => undefined)
        throw error
      }
    },
    rssMb: async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${state.child?.pid}/status`, 'utf8').catch(() => ''))?.[1] ?? NaN) / 1024,
    metric: async (name) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(await (await fetch(`${base}/metrics`)).text())?.[1] ?? NaN),
  }
}

const secondNode = async (ground: Ground, launching: Omit<Launching, 'ports'>): Promise<{ kill(): Promise<void> }> => {
  const ports = { http: await freePort(), lmtp: await freePort() }
  const child = launch({ ...launching, ports })
  child.stderr?.resume()
  const kill = () => end(child, 'SIGKILL')
  ground.atEnd(kill)
  await until('the second node', async () => (await fetch(`http://127.0.0.1:${ports.http}/readyz`).catch(() => null))?.ok ?? false)
  return { kill }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
