import type { ServerResponse } from 'node:http'

// A fact is told in a hundred bytes: who leaves this much unread reads nothing.
const maxBuffered = 256_000
const stalledMs = 20_000
const heartbeatMs = 25_000
const beat = 'event: beat\ndata: 1\n\n'
// So much is written at once, and then the reader is waited for.
const mostAtOnce = 32_000

/** Something to be told, as it is and as it stands on the wire: a thousand readers are told what was put into words once. */
export type Told = { id: string; data: unknown; wire: string }
export const told = (id: string, data: unknown): Told => ({ id, data, wire: `id: ${id}\ndata: ${JSON.stringify(data)}\n\n` })

// Streams at the same place are told the same list: what goes over the wire is put together once for all of them.
const chunks = new WeakMap<readonly Told[], Buffer[]>()
const chunksOf = (events: readonly Told[]): Buffer[] => {
  const known = chunks.get(events)
  if (known) return known
  const made: Buffer[] = []
  for (let place = 0; place < events.length; ) {
    let text = ''
    while (place < events.length && text.length < mostAtOnce) text += events[place++]?.wire ?? ''
    made.push(Buffer.from(text))
  }
  chunks.set(events, made)
  return made
}

export type EventStream = {
  /** Names the place where the stream begins: who loses it before the first event goes on from there. */
  startAt(id: string): void
  /** Sends what is told as fast as the reader takes it; false when they are gone or too slow, and the caller then closes. */
  send(events: readonly Told[]): Promise<boolean>
  /** What is told once and has no place to go on from; a reader who lags behind does not get it. */
  murmur(data: unknown): void
  /** Whether its reader has taken nothing for too long, or has gone without being heard to. */
  isStalled(): boolean
  end(): void
}

// One timer beats for all: ten thousand streams would have one each. Each second those whose turn it is, so that they do not all beat at once.
const turns = Array.from({ length: heartbeatMs / 1_000 }, () => new Set<() => void>())
const clock: { turn: number; next: number; timer: NodeJS.Timeout | null } = { turn: 0, next: 0, timer: null }

const beatFor = (write: () => void): (() => void) => {
  const mine = turns[clock.next++ % turns.length]
  mine?.add(write)
  clock.timer ??= setInterval(() => {
    for (const each of turns[clock.turn++ % turns.length] ?? []) each()
  }, 1_000)
  return () => {
    mine?.delete(write)
    if (clock.timer === null || turns.some(({ size }) => size > 0)) return
    clearInterval(clock.timer)
    clock.timer = null
  }
}

/** Starts a server-sent event stream on the raw response; returns how to write to it. */
export const openEventStream = (response: ServerResponse, headers: Record<string, string>, { patienceMs = stalledMs } = {}): EventStream => {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write('retry: 1000\n\n')
  let behindSince: number | null = null
  let goOn: (() => void) | null = null
  const write = (chunk: string | Buffer) => {
    if (!response.write(chunk)) behindSince ??= performance.now()
  }
  const roomAgain = () => {
    behindSince = null
    goOn?.()
  }
  // Only one waits: a stream is pumped once at a time.
  const room = () => (behindSince === null || response.destroyed ? undefined : new Promise<void>((resolve) => void (goOn = resolve)))
  response.on('drain', roomAgain)
  // A comment would be enough for the network; an event can be seen by the page, which knows by its absence that the line is dead.
  const stopBeating = beatFor(() => write(beat))
  response.on('close', () => {
    stopBeating()
    goOn?.()
  })
  return {
    startAt: (id) => write(`id: ${id}\n\n${beat}`),
    send: async (events) => {
      for (const chunk of chunksOf(events)) {
        if (response.destroyed || response.writableLength > maxBuffered) return false
        write(chunk)
        await room()
      }
      return !response.destroyed
    },
    murmur: (data) => {
      if (!response.destroyed && behindSince === null) write(`event: near\ndata: ${JSON.stringify(data)}\n\n`)
    },
    isStalled: () => response.destroyed || (behindSince !== null && performance.now() - behindSince > patienceMs),
    end: () => {
      stopBeating()
      // What a stalled reader left unread would keep the connection; the stream can be gone on from its last place.
      if (behindSince !== null) response.destroy()
      else response.end()
    },
  }
}
