import { rmdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { holderOf, readLockFile, type LockFile } from './lock-file.ts'
import type { Place } from './place.ts'
import { probe } from './probe.ts'
import { run } from './run.ts'
import { EmbeddedError, codeOf } from './trouble.ts'

/** Fast shutdown of the server of this folder, and of no other; returns when it is gone. */
export const stopServer = async (place: Place, binaries: () => Promise<Binaries>, fastShutdownMs = 30_000) => {
  const lock = await readLockFile(place.clusterDir)
  if (!lock || !(await isServerOf(lock, place))) return
  if (process.platform === 'win32') await stopByControl(place, await binaries())
  else await stopBySignal(lock, place, fastShutdownMs)
  if (lock.host.startsWith('/') && !lock.host.startsWith(place.base + path.sep)) await rmdir(lock.host).catch(() => undefined)
}

const immediateShutdownMs = 10_000

const isServerOf = async (lock: LockFile, place: Place) => {
  const holder = await holderOf(lock.pid, place.clusterDir)
  if (holder !== 'unknown') return holder === 'ours'
  const found = await probe(place)
  return found.state === 'ready' && found.server.pid === lock.pid
}

const stopBySignal = async (lock: LockFile, place: Place, fastShutdownMs: number) => {
  signal(lock.pid, 'SIGINT')
  if (await isGone(lock, place, fastShutdownMs)) return
  signal(lock.pid, 'SIGQUIT')
  if (await isGone(lock, place, immediateShutdownMs)) return
  throw new EmbeddedError(`PostgreSQL (process ${lock.pid}) does not stop. Its log is ${place.logFile}.`)
}

const signal = (pid: number, name: 'SIGINT' | 'SIGQUIT') => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

/** Another server may have started in between: its lock file says so, and its process is not ours to wait for. */
const isGone = async (lock: LockFile, place: Place, withinMs: number) => {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(20)) {
    if ((await holderOf(lock.pid, place.clusterDir)) === 'other') return true
    const now = await readLockFile(place.clusterDir)
    if (now?.identity !== lock.identity) return hasLeft(lock, place)
  }
  return false
}

const lastBreathMs = 1000

/**
 * Removing the lock file is the last thing postgres does, a few milliseconds before it ends. It is waited for no longer,
 * because a process may stay as a zombie in a container whose first process collects nobody's children.
 */
const hasLeft = async (lock: LockFile, place: Place) => {
  for (const until = Date.now() + lastBreathMs; Date.now() < until; await sleep(5))
    if ((await holderOf(lock.pid, place.clusterDir)) === 'other') break
  return true
}

const stopByControl = async (place: Place, binaries: Binaries) => {
  const stop = (mode: string) =>
    run(binaries.pgCtl, ['stop', '-D', place.clusterDir, '-m', mode, '-w', '-t', '30'], { cwd: place.base })
  if ((await stop('fast')).ok || (await stop('immediate')).ok) return
  throw new EmbeddedError(`PostgreSQL does not stop. Its log is ${place.logFile}.`)
}
