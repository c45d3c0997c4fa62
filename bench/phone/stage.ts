import pg from 'pg'
import { clientConfig, openDatabase, type Connection, type Db } from '#platform/postgres'
import { serveCarrier } from '../../server/call-sim/carrier-api.ts'
import { createCarrier, type Carrier, type CarrierOptions } from '../../server/call-sim/carrier.ts'
import type { Dialect } from '../../server/call-sim/webhooks.ts'
import { freePort, startProgram, type Program } from '../message/program.ts'
import { asOwner, makeWorld, type World } from '../message/world.ts'
import type { Lines } from './scripts.ts'

/** The built program with a simulated carrier of one dialect, on a database that can be looked into. */
export type Stage = { world: World; program: Program; carrier: Carrier; db: Db; connection: Connection; lines: Lines }
type Made = { dialect: Dialect; env?: Record<string, string> | undefined; options?: Partial<Pick<CarrierOptions, 'deliver' | 'pickUp' | 'onEnd' | 'tellsTwice'>> | undefined }

export const secret = 'the key of a carrier that is not there'

/** Of the server of the last stage. */
export const postgres = { version: '' }

/** Runs some work on a stage of its own, which is gone afterwards. */
export const onStage = async <Result>({ dialect, env = {}, options = {} }: Made, work: (stage: Stage) => Promise<Result>): Promise<Result> => {
  const world = await makeWorld()
  try {
    postgres.version = world.version
    const name = `phone_${dialect}`
    await world.copy(name)
    const connection = world.connectionTo(name)
    const base = { url: '' }
    const carrier = createCarrier({ dialect, account: 'AC1', secret, now: () => new Date(), ...options, product: () => base.url })
    const api = await serveCarrier(carrier, { dialect, port: await freePort(), token: secret })
    world.atEnd(api.close)
    const program = await startProgram(world, connection, { HOSPES_DEMO: '1', VOICE_PROVIDER: dialect, VOICE_ACCOUNT: 'AC1', VOICE_SECRET: secret, VOICE_API_URL: api.url, ...env })
    base.url = program.base
    const database = openDatabase({ connection, brand: '*', restricted: false, maxConnections: 3 })
    await asOwner(connection, ['delete from staff.shift'])
    try {
      return await work({ world, program, carrier, db: database.db, connection, lines: linesOf(world) })
    } finally {
      await program.stop()
      await database.close()
    }
  } finally {
    await world.close()
  }
}

/** Works on the database by a connection of its own, which row security does not bind. */
export const withClient = async <Result>(connection: Connection, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Looks into the database by such a connection. */
export const asked = <Row extends pg.QueryResultRow>(connection: Connection, text: string, values: unknown[] = []): Promise<Row[]> =>
  withClient(connection, async (client) => (await client.query<Row>(text, values)).rows)

// Round the clock, whatever the hour of the run.
const linesOf = ({ content }: World): Lines => {
  const number = (door: 'partner' | 'guest') => content.lines.find((line) => line.door === door && line.kind === 'round-the-clock')?.number ?? ''
  return { partner: number('partner'), guest: number('guest') }
}
