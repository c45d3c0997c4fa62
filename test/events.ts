import { get, type ClientRequest } from 'node:http'

export type Received = { id: string; data: Record<string, unknown> }

/** An open event stream, read as a browser would. */
export type Reading = {
  /** The answer's status; the stream is open when it is 200. */
  status: number
  received: Received[]
  /** What was told in passing, with no place to go on from. */
  murmurs: Record<string, unknown>[]
  /** Resolves when so many events have come or the stream has ended. */
  until(count: number): Promise<Received[]>
  ended: Promise<void>
  /** The place that the stream named at its beginning. */
  startedAt(): string | undefined
  cut(): void
}

/** Opens an event stream; resumes after `lastId` when it is given. */
export const readEvents = (url: string, { headers = {}, lastId }: { headers?: Record<string, string>; lastId?: string | undefined } = {}): Promise<Reading> =>
  new Promise((resolve, reject) => {
    const request: ClientRequest = get(url, { headers: { ...headers, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }, agent: false }, (response) => {
      const received: Received[] = []
      const murmurs: Reading['murmurs'] = []
      const waiting = new Set<() => void>()
      const rest = { text: '' }
      const state: { over: boolean; startedAt?: string } = { over: false }
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        const parts = (rest.text + chunk).split('\n\n')
        rest.text = parts.pop() ?? ''
        state.startedAt ??= parts.map((part) => /^id: (.*)$/m.exec(part)?.[1]).find(Boolean)
        received.push(...parts.flatMap(parse))
        murmurs.push(...parts.filter((part) => part.startsWith('event: near')).map((part) => JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '{}') as Record<string, unknown>))
        for (const wake of waiting) wake()
      })
      const ended = new Promise<void>((over) => {
        const end = () => {
          state.over = true
          over()
          for (const wake of waiting) wake()
        }
        response.on('close', end)
        response.on('error', end)
      })
      resolve({
        status: response.statusCode ?? 0,
        received,
        murmurs,
        until: (count) => new Promise((enough) => {
          const look = () => {
            if (received.length < count && !state.over) return
            waiting.delete(look)
            enough(received)
          }
          waiting.add(look)
          look()
        }),
        ended,
        startedAt: () => state.startedAt,
        cut: () => void request.destroy(),
      })
    })
    request.on('error', reject)
  })

const parse = (block: string): Received[] => {
  const id = /^id: (.*)$/m.exec(block)?.[1]
  const data = /^data: (.*)$/m.exec(block)?.[1]
  return id === undefined || data === undefined ? [] : [{ id, data: JSON.parse(data) as Record<string, unknown> }]
}

export type Polled = { status: number; id: string; events: Received[]; near: Record<string, unknown>[] }

/** Asks once for what happened after `lastId`, as a client does that cannot keep a stream open. */
export const pollEvents = async (url: string, { headers, lastId, wait = 5, side, signal }: { headers: Record<string, string>; lastId?: string; wait?: number; /** Whose session, when a browser may hold several. */ side?: string; signal?: AbortSignal }): Promise<Polled> => {
  const query = new URLSearchParams({ wait: String(wait), ...(lastId === undefined ? {} : { after: lastId }), ...(side === undefined ? {} : { side }) })
  const response = await fetch(`${url}?${query}`, { headers: { ...headers, accept: 'application/json' }, ...(signal ? { signal } : {}) })
  return { status: response.status, ...(await response.json() as Omit<Polled, 'status'>) }
}
