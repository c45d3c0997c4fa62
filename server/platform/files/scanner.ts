import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Scanned = { is: 'clean' } | { is: 'infected'; found: string } | { is: 'too-large' }

const timeoutMs = 30_000
const chunkBytes = 256 * 1024
// What is more than it takes clamd answers for in the middle, and hangs up: its answer is waited for before more is written, the longer the busier it is.
const pausesMs = [1, 10, 50]

/** clamd by its INSTREAM, at host:port or a socket. Rejects when it does not answer: what is not scanned stays closed. */
export const scanner = (place: string) => async (bytes: Uint8Array): Promise<Scanned> => {
  for (const pauseMs of pausesMs) {
    const said = await ask(place, bytes, pauseMs)
    if (said !== null) return said
  }
  throw new Error('the scanner hangs up in the middle of a file')
}

/** Null when it hung up and its answer was lost. */
const ask = (place: string, bytes: Uint8Array, pauseMs: number): Promise<Scanned | null> =>
  new Promise((resolve, reject) => {
    const socket = reach(place)
    const said: Buffer[] = []
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('the scanner does not answer')))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error)
      else if (said.length === 0) resolve(null)
    })
    socket.on('data', (chunk: Buffer) => said.push(chunk))
    socket.on('close', () => {
      const answer = Buffer.concat(said).toString('utf8').replaceAll('\0', '').trim()
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
      if (found) resolve({ is: 'infected', found })
      else if (answer === 'stream: OK') resolve({ is: 'clean' })
      else if (answer.startsWith('INSTREAM size limit exceeded')) resolve({ is: 'too-large' })
      else reject(new Error(`the scanner says: ${answer.slice(0, 200) || 'nothing'}`))
    })
    socket.on('connect', () => void hand(socket, bytes, { pauseMs, isAnswered: () => said.length > 0 }))
  })

type Handing = { pauseMs: number; isAnswered: () => boolean }

const hand = async (socket: Socket, bytes: Uint8Array, { pauseMs, isAnswered }: Handing): Promise<void> => {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    const size = Buffer.alloc(4)
    size.writeUInt32BE(chunk.byteLength)
    socket.write(size)
    await sleep(pauseMs)
    if (isAnswered() || socket.destroyed) return
    await new Promise((written) => void socket.write(chunk, written))
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
