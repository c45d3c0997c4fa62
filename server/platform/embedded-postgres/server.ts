import { spawn } from 'node:child_process'
import { constants, open, rename, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawnIds } from './account.ts'
import type { Binaries } from './binaries.ts'
import { replaceFile } from './folder.ts'
import { forgetStaleHolder, readLockFile } from './lock-file.ts'
import type { Place } from './place.ts'
import { probe, type Server } from './probe.ts'
import { childEnvironment, run } from './run.ts'
import { settingsText, type Door } from './settings.ts'
import { openDoor } from './socket-folder.ts'
import { EmbeddedError, programFailed } from './trouble.ts'

type Say = (line: string) => void
type Patience = { say: Say; retryForMs?: number }
type Served = { server: Server; startedHere: boolean }
type Launch = { started: true; pid: number | undefined } | { started: false; output: string }

/** Starts until a server of this folder answers, be it this one or that of another process at the same moment. */
export const serve = async (place: Place, binaries: Binaries, { say, retryForMs = 10_000 }: Patience): Promise<Served> => {
  let started: Launch | undefined
  let refusedAt: number | undefined
  for (const patience = patient(say); ; ) {
    const found = await probe(place)
    if (found.state === 'ready') return { server: found.server, startedHere: isThis(started, found.server) }
    if (found.state === 'starting') {
      await patience()
      continue
    }
    const door = await openDoor(place)
    const launch = await launchServer(place, { binaries, door, patience })
    if (launch.started) {
      started = launch
      continue
    }
    if (!lockRefused.test(launch.output)) throw programFailed('PostgreSQL did not start', { output: launch.output, folder: place.base })
    if (await forgetStaleHolder(place, 'socketDir' in door ? door.socketDir : undefined)) continue
    refusedAt ??= Date.now()
    if (Date.now() - refusedAt > retryForMs) throw await heldByAnother(place, found.because)
    await sleep(200)
  }
}

const logLimitBytes = 10 * 1024 * 1024
const lockRefused = /lock file ".*" already exists|shared memory block .* is still in use|another server might be running/

const isThis = (launch: Launch | undefined, server: Server) =>
  launch?.started === true && (launch.pid === undefined || launch.pid === server.pid)

const heldByAnother = async ({ clusterDir }: Place, because: string) => {
  const pid = (await readLockFile(clusterDir))?.pid
  return new EmbeddedError(`Another PostgreSQL (process ${pid ?? 'unknown'}) holds the database in ${clusterDir} and does not answer Hospes: ${because}. Stop that process, or set HOSPES_DATA to another folder.`)
}

/** Recovery after a crash takes as long as it takes; the operator hears of it every ten seconds. */
const patient = (say: Say) => {
  let spokenAt = Date.now()
  return async () => {
    await sleep(25)
    if (Date.now() - spokenAt < 10_000) return
    spokenAt = Date.now()
    say('PostgreSQL is still starting or stopping; after a crash it first repairs its files.')
  }
}

type Start = { binaries: Binaries; door: Door; patience: () => Promise<void> }

const launchServer = async (place: Place, { binaries, door, patience }: Start): Promise<Launch> => {
  await replaceFile(path.join(place.base, 'hospes.conf'), settingsText(door))
  await rotate(place.logFile)
  if (process.platform === 'win32') return launchByControl(place, binaries)
  const log = await openLog(place)
  try {
    const { size } = await log.stat()
    const child = startPostgres(place, binaries, log)
    while (child.state.running) {
      const lock = await readLockFile(place.clusterDir)
      if (lock?.pid === child.pid && lock?.status === 'ready') return { started: true, pid: child.pid }
      await patience()
    }
    return { started: false, output: child.state.failure ?? (await readFrom(log, size)) }
  } finally {
    await log.close()
  }
}

/** In a session of its own, so that Ctrl-C in the terminal and the end of Node leave it alone. */
const startPostgres = (place: Place, binaries: Binaries, log: FileHandle) => {
  const state: { running: boolean; failure?: string } = { running: true }
  const child = spawn(binaries.postgres, ['-D', place.clusterDir], {
    cwd: place.base,
    env: childEnvironment,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...spawnIds(place.account),
  })
  child.on('exit', () => Object.assign(state, { running: false }))
  child.on('error', (error) => Object.assign(state, { running: false, failure: error.message }))
  child.unref()
  return { pid: child.pid, state }
}

/** Windows: pg_ctl sheds administrator rights, with which postgres refuses to run, and waits until it is ready. */
const launchByControl = async (place: Place, binaries: Binaries): Promise<Launch> => {
  const { ok, output } = await run(binaries.pgCtl, ['start', '-D', place.clusterDir, '-l', place.logFile, '-w', '-t', '600'], { cwd: place.base })
  if (ok) return { started: true, pid: undefined }
  const log = await open(place.logFile, 'r').catch(() => undefined)
  const lastWords = log ? await readFrom(log, Math.max(0, (await log.stat()).size - 4096)) : ''
  await log?.close()
  return { started: false, output: `${output}\n${lastWords}` }
}

const openLog = async ({ logFile, account }: Place) => {
  const log = await open(logFile, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o600)
  if (account) await log.chown(account.uid >>> 0, account.gid >>> 0)
  return log
}

const rotate = async (logFile: string) => {
  const size = await stat(logFile).then((found) => found.size, () => 0)
  if (size > logLimitBytes) await rename(logFile, `${logFile}.1`)
}

const readFrom = async (log: FileHandle, position: number) => {
  const { buffer, bytesRead } = await log.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, position)
  return buffer.toString('utf8', 0, bytesRead)
}
