import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '#platform/embedded-postgres'
import { migrate, openDatabase } from '#platform/postgres'
import { renderSchema } from './schema/render.ts'
import { renderTables } from './tables.ts'

/** Writes `db/schema.sql` and `db/tables.ts` from a database that has nothing but the migrations. */
const main = async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hospes-schema-'))
  // Run by root, the server is another user's, who must be able to enter.
  await chmod(dataDir, 0o755)
  const { connection, stop } = await startEmbedded({ dataDir })
  const { db, close } = openDatabase({ connection: { kind: 'socket', ...connection }, brand: '*', restricted: false, maxConnections: 1 })
  try {
    const folder = path.join(import.meta.dirname, '../db')
    await migrate(db, path.join(folder, 'migrations'))
    await writeFile(path.join(folder, 'schema.sql'), await renderSchema(db))
    await writeFile(path.join(folder, 'tables.ts'), await renderTables(db))
  } finally {
    await close()
    await stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

await main()
