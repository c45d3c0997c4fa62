import { createConnection, createServer, type NetConnectOpts, type Socket } from 'node:net'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Connection } from '#platform/postgres'

/** A way to the database that breaks when it is told to, for whoever is on it and whoever comes. */
export type CuttableLine = { connection: Connection; cut(): Promise<void>; mend(): Promise<void>; close(): Promise<void> }

export const lineTo = async (database: Connection): Promise<CuttableLine> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-line-'))
  const port = 5432
  const socketPath = path.join(folder, `.s.PGSQL.${port}`)
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = createConnection(addressOf(database))
    for (const [end, other] of [[near, far], [far, near]] as const) {
      ends.add(end)
      end.on('error', () => other.destroy()).on('close', () => ends.delete(end) && other.destroy()).pipe(other)
    }
  })
  const mend = async () => void (await once(server.listen(socketPath), 'listening'))
  const cut = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const end of ends) end.destroy()
    await closed
  }
  await mend()
  return {
    connection: { ...userOf(database), kind: 'socket', host: folder, port }, cut, mend,
    close: async () => {
      if (server.listening) await cut()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const addressOf = (to: Connection): NetConnectOpts => {
  if (to.kind === 'socket') return { path: path.join(to.host, `.s.PGSQL.${to.port}`) }
  const { hostname, port } = new URL(to.url)
  return { host: hostname, port: Number(port || '5432') }
}

const userOf = (to: Connection): { user: string; database: string; password?: string } => {
  if (to.kind === 'socket') return to
  const { username, password, pathname } = new URL(to.url)
  return { user: decodeURIComponent(username), database: pathname.slice(1), ...(password ? { password: decodeURIComponent(password) } : {}) }
}
