import { FeedEvent } from '#contract/desk'
import { NearEvent } from '#contract/live'
import { keepLine, type LineState } from '../../line/line.ts'

export type FeedState = LineState
export type FeedListener = { onEvent: (event: FeedEvent) => void; onNear: (near: NearEvent) => void; onState: (state: FeedState) => void }

type Heard =
  | { kind: 'event'; id: string; event: FeedEvent }
  | { kind: 'near'; near: NearEvent }
  | { kind: 'place'; id: string }
  | { kind: 'state'; state: FeedState }
  | { kind: 'hello' }

const channelName = 'hospes-desk'
const lockName = 'hospes-desk-live'

/**
 * One line to the server per browser: the tab that holds the lock listens and tells the others.
 * When it goes, the next one takes over at the position it last heard of.
 */
export const startFeed = ({ onEvent, onNear, onState }: FeedListener): (() => void) => {
  const stop = new AbortController()
  const channel = new BroadcastChannel(channelName)
  const self = { leads: false, position: null as string | null, state: 'connecting' as FeedState }

  const take = (heard: Heard) => {
    if (heard.kind === 'hello') return void (self.leads && channel.postMessage({ kind: 'state', state: self.state } satisfies Heard))
    if (heard.kind === 'near') return onNear(heard.near)
    if (heard.kind === 'place') return void (self.position = heard.id)
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

  const lead = () =>
    new Promise<void>((resolve) => {
      self.leads = true
      const end = keepLine({
        address: (after) => (after === null ? '/api/v1/events' : `/api/v1/events?after=${encodeURIComponent(after)}`),
        place: () => self.position,
        onPlace: (id) => tell({ kind: 'place', id }),
        onEvent: ({ id, data }) => tell({ kind: 'event', id, event: FeedEvent.safeParse(data).data ?? { resync: true } }),
        onNear: (data) => {
          const near = NearEvent.safeParse(data)
          if (near.success) tell({ kind: 'near', near: near.data })
        },
        onState: (state) => state !== self.state && tell({ kind: 'state', state }),
      })
      stop.signal.addEventListener('abort', () => {
        end()
        resolve()
      })
    })
  // Without locks (an insecure origin) each tab listens for itself.
  const leading = 'locks' in navigator ? navigator.locks.request(lockName, { signal: stop.signal }, lead) : lead()
  leading.catch(() => undefined)
  return () => {
    stop.abort()
    channel.close()
  }
}
