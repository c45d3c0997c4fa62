import type { ServerResponse } from 'node:http'

/** One open event stream. `pump` reads what the client has not got yet from the database and writes it. */
export type Stream = { ownerId: string; networkKey: string; pump: () => Promise<boolean>; close: () => void }
export type Hub = {
  /** Whether one more stream of this person from this network fits. */
  hasRoom(place: Pick<Stream, 'ownerId' | 'networkKey'>): boolean
  add(stream: Stream): void
  remove(stream: Stream): void
  /** Wakes every stream: there may be something new. */
  wake(): void
  closeAll(): void
  count(): number
}

const perOwner = 8
const perNetwork = 400

export const createHub = (): Hub => {
  const streams = new Set<Stream>()
  const pumps = new WeakMap<Stream, { busy: boolean; again: boolean }>()
  // One pump at a time per stream: a wake-up during a pump asks for one more round, never a second pump.
  const pump = async (stream: Stream) => {
    const state = pumps.get(stream)
    if (!state) return
    if (state.busy) {
      state.again = true
      return
    }
    state.busy = true
    do {
      state.again = false
      const alive = await stream.pump().catch(() => false)
      if (!alive) close(stream)
    } while (state.again && streams.has(stream))
    state.busy = false
  }
  const close = (stream: Stream) => {
    if (streams.delete(stream)) stream.close()
  }
  const countWhere = (match: (stream: Stream) => boolean) => [...streams].filter(match).length
  return {
    hasRoom: ({ ownerId, networkKey }) =>
      countWhere((s) => s.ownerId === ownerId) < perOwner && countWhere((s) => s.networkKey === networkKey) < perNetwork,
    add: (stream) => {
      streams.add(stream)
      pumps.set(stream, { busy: false, again: false })
      void pump(stream)
    },
    remove: (stream) => void streams.delete(stream),
    wake: () => streams.forEach((stream) => void pump(stream)),
    closeAll: () => [...streams].forEach(close),
    count: () => streams.size,
  }
}

const maxBuffered = 1_000_000
const heartbeatMs = 25_000

/** Starts a server-sent event stream on the raw response; returns how to write to it. */
export const openEventStream = (response: ServerResponse, headers: Record<string, string>) => {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write('retry: 1000\n\n')
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
  response.on('close', () => clearInterval(heartbeat))
  return {
    /** Names the place where the stream begins: who loses it before the first event goes on from there. */
    startAt: (id: string): void => void response.write(`id: ${id}\n\n`),
    /** False when the reader is gone or too slow; the caller then closes. */
    send: (id: string, data: unknown): boolean => {
      if (response.destroyed || response.writableLength > maxBuffered) return false
      response.write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`)
      return true
    },
    end: () => {
      clearInterval(heartbeat)
      response.end()
    },
  }
}
