import { connect, type Socket } from 'node:net'
import { setImmediate as whatCame } from 'node:timers/promises'

export type Scanned = { is: 'clean' } | { is: 'infected'; found: string } | { is: 'too-large' }

const timeoutMs = 30_000
const chunkBytes = 64 * 1024

/** clamd by its INSTREAM, at host:port or a socket. Rejects when it does not answer: what is not scanned stays closed. */
export const scanner = (place: string) => (bytes: Uint8Array): Promise<Scanned> =>
  new Promise((resolve, reject) => {
    const socket = reach(place)
    const said: Buffer[] = []
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('the scanner does not answer')))
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => said.push(chunk))
    socket.on('close', () => {
      const answer = Buffer.concat(said).toString('utf8').replaceAll('\0', '').trim()
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
      if (found) resolve({ is: 'infected', found })
      else if (/^stream: OK$/.test(answer)) resolve({ is: 'clean' })
      else if (/^INSTREAM size limit exceeded/.test(answer)) resolve({ is: 'too-large' })
      else reject(new Error(`the scanner says: ${answer.slice(0, 200) || 'nothing'}`))
    })
    socket.on('connect', () => void hand(socket, bytes, () => said.length > 0))
  })

/** What is more than it takes it answers for in the middle, and hangs up: its answer is heard before more is written. */
const hand = async (socket: Socket, bytes: Uint8Array, isAnswered: () => boolean): Promise<void> => {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    const size = Buffer.alloc(4)
    size.writeUInt32BE(chunk.byteLength)
    socket.write(size)
    await new Promise((written) => void socket.write(chunk, written))
    await whatCame()
    if (isAnswered() || socket.destroyed) return
  }
  socket.write(Buffer.alloc(4))
}

const reach = (place: string): Socket => {
  const [, host, port] = /^([\w.-]+):(\d+)$/.exec(place) ?? []
  return host && port ? connect(Number(port), host) : connect(place)
}

/** Asks the scanner whether it is there: null, or what is wrong. */
export const scannerAnswers = (place: string): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = reach(place)
    socket.setTimeout(5_000, () => socket.destroy(new Error('it does not answer')))
    socket.on('error', (error) => resolve(error.message))
    socket.on('close', () => resolve('it hung up'))
    socket.on('data', (chunk: Buffer) => {
      resolve(chunk.toString('latin1').startsWith('PONG') ? null : `it says ${chunk.toString('latin1').slice(0, 80)}`)
      socket.end()
    })
    socket.on('connect', () => socket.write('zPING\0'))
  })
