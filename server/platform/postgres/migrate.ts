import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import type { Db } from './database.ts'

/** Brings the database to the newest shape; several nodes may call it at once. Returns the names applied now. */
export const migrate = async (db: Db, folder: string): Promise<string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(folder) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** Whether connections of this login can take the restricted role, so that row security binds them. */
export const canRestrict = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ can: boolean }>`
    select exists (select from pg_roles where rolname = 'hospes_app' and pg_has_role(current_user, oid, 'member')) as can`.execute(db)
  return rows[0]?.can ?? false
}

const readMigrations = async (folder: string): Promise<Record<string, Migration>> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const entries = files.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(join(folder, name), 'utf8')
    return [name.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }]
  })
  return Object.fromEntries(await Promise.all(entries))
}
