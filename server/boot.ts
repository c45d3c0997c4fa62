import { sql } from 'kysely'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { articleWords, brandInput, importContent, readContent, type Content } from './content/index.ts'
import { useWords } from '#articles'
import { createBrand, onlyBrand, present } from '#brand'
import { startEmbedded } from '#platform/embedded-postgres'
import { migrate, openDatabase, type Connection, type Database } from '#platform/postgres'
import { systemActor, type Ctx } from '#identity'
import type { Logger } from '#platform'
import { compose, type Running } from './app/compose.ts'
import { demoGuests, seed } from './app/seed.ts'
import type { Config } from './config.ts'
import { secretOf } from './secret.ts'

export type Boot = { config: Readonly<Config>; root: string; log: Logger; say: (line: string) => void; now: () => Date }
export type Installation = {
  system: Database
  connection: Connection
  content: Content
  /** Ends the database too, also one found running: what `start` does when it ends. */
  stop(): Promise<void>
  /** Leaves a database that somebody else had started as it was. */
  leave(): Promise<void>
}

const systemConnections = 10

/** Database up and in its newest shape, content files read. */
export const open = async (boot: Boot): Promise<Installation> => {
  const { config, root, say } = boot
  await mkdir(config.dataDir, { recursive: true })
  const embedded = config.database.kind === 'embedded'
    ? await startEmbedded({ dataDir: config.dataDir, binDir: config.database.binDir ?? undefined, say })
    : null
  const connection: Connection = embedded ? { kind: 'socket', ...embedded.connection } : (config.database as { connection: Connection }).connection
  const system = openDatabase({ connection, brand: '*', restricted: false, maxConnections: systemConnections })
  try {
    const applied = await migrate(system.db, join(root, 'db', 'migrations'))
    if (applied.length > 0) boot.log.info({ applied }, 'database brought to its newest shape')
    const content = await readContent(join(root, 'content'))
    useWords(articleWords(content.settings))
    return {
      system, connection, content,
      stop: async () => {
        await system.close()
        await embedded?.stop()
      },
      leave: async () => {
        await system.close()
        if (embedded?.startedHere) await embedded.stop()
      },
    }
  } catch (error) {
    await system.close()
    if (embedded?.startedHere) await embedded.stop()
    throw error
  }
}

/** The brand of this installation; an empty one gets the shipped content, and the demo world when it is wanted. */
export const settleBrand = async (boot: Boot, { system, content }: Installation): Promise<string> => {
  const known = await onlyBrand(system.db)
  if (known) return known.id
  const isDemo = boot.config.demo && content.demo !== null
  const began = performance.now()
  const secret = await secretOf(boot.config)
  // One transaction: an installation is empty or whole, whenever the process is killed.
  const id = await system.db.transaction().execute(async (tx) => {
    const created = await createBrand(tx, { ...brandInput(content.brand), isDemo })
    const ctx: Ctx = { db: tx, actor: systemActor(created.id), now: boot.now, log: boot.log }
    await importContent(ctx, content)
    if (isDemo && content.demo) await seed(ctx, content.demo, secret)
    return created.id
  })
  // Without it the first minutes' plans are guesses: a picker of 30 stays took 0.2 s.
  await sql`analyze`.execute(system.db)
  boot.log.info({ isDemo, seconds: ((performance.now() - began) / 1000).toFixed(1) }, 'content imported')
  return id
}

/** Everything up to the point where requests can be answered. */
export const run = async (boot: Boot, installation: Installation): Promise<Running> => {
  const { system, connection, content } = installation
  const brandId = await settleBrand(boot, installation)
  const ctx: Ctx = { db: system.db, actor: systemActor(brandId), now: boot.now, log: boot.log }
  return compose({
    config: boot.config, log: boot.log, now: boot.now, system, connection, brandId,
    secret: await secretOf(boot.config),
    distFolder: join(boot.root, 'dist'),
    brandIsDemo: (await present(ctx)).isDemo,
    tour: content.demo?.tour ?? [],
    demoGuests: demoGuests(content.demo),
  })
}
