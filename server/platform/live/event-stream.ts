import type { ServerResponse } from 'node:http'

// A fact is told in a hundred bytes: who leaves this much unread reads nothing.
const maxBuffered = 256_000
const stalledMs = 25_000
const heartbeatMs = 25_000
const beat = 'event: beat\ndata: 1\n\n'

export type EventStream = {
  /** Names the place where the stream begins: who loses it before the first event goes on from there. */
  startAt(id: string): void
  /** False when the reader is gone or too slow; the caller then closes. */
  send(id: string, data: unknown): boolean
  /** Resolves when the reader has taken most of what was written, or is gone. */
  room(): Promise<void>
  /** What is told once and has no place to go on from; a reader who lags behind does not get it. */
  murmur(data: unknown): void
  /** Whether its reader has taken nothing for too long, or has gone without being heard to. */
  isStalled(): boolean
  end(): void
}

/** Starts a server-sent event stream on the raw response; returns how to write to it. */
export const openEventStream = (response: ServerResponse, headers: Record<string, string>): EventStream => {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write('retry: 1000\n\n')
  let behindSince: number | null = null
  const write = (text: string) => {
    if (!response.write(text)) behindSince ??= performance.now()
  }
  response.on('drain', () => void (behindSince = null))
  // A comment would be enough for the network; an event can be seen by the page, which knows by its absence that the line is dead.
  const heartbeat = setInterval(() => write(beat), heartbeatMs)
  response.on('close', () => clearInterval(heartbeat))
  return {
    startAt: (id) => write(`id: ${id}\n\n${beat}`),
    send: (id, data) => {
      if (response.destroyed || response.writableLength > maxBuffered) return false
      write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`)
      return true
    },
    room: () =>
      behindSince === null || response.destroyed
        ? Promise.resolve()
        : new Promise((resolve) => void response.once('drain', resolve).once('close', resolve)),
    murmur: (data) => {
      if (!response.destroyed && behindSince === null) write(`event: near\ndata: ${JSON.stringify(data)}\n\n`)
    },
    isStalled: () => response.destroyed || (behindSince !== null && performance.now() - behindSince > stalledMs),
    end: () => {
      clearInterval(heartbeat)
      // What a stalled reader left unread would keep the connection; the stream can be gone on from its last place.
      if (behindSince !== null) response.destroy()
      else response.end()
    },
  }
}
