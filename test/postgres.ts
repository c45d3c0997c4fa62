import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { openDatabase, type Connection, type Db } from '#platform/postgres'
import { execute, inDatabase } from './cluster.ts'

export type TestDatabase = {
  connection: Connection
  /** Sees every brand's rows, as migrations and the installation's own jobs do. */
  db: Db
  /** Bound by row security to one brand, as the requests of its people are. */
  forBrand(brandId: string): Db
  /** How long copying the template took. */
  cloneMs: number
}

/** A migrated, empty database for one test file; call it at the top of the file. It is gone when the file is done. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const { server, template, strategy } = inject('cluster')
  const name = `${template}_${randomBytes(4).toString('hex')}`
  const began = performance.now()
  await execute(server, `create database ${name} template ${template} strategy ${strategy}`)
  const cloneMs = performance.now() - began
  const connection = inDatabase(server, name)
  const all = openDatabase({ connection, brand: '*', restricted: false, maxConnections: 5 })
  const opened = [all]
  afterAll(async () => {
    for (const database of opened) await database.close()
    await execute(server, `drop database if exists ${name} with (force)`)
  })
  return {
    connection,
    db: all.db,
    forBrand: (brand) => {
      const database = openDatabase({ connection, brand, restricted: true, maxConnections: 5 })
      opened.push(database)
      return database.db
    },
    cloneMs,
  }
}
