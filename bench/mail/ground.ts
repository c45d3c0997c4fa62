import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

export const run = promisify(execFile)

/** A folder and the processes of one run; both are gone at its end, however it ends. */
export type Ground = {
  folder(name: string): Promise<string>
  start(command: string, args: string[], env?: Record<string, string>): ChildProcess
  atEnd(end: () => unknown): void
  clear(): Promise<void>
}

export const makeGround = async (): Promise<Ground> => {
  const root = await mkdtemp(path.join(tmpdir(), 'hospes-mail-'))
  // Its servers run as users of their own, who must be able to enter.
  await chmod(root, 0o755)
  const ends: (() => unknown)[] = []
  const clear = async () => {
    for (const end of ends.splice(0).toReversed()) await end()
    await rm(root, { recursive: true, force: true })
  }
  return {
    folder: async (name) => {
      const made = path.join(root, name)
      await mkdir(made, { recursive: true, mode: 0o755 })
      return made
    },
    start: (command, args, env = {}) => {
      const child = spawn(command, args, { env: { PATH: process.env.PATH ?? '', ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
      child.stderr?.on('data', (text: Buffer) => void process.stderr.write(text))
      ends.push(() => end(child, 'SIGTERM'))
      return child
    },
    atEnd: (work) => void ends.push(work),
    clear,
  }
}

/** Ends a process of ours, and waits until it is gone; one that does not listen is killed. */
export const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(patience)
}

/** Waits until something is so. */
export const until = async (what: string, isSo: () => Promise<boolean> | boolean, withinMs = 60_000): Promise<number> => {
  const began = performance.now()
  while (!(await isSo())) {
    if (performance.now() - began > withinMs) throw new Error(`not within ${withinMs / 1000} s: ${what}`)
    await sleep(20)
  }
  return performance.now() - began
}

/** Waits until a port of this machine takes connections. */
export const listening = (port: number) =>
  until(`a server on port ${port}`, () => new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  }))
