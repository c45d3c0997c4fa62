import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { clientConfig, migrate, openDatabase, type Connection } from '#platform/postgres'
import { startEmbedded } from '#platform/embedded-postgres'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster
  }
}

/** The server that a whole test run shares, and the migrated database that each test file gets a copy of. */
export type Cluster = { server: Connection; template: string; strategy: 'file_copy' | 'wal_log' }

/** Run by Vitest once: an embedded server of its own, or the one of DATABASE_URL_TEST. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const url = process.env.DATABASE_URL_TEST
  const { server, strategy, stop } = url ? outside(url) : await embedded()
  const template = `${prefix}${Date.now()}_${randomBytes(3).toString('hex')}`
  await dropDatabases(server, isLeftOver)
  await makeTemplate(server, template)
  project.provide('cluster', { server, template, strategy })
  return async () => {
    await dropDatabases(server, (name) => name.startsWith(template))
    await stop()
  }
}

/** The same server, another database. */
export const inDatabase = (server: Connection, database: string): Connection => {
  if (server.kind === 'socket') return { ...server, database }
  const url = new URL(server.url)
  url.pathname = `/${database}`
  return { kind: 'url', url: url.href }
}

export const execute = async (server: Connection, statement: string) => {
  const client = new pg.Client(clientConfig(server))
  await client.connect()
  try {
    return await client.query<Record<string, string>>(statement)
  } finally {
    await client.end()
  }
}

const prefix = 'hospes_test_'
const dayMs = 86_400_000

const outside = (url: string) =>
  ({ server: { kind: 'url', url }, strategy: 'wal_log', stop: async () => undefined }) as const

const embedded = async () => {
  await sweep()
  const dataDir = await mkdtemp(path.join(tmpdir(), `${folderPrefix}${process.pid}-`))
  // Run by root, the server is another user's, who must be able to enter.
  await chmod(dataDir, 0o755)
  const { connection, stop } = await startEmbedded({ dataDir })
  const server: Connection = { kind: 'socket', ...connection }
  for (const setting of careless) await execute(server, `alter system set ${setting} = off`)
  await execute(server, 'select pg_reload_conf()')
  return {
    server,
    strategy: 'file_copy',
    stop: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  } as const
}

// Nothing here outlives the run. With these off, a copy by files takes 20 ms instead of 110.
const careless = ['fsync', 'full_page_writes', 'synchronous_commit']
const folderPrefix = 'hospes-test-run-'
const ourFolder = /^hospes-test-run-(\d+)-/

/** A killed run leaves its server behind, because a server outlives its Node on purpose. */
const sweep = async () => {
  for (const name of await readdir(tmpdir())) {
    const pid = ourFolder.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    const dataDir = path.join(tmpdir(), name)
    const left = await startEmbedded({ dataDir }).catch(() => undefined)
    await left?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const isLeftOver = (name: string) => Date.now() - Number(/^hospes_test_(\d+)_/.exec(name)?.[1]) > dayMs

const dropDatabases = async (server: Connection, mine: (name: string) => boolean) => {
  const { rows } = await execute(server, 'select datname from pg_database')
  for (const name of rows.map((row) => String(row.datname)).filter(mine))
    await execute(server, `drop database if exists ${name} with (force)`)
}

const makeTemplate = async (server: Connection, template: string) => {
  await execute(server, `create database ${template} template template0 encoding 'UTF8'`)
  const connection = inDatabase(server, template)
  const { db, close } = openDatabase({ connection, brand: '*', restricted: false, maxConnections: 2 })
  await migrate(db, path.join(import.meta.dirname, '../db/migrations'))
  const jobs = createJobs({ db, connection, log: createLog('silent'), listeners: [], timers: [] })
  await jobs.prepare()
  await jobs.stop()
  await close()
}
