import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { systemActor, type AgentActor, type Ctx, type PartnerActor } from '#identity'
import { clientConfig, openDatabase, type Connection, type Database } from '#platform/postgres'
import { asOwner, type World } from './world.ts'

/** Somebody who writes, and what they may write about. */
export type Writer = { actor: PartnerActor; propertyId: string; confirmationNumber: string; reservationId: string }
export type Stage = {
  size: number
  world: World
  connection: Connection & { kind: 'socket' }
  writers: Writer[]
  agent: AgentActor
  fillSeconds: number
}

const mostWriters = 64

/** A database that holds so many conversations, vacuumed, analysed and written down; `written` false leaves out what only writing needs. One that was kept is taken as it is. */
export const makeStage = async (world: World, size: number, { written = true } = {}): Promise<Stage & { isKept: boolean }> => {
  const database = `bench_${size}`
  const connection = world.connectionTo(database)
  if (await isFilled(world, database)) return { size, world, connection, fillSeconds: 0, isKept: true, ...(await peopleOf(connection, world.brandId)) }
  await asOwner(world.connectionTo('postgres'), [`drop database if exists ${database}`])
  await world.copy(database)
  const began = performance.now()
  const whole = await readFile(path.join(import.meta.dirname, 'fill.sql'), 'utf8')
  const fill = (written ? whole : (whole.split('-- What is here for those alone')[0] ?? '')).replaceAll(':brand', world.brandId).replaceAll(':count', String(size))
  // Written at once, without a checkpoint every half gigabyte; measured with the settings that the product starts its server with.
  await asOwner(connection, ["alter system set max_wal_size = '32GB'", "alter system set checkpoint_timeout = '1h'", 'select pg_reload_conf()', fill])
  await asOwner(connection, ['alter system reset all', 'select pg_reload_conf()', 'vacuum (analyze)', 'checkpoint'])
  const fillSeconds = (performance.now() - began) / 1000
  return { size, world, connection, fillSeconds, isKept: false, ...(await peopleOf(connection, world.brandId)) }
}

const filled = 'filled'
const isFilled = async (world: World, database: string): Promise<boolean> => {
  const client = new pg.Client(clientConfig(world.connectionTo('postgres')))
  await client.connect()
  const { rowCount } = await client.query("select from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = $2", [database, filled])
  await client.end()
  return rowCount === 1
}

/** It has all it needs: the next run may take it as it is. */
export const markFilled = ({ connection }: Stage): Promise<void> => asOwner(connection, [`comment on database ${connection.database} is '${filled}'`])

/** Connections like those of the product's requests: bound by row security to the brand. */
export const openAsProduct = ({ world, connection }: Stage, maxConnections: number): Database =>
  openDatabase({ connection, brand: world.brandId, restricted: true, maxConnections })

export const systemCtx = ({ world }: Stage, { db }: Pick<Database, 'db'>): Ctx => ({ db, actor: systemActor(world.brandId), now: world.boot.now, log: world.boot.log })

const peopleOf = async (connection: Connection, brandId: string) => {
  const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await client.connect()
  try {
    const { rows } = await client.query<WriterRow>(writersOf, [mostWriters])
    const agents = await client.query<ProfileRow>(agentOf)
    return { writers: rows.map((row) => writerOf(row, brandId)), agent: { kind: 'agent', brandId, ...profileOf(agents.rows[0]) } as const }
  } finally {
    await client.end()
  }
}

type ProfileRow = { id: string; name: string; email: string; locale: string; time_zone: string }
type WriterRow = ProfileRow & { partner_id: string; rights: PartnerActor['rights']; property_id: string; confirmation_number: string; reservation_id: string }

const profileOf = (row: ProfileRow | undefined) => {
  if (!row) throw new Error('nobody is there')
  return { id: row.id, name: row.name, email: row.email, locale: row.locale, timeZone: row.time_zone }
}

const writerOf = (row: WriterRow, brandId: string): Writer => ({
  actor: { kind: 'partner', brandId, ...profileOf(row), partnerId: row.partner_id, rights: row.rights },
  propertyId: row.property_id, confirmationNumber: row.confirmation_number, reservationId: row.reservation_id,
})

const writersOf = `
  select distinct on (a.id) a.id, a.name, a.email, a.locale, a.time_zone, u.partner_id, u.rights, p.id as property_id, r.confirmation_number, r.id as reservation_id
  from identity.account a
  join identity.partner_user u on u.account_id = a.id
  join directory.property p on p.partner_id = u.partner_id
  join directory.reservation r on r.property_id = p.id
  where a.email like '%@bench.example'
  order by a.id limit $1`

const agentOf = `
  select a.id, a.name, a.email, a.locale, a.time_zone from identity.account a join staff.agent g on g.account_id = a.id order by a.id limit 1`
