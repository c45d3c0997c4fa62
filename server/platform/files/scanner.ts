import { connect } from 'node:net'

export type Scanned = { clean: true } | { clean: false; found: string }

const timeoutMs = 30_000
const chunkBytes = 64 * 1024

/** clamd by its INSTREAM, at host:port or a socket. Rejects when it does not answer: what is not scanned stays closed. */
export const scanner = (place: string) => (bytes: Uint8Array): Promise<Scanned> =>
  new Promise((resolve, reject) => {
    const [, host, port] = /^([\w.-]+):(\d+)$/.exec(place) ?? []
    const socket = host && port ? connect(Number(port), host) : connect(place)
    const said: Buffer[] = []
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('the scanner does not answer')))
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => said.push(chunk))
    socket.on('close', () => {
      const answer = Buffer.concat(said).toString('utf8').replaceAll('\0', '').trim()
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
      if (found) resolve({ clean: false, found })
      else if (/^stream: OK$/.test(answer)) resolve({ clean: true })
      else reject(new Error(`the scanner says: ${answer.slice(0, 200) || 'nothing'}`))
    })
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
        const chunk = bytes.subarray(at, at + chunkBytes)
        const size = Buffer.alloc(4)
        size.writeUInt32BE(chunk.byteLength)
        socket.write(size)
        socket.write(chunk)
      }
      socket.write(Buffer.alloc(4))
    })
  })
