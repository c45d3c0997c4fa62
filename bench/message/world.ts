import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { articleWords, readContent, type Content } from '../../server/content/index.ts'
import { settleBrand, type Boot } from '../../server/boot.ts'
import { readConfig } from '../../server/config.ts'
import { useWords } from '#articles'
import { createLog } from '#platform'
import { startEmbedded } from '#platform/embedded-postgres'
import { clientConfig, migrate, openDatabase, type Connection } from '#platform/postgres'

export const root = path.join(import.meta.dirname, '../..')

export type World = {
  boot: Boot
  content: Content
  brandId: string
  version: string
  postmaster: number
  /** Ends PostgreSQL as `pg_ctl stop -m immediate` does; what it gives starts it again. */
  endDatabase(): Promise<() => Promise<void>>
  connectionTo(database: string): Connection & { kind: 'socket' }
  /** Another database with the shipped content and the demo world's people in it. */
  copy(database: string): Promise<void>
  /** What must not outlive the benchmark, however it ends. */
  atEnd(end: () => unknown): void
  close(): Promise<void>
}

/** An embedded PostgreSQL with its production settings, with the product installed in it: in a folder of its own, or in one that is kept for the next run. */
export const makeWorld = async ({ keep }: { keep?: string | undefined } = {}): Promise<World> => {
  const dataDir = keep ?? (await mkdtemp(path.join(tmpdir(), 'hospes-bench-')))
  await mkdir(dataDir, { recursive: true })
  await chmod(dataDir, 0o755)
  const embedded = await startEmbedded({ dataDir })
  const config = readConfig({ HOSPES_DATA: dataDir, HOSPES_DEMO: '1', LOG_LEVEL: 'error', PORT: '0', SMTP_PORT: '0' })
  const boot: Boot = { config, root, log: createLog('error'), now: () => new Date(), say: () => undefined }
  const connectionTo = (database: string) => ({ kind: 'socket', ...embedded.connection, database }) as const
  const template = embedded.connection.database
  const content = await readContent(path.join(root, 'content'))
  useWords(articleWords(content.settings))
  const system = openDatabase({ connection: connectionTo(template), brand: '*', restricted: false, maxConnections: 4 })
  await migrate(system.db, path.join(root, 'db/migrations'))
  const brandId = await settleBrand(boot, { system, connection: connectionTo(template), content, stop: async () => undefined, leave: async () => undefined })
  await system.close()
  const ends: (() => unknown)[] = []
  return {
    boot, content, brandId, version: embedded.version, connectionTo,
    postmaster: await postmasterOf(embedded.clusterDir),
    endDatabase: async () => {
      const pid = await postmasterOf(embedded.clusterDir)
      process.kill(pid, 'SIGQUIT')
      while (isAlive(pid)) await sleep(20)
      return async () => void (await startEmbedded({ dataDir }))
    },
    copy: (database) => asOwner(connectionTo('postgres'), [`create database ${database} template ${template}`]),
    atEnd: (end) => void ends.push(end),
    close: async () => {
      for (const end of ends) await end()
      await embedded.stop()
      if (!keep) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const postmasterOf = async (clusterDir: string) => Number((await readFile(path.join(clusterDir, 'postmaster.pid'), 'utf8')).split('\n')[0])

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Runs statements one after the other on one connection that row security does not bind. */
export const asOwner = async (connection: Connection, statements: string[]): Promise<void> => {
  const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
