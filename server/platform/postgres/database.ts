import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from '../../../db/tables.ts'

export type Db = Kysely<Tables>
/** Where PostgreSQL answers: a socket folder or host with user, or a URL. */
export type Connection =
  | { kind: 'socket'; host: string; port: number; user: string; password?: string; database: string }
  | { kind: 'url'; url: string }
export type DatabaseOptions = {
  connection: Connection
  /** The brand whose rows the connections see; '*' is the installation itself. */
  brand: string
  /** Take the restricted role, so that row security binds even a superuser's connection. */
  restricted: boolean
  maxConnections: number
}
export type Database = { db: Db; pool: pg.Pool; close(): Promise<void> }

const int8 = 20
const date = 1082

export const openDatabase = (options: DatabaseOptions): Database => {
  const pool = new pg.Pool({ ...poolConfig(options), Client: NamingClient })
  // A dropped connection must not end the process, idle or in use: whoever waits for an answer is told by its query, and the
  // next query opens another connection.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

export const clientConfig = (connection: Connection): pg.ClientConfig =>
  connection.kind === 'url' ? { connectionString: connection.url } : { ...connection }

const poolConfig = ({ connection, brand, restricted, maxConnections }: DatabaseOptions): pg.PoolConfig => ({
  ...clientConfig(connection),
  max: maxConnections,
  connectionTimeoutMillis: 10_000,
  idleTimeoutMillis: 60_000,
  application_name: 'hospes',
  options: `-c hospes.brand=${brand}${restricted ? ' -c role=hospes_app' : ''}`,
  types: {
    getTypeParser: (oid, format) => {
      if (oid === int8) return Number
      if (oid === date) return (text: string) => text
      return pg.types.getTypeParser(oid, format)
    },
  },
})

// Statements seen before get a name, so PostgreSQL parses and plans them once per connection; the cap keeps lists of
// varying length from filling its memory.
const maxNamed = 400
const preparable = /^\s*(with|select|insert|update|delete)\s/
const names = new Map<string, string>()
const nameOf = (text: string) => {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= maxNamed) return ''
  const name = preparable.test(text) ? createHash('sha1').update(text).digest('base64url') : ''
  names.set(text, name)
  return name
}

class NamingClient extends pg.Client {
  // Kysely calls query(text, values) and nothing else; every other form passes through untouched.
  override query(...args: never[]): never {
    const [text, values] = args as unknown[]
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : ''
    const query = super.query.bind(this) as unknown as (...rest: unknown[]) => never
    return name ? query({ name, text, values }) : query(...args)
  }
}
