import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { startEmbedded } from '#platform/embedded-postgres'

const root = path.join(import.meta.dirname, '../..')
const main = path.join(root, 'dist/server/main.js')

export type Program = {
  base: string
  /** Starts it; resolves with the milliseconds until /healthz answers. */
  start(): Promise<number>
  /** SIGKILL: nothing of the process is left to tidy up. */
  kill(): Promise<void>
  /** SIGKILL for the process and for every process of its PostgreSQL. */
  killWithDatabase(): Promise<void>
  /** Ctrl-C; resolves with the exit code and how long it took. */
  interrupt(): Promise<{ code: number | null; ms: number }>
  /** Whether a PostgreSQL of the data folder is alive. */
  databaseLives(): Promise<boolean>
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  /** What it wrote, for the message of a failed test. */
  output(): string
}

/** The built program with an embedded PostgreSQL in a folder of its own, as `hospes start` runs it; gone after the test. */
export const program = async (env: Record<string, string> = {}): Promise<Program> => {
  if (!existsSync(main)) throw new Error('dist/server is missing: node scripts/build.ts makes it')
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hospes-kill-'))
  // Run by root, PostgreSQL is another user's, who must be able to enter.
  await chmod(dataDir, 0o755)
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const state: { child: ChildProcess | null; output: string } = { child: null, output: '' }
  const launch = () => {
    const child = spawn(process.execPath, [main, 'start'], {
      env: { PATH: process.env.PATH ?? '', PORT: String(port), SMTP_PORT: '0', HOSPES_DATA: dataDir, LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (state.output = `${state.output}${chunk}`.slice(-20_000)))
    state.child = child
    return child
  }
  const signal = async (name: NodeJS.Signals) => {
    const { child } = state
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    const gone = once(child, 'exit')
    child.kill(name)
    const [code] = (await gone) as [number | null]
    return code
  }
  onTestFinished(async () => {
    await signal('SIGKILL')
    await (await startEmbedded({ dataDir })).stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return {
    base,
    start: async () => {
      const began = performance.now()
      await untilHealthy(base, launch())
      return performance.now() - began
    },
    kill: async () => void (await signal('SIGKILL')),
    killWithDatabase: async () => {
      const postmaster = await postmasterOf(dataDir)
      const doomed = postmaster === null ? [] : [postmaster, ...(await childrenOf(postmaster))]
      await Promise.all([signal('SIGKILL'), ...doomed.map(killNow)])
    },
    interrupt: async () => {
      const began = performance.now()
      const code = await signal('SIGINT')
      return { code, ms: performance.now() - began }
    },
    databaseLives: async () => (await postmasterOf(dataDir)) !== null,
    query: async (sql, values) => query(dataDir, sql, values),
    output: () => state.output,
  }
}

const startMs = 60_000

const untilHealthy = async (base: string, child: ChildProcess) => {
  for (const end = Date.now() + startMs; Date.now() < end; await sleep(20)) {
    if (child.exitCode !== null) throw new Error('the program ended at its start')
    const answer = await fetch(`${base}/healthz`).catch(() => null)
    if (answer?.ok) return
  }
  throw new Error(`no answer at ${base}/healthz within ${startMs} ms`)
}

// Attaches to the server that is running; the test never starts one of its own before the program has.
const query = async <Row extends pg.QueryResultRow>(dataDir: string, sql: string, values: unknown[] = []) => {
  const { connection } = await startEmbedded({ dataDir })
  const client = new pg.Client({ ...connection, options: '-c hospes.brand=*' })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

const run = promisify(execFile)

/** The id of the data folder's PostgreSQL while it is alive, else null. */
const postmasterOf = async (dataDir: string) => {
  const base = await readFile(path.join(dataDir, 'postgres/location'), 'utf8').catch(() => path.join(dataDir, 'postgres'))
  const lock = await readFile(path.join(base, 'cluster/postmaster.pid'), 'utf8').catch(() => null)
  const pid = Number(lock?.split('\n')[0] ?? 0)
  return pid > 0 && isAlive(pid) ? pid : null
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const childrenOf = async (parent: number) => {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid='])
  return stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number)).flatMap(([pid, ppid]) => (ppid === parent && pid ? [pid] : []))
}

const killNow = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went by itself, as the children of a dead postmaster do.
  }
}

export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
