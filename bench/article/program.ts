import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '#platform/postgres'
import { freePort, type Program } from '../message/program.ts'
import { nodeArgs, nodeEnv } from '../../scripts/launcher/node-settings.js'
import { root } from '../message/world.ts'

export type Place = { connection: Connection; dataDir: string }

/** The built program on this database, as an operator runs it, without the demo world; only its port, its folder and its log are ours. */
export const startProgram = async ({ connection, dataDir }: Place, more: string[] = []): Promise<Program> => {
  const own = await freePort()
  const child = spawn(process.execPath, [...nodeArgs, ...more, path.join(root, 'dist/server/main.js'), 'start'], {
    env: { ...nodeEnv, PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: String(own), SMTP_PORT: '0', HOSPES_DATA: dataDir, LOG_LEVEL: 'error', DATABASE_URL: urlOf(connection) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = async () => {
    if (child.exitCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  const base = `http://127.0.0.1:${own}`
  for (const end = Date.now() + 60_000; !(await fetch(`${base}/readyz`).catch(() => null))?.ok; await sleep(50)) {
    if (child.exitCode === null && Date.now() < end) continue
    child.kill('SIGKILL')
    throw new Error('the program did not start')
  }
  return { base, pid: child.pid ?? 0, stop }
}

const urlOf = (connection: Connection) => {
  if (connection.kind === 'url') return connection.url
  const { host, port, user, password, database } = connection
  return `postgresql://${user}${password ? `:${encodeURIComponent(password)}` : ''}@${encodeURIComponent(host)}:${port}/${database}`
}
