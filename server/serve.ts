import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { mount } from './app/mount.ts'
import type { Running } from './app/compose.ts'

export type Listening = { port: number; close(): Promise<void> }

const headersTimeoutMs = 10_000
const drainMs = 5_000

/** Answers requests. Port 0 takes any free one; a busy one is an error that says which setting to change. */
export const serve = async ({ app }: Running): Promise<Listening> => {
  const router = mount(app)
  const server = createServer({ connectionsCheckingInterval: 2_000 }, getRequestListener(router.fetch))
  server.headersTimeout = headersTimeoutMs
  // Seconds a connection may rest between requests: longer than proxies usually keep theirs.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, app.config)))
    server.listen(app.config.port, app.config.host, resolve)
  })
  const address = server.address()
  if (typeof address === 'object' && address) app.listening.port = address.port
  return {
    port: app.listening.port,
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), drainMs)
        app.hub.closeAll()
        server.close(() => {
          clearTimeout(force)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

const explained = (error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }) => {
  if (error.code === 'EADDRINUSE') return new Error(`Port ${port} on ${host} is taken by another program. Set PORT to a free one, as in PORT=3001 npm start`)
  if (error.code === 'EACCES') return new Error(`Port ${port} is reserved for the system. Set PORT to one above 1024.`)
  if (error.code === 'EADDRNOTAVAIL') return new Error(`HOST=${host} is not an address of this machine. Set HOST to 127.0.0.1 or to an address it has.`)
  return error
}
