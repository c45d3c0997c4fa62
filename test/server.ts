import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { settleBrand } from '../server/boot.ts'
import { articleWords, readContent, type Content } from '../server/content/index.ts'
import { demoGuests } from '../server/app/seed.ts'
import type { App } from '../server/app/app.ts'
import { compose, type Running } from '../server/app/compose.ts'
import { readConfig } from '../server/config.ts'
import { serve } from '../server/serve.ts'
import { useWords } from '#articles'
import { createLog } from '#platform'
import type { Names } from '#platform/mail'
import { openDatabase } from '#platform/postgres'
import { lineTo, type CuttableLine } from './fakes/database-line.ts'
import { testDatabase } from './postgres.ts'

/** Another process of the same installation, as far as one can tell: everything of its own but the database. */
export const secondNode = async ({ app }: TestServer): Promise<{ base: string }> => {
  const { connectionString, host, port, user, database } = app.system.pool.options
  const connection = connectionString ? ({ kind: 'url', url: connectionString } as const) : ({ kind: 'socket', host: host ?? '', port: port ?? 0, user: user ?? '', database: database ?? '' } as const)
  const running = await compose({ ...app, connection, config: { ...app.config, role: 'web' } })
  const listening = await serve(running)
  afterAll(async () => {
    await listening.close()
    await running.close()
  })
  return { base: `http://127.0.0.1:${listening.port}` }
}

const testSecret = 'a secret of the tests, long enough for anybody'
const root = join(import.meta.dirname, '..')

export type TestServer = Running & {
  base: string
  /** Moves the product's clock; it stands still between calls unless `clock` was left out. */
  setNow(at: Date): void
  /** Between the product and its database, where `cuttable` was asked for. */
  databaseLine: CuttableLine | null
}
/** `names`: where senders of mail are looked up; `takesMail`: on any free port, `app.listening.mailPort`. */
export type ServerOptions = { env?: Record<string, string>; clock?: Date; demo?: boolean; names?: Names; takesMail?: boolean; /** Stands for the web. */ outside?: App['outside']; /** The database can be taken away and given back. */ cuttable?: boolean }

let content: Promise<Content> | undefined

/** The whole product on a database of its own, answering on the loopback address: content imported, demo world seeded. */
export const startServer = async ({ env = {}, clock, demo = true, names, takesMail = false, outside, cuttable = false }: ServerOptions = {}): Promise<TestServer> => {
  const { connection: direct } = await testDatabase()
  const databaseLine = cuttable ? await lineTo(direct) : null
  const connection = databaseLine?.connection ?? direct
  const dataDir = await mkdtemp(join(tmpdir(), 'hospes-test-'))
  const config = readConfig({ PORT: '0', HOSPES_DATA: dataDir, HOSPES_DEMO: demo ? '1' : '0', LOG_LEVEL: 'error', HOSPES_SECRET: testSecret, SMTP_PORT: '0', ...env })
  const time = { fixed: clock }
  const now = () => time.fixed ?? new Date()
  const log = createLog(config.logLevel)
  const system = openDatabase({ connection, brand: '*', restricted: false, maxConnections: 6 })
  const shipped = await (content ??= readContent(join(root, 'content')))
  useWords(articleWords(shipped.settings))
  const boot = { config, root, log, now, say: () => undefined }
  const close = () => system.close()
  const brandId = await settleBrand(boot, { system, connection, content: shipped, stop: close, leave: close })
  const running = await compose({
    config, connection, system, brandId, log, now,
    secret: testSecret, distFolder: join(root, 'dist'), brandIsDemo: demo, tour: shipped.demo?.tour ?? [], demoGuests: demoGuests(shipped.demo), names, anyMailPort: takesMail, outside,
  })
  const listening = await serve(running)
  afterAll(async () => {
    await listening.close()
    await running.close()
    await system.close()
    await databaseLine?.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return { ...running, base: `http://127.0.0.1:${listening.port}`, setNow: (at) => void (time.fixed = at), databaseLine }
}
