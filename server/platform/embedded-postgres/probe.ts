import { readFile, realpath, stat } from 'node:fs/promises'
import { Client } from 'pg'
import { passwordFile } from './cluster.ts'
import { readLockFile, type LockFile } from './lock-file.ts'
import type { Place } from './place.ts'
import { codeOf, messageOf } from './trouble.ts'

export const databaseName = 'hospes' as const

export type Server = { pid: number; host: string; port: number; password?: string; version: string; hasDatabase: boolean }
export type Probe = { state: 'ready'; server: Server } | { state: 'starting' } | { state: 'none'; because: string }

/** Is there a live server of this very folder? It must answer, name the folder and have written its lock file. */
export const probe = async (place: Place): Promise<Probe> => {
  const lock = await readLockFile(place.clusterDir)
  if (!lock) return { state: 'none', because: 'it keeps no lock file' }
  if (!(await isOurs(lock.host, place))) return { state: 'none', because: `its socket folder ${lock.host} is missing or open to others` }
  const password = await readPassword(place.base)
  try {
    const answer = await ask({ ...lock, ...password })
    if (!(await isSame(answer, lock, place))) return { state: 'none', because: 'another server answers' }
    const { version, hasDatabase } = answer
    return { state: 'ready', server: { pid: lock.pid, host: lock.host, port: lock.port, ...password, version, hasDatabase } }
  } catch (error) {
    if (codeOf(error) === cannotConnectNow) return { state: 'starting' }
    return { state: 'none', because: messageOf(error) }
  }
}

/** Two starts at the same moment may both try; the second finds it made. */
export const createDatabase = async (server: Server) => {
  const client = await connect(server)
  try {
    await client.query(`create database ${databaseName} template template0`)
  } catch (error) {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (!rowCount) throw error
  } finally {
    await client.end()
  }
}

const cannotConnectNow = '57P03'

type Address = { host: string; port: number; password?: string }
type Answer = { folder: string; lock: string; version: string; hasDatabase: boolean }

const ask = async (address: Address) => {
  const client = await connect(address)
  try {
    const { rows } = await client.query<Answer>(
      `select current_setting('data_directory') as folder,
              pg_read_file('postmaster.pid') as lock,
              split_part(current_setting('server_version'), ' ', 1) as version,
              exists (select from pg_database where datname = $1) as "hasDatabase"`,
      [databaseName],
    )
    if (!rows[0]) throw new Error('no answer')
    return rows[0]
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Names everything that pg would otherwise read from PG* variables. */
const connect = async ({ host, port, password }: Address) => {
  const client = new Client({
    host,
    port,
    password: password ?? 'none',
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    options: '-c search_path=pg_catalog',
    application_name: 'hospes supervisor',
    connectionTimeoutMillis: 5000,
    query_timeout: 60_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const isSame = async (answer: Answer, lock: LockFile, place: Place) => {
  const folder = await realpath(answer.folder).catch(() => answer.folder)
  return folder === (await realpath(place.clusterDir)) && answer.lock.startsWith(`${lock.identity}\n`)
}

/** After a crash anybody could make a folder of the same name below the temporary folder and answer there. */
const isOurs = async (host: string, { account }: Place) => {
  if (!host.startsWith('/')) return host === '127.0.0.1'
  const folder = await stat(host).catch(() => undefined)
  if (!folder || (folder.mode & 0o077) !== 0) return false
  return folder.uid === (account ? account.uid >>> 0 : process.geteuid?.())
}

const readPassword = async (base: string) => {
  if (process.platform !== 'win32') return {}
  return { password: (await readFile(passwordFile(base), 'utf8')).trim() }
}
