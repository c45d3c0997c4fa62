import { FeedEvent } from '#contract/desk'

export type FeedState = 'connecting' | 'live' | 'lost'
export type FeedListener = { onEvent: (event: FeedEvent) => void; onState: (state: FeedState) => void }

type Heard = { kind: 'event'; id: string; event: FeedEvent } | { kind: 'state'; state: FeedState } | { kind: 'hello' }

const channelName = 'hospes-desk'
const lockName = 'hospes-desk-live'
const againMs = 3_000

/**
 * One event stream per browser: the tab that holds the lock listens to the server and tells the others.
 * When it goes, the next one takes over at the position it last heard of.
 */
export const startFeed = ({ onEvent, onState }: FeedListener): (() => void) => {
  const stop = new AbortController()
  const channel = new BroadcastChannel(channelName)
  const self = { leads: false, position: null as string | null, state: 'connecting' as FeedState }

  const take = (heard: Heard) => {
    if (heard.kind === 'hello') return void (self.leads && channel.postMessage({ kind: 'state', state: self.state } satisfies Heard))
    if (heard.kind === 'event') {
      self.position = heard.id || self.position
      return onEvent(heard.event)
    }
    self.state = heard.state
    onState(heard.state)
  }
  const tell = (heard: Heard) => {
    take(heard)
    channel.postMessage(heard)
  }
  channel.onmessage = ({ data }: MessageEvent<Heard>) => take(data)
  channel.postMessage({ kind: 'hello' } satisfies Heard)

  const lead = async () => {
    self.leads = true
    await listen({ tell, position: () => self.position, signal: stop.signal })
  }
  // Without locks (an insecure origin) each tab listens for itself.
  const leading = 'locks' in navigator ? navigator.locks.request(lockName, { signal: stop.signal }, lead) : lead()
  leading.catch(() => undefined)
  return () => {
    stop.abort()
    channel.close()
  }
}

type Listening = { tell: (heard: Heard) => void; position: () => string | null; signal: AbortSignal }

// The browser reconnects by itself with Last-Event-ID, except when it was answered with an error: then a new stream resumes by `after`.
const listen = ({ tell, position, signal }: Listening) =>
  new Promise<void>((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let source: EventSource | undefined
    const open = () => {
      const after = position()
      source = new EventSource(after === null ? '/api/v1/events' : `/api/v1/events?after=${encodeURIComponent(after)}`)
      source.onopen = () => tell({ kind: 'state', state: 'live' })
      source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => tell({ kind: 'event', id: lastEventId, event: parse(data) })
      source.onerror = () => {
        tell({ kind: 'state', state: 'lost' })
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs)
      }
    }
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      source?.close()
      resolve()
    })
    open()
  })

/** An event that cannot be read is taken as "fetch everything again": nothing is missed, only fetched once too often. */
const parse = (data: string): FeedEvent => {
  try {
    return FeedEvent.parse(JSON.parse(data))
  } catch {
    return { resync: true }
  }
}
