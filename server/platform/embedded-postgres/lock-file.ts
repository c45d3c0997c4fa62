import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { give } from './account.ts'
import { replaceFile } from './folder.ts'
import type { Place } from './place.ts'
import { run } from './run.ts'

/** What postmaster.pid says. It may be a leftover: nothing in it is proof of a running server. */
export type LockFile = { pid: number; host: string; port: number; status: string; identity: string }

export const readLockFile = async (clusterDir: string): Promise<LockFile | undefined> => {
  const text = await readFile(lockFileOf(clusterDir), 'utf8').catch(() => '')
  return text ? parseLockFile(text) : undefined
}

export const parseLockFile = (text: string): LockFile => {
  const [pid, folder, startedAt, port, socketDir, address, , status] = text.split('\n')
  return {
    pid: Math.abs(Number(pid)),
    host: socketDir || address || '',
    port: Number(port),
    status: status?.trim() ?? '',
    identity: [pid, folder, startedAt].join('\n'),
  }
}

/** Who has this process id: the postmaster of this cluster, another process or nobody, or one we may not look at? */
export const holderOf = async (pid: number, clusterDir: string): Promise<'ours' | 'other' | 'unknown'> => {
  if (process.platform === 'win32') return 'unknown'
  return process.platform === 'linux' ? holderByProc(pid, clusterDir) : holderByPs(pid, clusterDir)
}

/**
 * Postgres refuses to start while any process of its user has the id in postmaster.pid, even one that got the id by
 * chance after a crash. Writing an id that cannot exist leaves the rest of the file in place, so postgres still looks
 * whether the shared memory named there is in use. Says whether it found such a leftover.
 */
export const forgetStaleHolder = async (place: Place, socketDir: string | undefined) => {
  const forgotSocket = socketDir !== undefined && (await forgetStaleSocket(place, socketDir))
  const lock = await readLockFile(place.clusterDir)
  if (!lock || lock.pid === impossiblePid) return forgotSocket
  if ((await holderOf(lock.pid, place.clusterDir)) !== 'other') return forgotSocket
  const text = await readFile(lockFileOf(place.clusterDir), 'utf8')
  if (parseLockFile(text).identity !== lock.identity) return true
  await replaceFile(lockFileOf(place.clusterDir), text.replace(/^.*/, String(impossiblePid)), 0o600)
  await give(lockFileOf(place.clusterDir), place.account)
  return true
}

const impossiblePid = 2_147_483_647

const lockFileOf = (clusterDir: string) => path.join(clusterDir, 'postmaster.pid')

const forgetStaleSocket = async ({ clusterDir }: Place, socketDir: string) => {
  const socket = path.join(socketDir, '.s.PGSQL.5432')
  const text = await readFile(`${socket}.lock`, 'utf8').catch(() => '')
  if (!text || (await holderOf(Number(text.split('\n')[0]), clusterDir)) !== 'other') return false
  await rm(socket, { force: true })
  await rm(`${socket}.lock`, { force: true })
  return true
}

const holderByProc = async (pid: number, clusterDir: string) => {
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (workingFolder === undefined) {
    // A root without its powers may not look at the folder of another user's process.
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return holderByCommand(commandLine.replaceAll('\0', ' '), clusterDir)
  }
  return workingFolder === (await realpath(clusterDir).catch(() => clusterDir)) ? 'ours' : 'other'
}

const holderByPs = async (pid: number, clusterDir: string) => {
  const { output } = await run('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], { cwd: '/' })
  return holderByCommand(output, clusterDir)
}

/** A postmaster keeps its command line; the processes below it are titled `postgres: …`. */
export const holderByCommand = (command: string, clusterDir: string) => {
  if (`${command.trim()} `.includes(` -D ${clusterDir} `)) return 'ours'
  return /postgres(?!:)|postmaster/.test(command) ? 'unknown' : 'other'
}
