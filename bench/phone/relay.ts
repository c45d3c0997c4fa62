import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a port of this machine that breaks when it is told to. */
export type Relay = { port: number; cut(): Promise<void>; mend(): Promise<void> }

export const relayTo = async (target: number): Promise<Relay> => {
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [end, other] of [[near, far], [far, near]] as const) {
      ends.add(end)
      end.on('error', () => other.destroy()).on('close', () => ends.delete(end) && other.destroy()).pipe(other)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    cut: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const end of ends) end.destroy()
      await closed
    },
    mend: async () => void (await once(server.listen(port, '127.0.0.1'), 'listening')),
  }
}
