import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, type Connection } from '#platform/postgres'
import { nodeArgs, nodeEnv } from '../../scripts/launcher/node-settings.js'
import { root, type World } from './world.ts'

export type Program = { base: string; pid: number; stop(): Promise<void> }

/** The built program on this database, as an operator runs it; only its port, its folder and its log are ours. */
export const startProgram = async (world: World, { host, port, user, database }: Connection & { kind: 'socket' }, env: Record<string, string> = {}): Promise<Program> => {
  const own = await freePort()
  const child = spawn(process.execPath, [...nodeArgs, path.join(root, 'dist/server/main.js'), 'start'], {
    env: {
      ...nodeEnv, PATH: process.env.PATH ?? '', PORT: String(own), SMTP_PORT: '0', HOSPES_DATA: world.boot.config.dataDir, LOG_LEVEL: 'error',
      DATABASE_URL: `postgresql://${user}@${encodeURIComponent(host)}:${port}/${database}`, ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  world.atEnd(() => child.kill('SIGKILL'))
  const base = `http://127.0.0.1:${own}`
  for (const end = Date.now() + 60_000; !(await fetch(`${base}/readyz`).catch(() => null))?.ok; await sleep(50)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error('the program did not start')
  }
  return {
    base,
    pid: child.pid ?? 0,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Waits until every fact has its place and every job is done. */
export const settled = async (connection: Connection): Promise<void> => {
  const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await client.connect()
  try {
    for (;;) {
      const { rows } = await client.query<{ busy: boolean }>(busy)
      if (!rows[0]?.busy) return
      await sleep(settleEveryMs)
    }
  } finally {
    await client.end()
  }
}

// The look itself costs the server milliseconds: oftener, and it would be measured too.
const settleEveryMs = 60

const busy = `
  select exists (select from platform.fact where position is null)
      or exists (select from pgboss.job where state < 'completed' and name not like '\\_\\_pgboss%' and (singleton_key is null or start_after <= now())) as busy`

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
