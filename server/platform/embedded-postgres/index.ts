/** The embedded PostgreSQL: a real server in the data folder, started when needed and kept when Node goes. */
import path from 'node:path'
import { dropOldCopies, prepareBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import { findPlace, type Place } from './place.ts'
import { createDatabase, databaseName, probe } from './probe.ts'
import { serve } from './server.ts'
import { stopServer } from './stop.ts'
import { explained, messageOf, programFailed } from './trouble.ts'

export { EmbeddedError } from './trouble.ts'

export type EmbeddedOptions = {
  /** HOSPES_DATA, absolute. */
  dataDir: string
  /** PG_BIN_DIR: the programs of an installed PostgreSQL instead of those that come with Hospes. */
  binDir?: string | undefined
  /** Lines for the operator. */
  say?: ((line: string) => void) | undefined
}

export type Embedded = {
  connection: { host: string; port: number; user: 'postgres'; password?: string; database: 'hospes' }
  version: string
  clusterDir: string
  /** False when a server of this folder was already running. */
  startedHere: boolean
  /** Fast shutdown, and wait until it is gone. */
  stop(): Promise<void>
}

/** Attaches to the server of this folder, or starts it; the first time it also makes the cluster and the database. */
export const startEmbedded = async ({ dataDir, say = () => undefined, ...options }: EmbeddedOptions): Promise<Embedded> => {
  const binDir = options.binDir && path.resolve(options.binDir)
  const place = await explained(dataDir, () => findPlace(path.resolve(dataDir), say))
  return explained(place.base, async () => {
    const { server, startedHere } = (await attach(place)) ?? (await start(place, binDir, say))
    const stop = () => stopServer(place, () => prepareBinaries(place, binDir))
    if (!server.hasDatabase) await createDatabase(server).catch((error: unknown) => giveUp(error, place, startedHere && stop))
    const { host, port, password, version } = server
    return {
      connection: { host, port, user: 'postgres', ...(password && { password }), database: databaseName },
      version,
      clusterDir: place.clusterDir,
      startedHere,
      stop,
    }
  })
}

const giveUp = async (error: unknown, { base }: Place, stop: false | (() => Promise<void>)) => {
  if (stop) await stop().catch(() => undefined)
  throw programFailed(`The database ${databaseName} could not be made`, { output: messageOf(error), folder: base })
}

const attach = async (place: Place) => {
  const found = await probe(place)
  return found.state === 'ready' ? { server: found.server, startedHere: false } : undefined
}

const start = async (place: Place, binDir: string | undefined, say: (line: string) => void) => {
  const binaries = await prepareBinaries(place, binDir)
  await prepareCluster(place, binaries, say)
  const served = await serve(place, binaries, { say })
  if (served.startedHere && !binDir) await dropOldCopies(place.base)
  return served
}
