import { waitBefore } from './backoff.ts'

export type LineState = 'connecting' | 'live' | 'lost'
export type Heard = { id: string; data: unknown }
export type LineOptions = {
  /** Where the events come from; `after` names the place to go on from. */
  address: (after: string | null) => string
  /** The place that was last heard of, also by another tab. */
  place: () => string | null
  onEvent: (heard: Heard) => void
  /** Told in passing: who is near. */
  onNear: (data: unknown) => void
  /** The stream stands at this place, whether or not anything has happened. */
  onPlace: (id: string) => void
  onState: (state: LineState) => void
  /** Asks by this, and keeps no stream: a stream cannot say who it is for but by a cookie. */
  call?: ((address: string, init?: RequestInit) => Promise<Response>) | undefined
}

const openWithinMs = 10_000
// The server's beat comes every 25 seconds: after two that did not come the line is dead.
const silentMs = 55_000
const lookEveryMs = 5_000
const wokenAfterMs = 30_000
// So many streams in a row that never stood, and events are asked for instead; a stream is tried again after a while.
const mostUnopened = 3
const askForMs = 600_000

/**
 * Follows what happens on the server for as long as the page is open: by a stream, or by asking again and again where
 * something between the page and the server lets no stream through. Returns how to stop.
 */
export const keepLine = (options: LineOptions): (() => void) => {
  const self = { failures: 0, unopened: 0, heardAt: 0, over: new AbortController(), timer: undefined as Timer, stop: (): void => undefined }

  const lost = () => {
    self.stop()
    if (self.over.signal.aborted) return
    options.onState('lost')
    clearTimeout(self.timer)
    self.timer = setTimeout(open, waitBefore(self.failures++, Math.random()))
  }
  const stands = (id: string) => {
    self.heardAt = performance.now()
    if (id !== '') options.onPlace(id)
    self.failures = 0
    options.onState('live')
  }
  const open = () => {
    clearTimeout(self.timer)
    self.timer = undefined
    self.stop()
    self.heardAt = performance.now()
    const asks = options.call !== undefined || self.unopened >= mostUnopened
    self.stop = (asks ? ask : stream)(options, {
      stands: (id) => {
        if (!asks) self.unopened = 0
        stands(id)
      },
      lost: (opened) => {
        if (asks) self.unopened = 0
        else if (!opened) self.unopened++
        lost()
      },
    })
  }
  const anew = () => {
    if (document.visibilityState === 'hidden' || self.over.signal.aborted) return
    // A phone that slept, or a page taken out of the drawer, finds its line dead without having been told.
    if (self.timer !== undefined || performance.now() - self.heardAt > wokenAfterMs) open()
  }
  const { signal } = self.over
  const look = setInterval(() => {
    if (self.timer === undefined && performance.now() - self.heardAt > silentMs) lost()
  }, lookEveryMs)
  document.addEventListener('visibilitychange', anew, { signal })
  addEventListener('online', anew, { signal })
  addEventListener('pageshow', ({ persisted }) => persisted && open(), { signal })
  addEventListener('offline', lost, { signal })
  open()
  return () => {
    self.over.abort()
    self.stop()
    clearTimeout(self.timer)
    clearInterval(look)
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined
type Fate = { stands: (id: string) => void; lost: (opened: boolean) => void }

const stream = ({ address, place, onEvent, onNear }: LineOptions, { stands, lost }: Fate): (() => void) => {
  const source = new EventSource(address(place()))
  let opened = false
  const stop = () => {
    clearTimeout(patience)
    source.close()
  }
  // The browser would try again by itself, all of them at the same moment after a restart.
  const fail = () => {
    stop()
    lost(opened)
  }
  const patience = setTimeout(fail, openWithinMs)
  source.addEventListener('beat', ({ lastEventId }) => {
    clearTimeout(patience)
    opened = true
    stands(lastEventId)
  })
  source.addEventListener('near', ({ data }: MessageEvent<string>) => onNear(parsed(data)))
  source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => onEvent({ id: lastEventId, data: parsed(data) })
  source.onerror = fail
  return stop
}

type Answer = { id: string; events: Heard[]; near: unknown[] }

const ask = ({ address, place, onEvent, onNear, call }: LineOptions, { stands, lost }: Fate): (() => void) => {
  const over = new AbortController()
  const until = call ? Infinity : performance.now() + askForMs
  const again = async () => {
    for (let first = true; performance.now() < until; first = false) {
      // The first answer comes at once, so that it is known whether the line stands.
      const url = `${address(place())}${first ? '&wait=0' : ''}`
      const response = await (call ?? fetch)(url.includes('?') ? url : url.replace('&', '?'), { headers: { accept: 'application/json' }, signal: over.signal })
      if (!response.ok) throw new Error(String(response.status))
      const { id, events, near } = (await response.json()) as Answer
      events.forEach(onEvent)
      near.forEach(onNear)
      stands(id)
    }
  }
  again().then(() => lost(true), () => over.signal.aborted || lost(false))
  return () => over.abort()
}

/** What cannot be read is taken as "fetch everything again": nothing is missed, only fetched once too often. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return { resync: true }
  }
}
