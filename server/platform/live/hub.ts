/** One open event stream. `pump` reads what the client has not got yet and writes it. */
export type Stream = {
  ownerId: string
  networkKey: string
  /** The session it was opened by, and what that stood for then. */
  session: { token: string; mark: string }
  /** The one thing it tells about; it is not woken for others. */
  about?: string
  pump: () => Promise<boolean>
  /** Writes what is told once and not kept; nobody hears it again. */
  murmur?: (data: unknown) => void
  /** Whether its reader has taken nothing for too long. */
  isStalled?: () => boolean
  close: () => void
}
export type Hub = {
  /** Whether one more stream of this person from this network fits. */
  hasRoom(place: Pick<Stream, 'ownerId' | 'networkKey'>): boolean
  add(stream: Stream): void
  remove(stream: Stream): void
  /** Wakes the streams: there may be something new. Those that tell about one thing only when it is among `about`. */
  wake(about?: ReadonlySet<string>): void
  streamsOf(ownerId: string): readonly Stream[]
  all(): readonly Stream[]
  close(stream: Stream): void
  /** Closes those whose readers take nothing. */
  closeStalled(): void
  closeAll(): void
  count(): number
}

const perOwner = 8
const perNetwork = 400

export const createHub = (): Hub => {
  // Each with how far its pump is.
  const streams = new Map<Stream, { busy: boolean; again: boolean }>()
  const owners = new Map<string, Set<Stream>>()
  const networks = new Map<string, Set<Stream>>()
  // One pump at a time per stream: a wake-up during a pump asks for one more round, never a second pump.
  const pump = async (stream: Stream) => {
    const state = streams.get(stream)
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
  const forget = (stream: Stream) => {
    leave(owners, stream.ownerId, stream)
    leave(networks, stream.networkKey, stream)
    return streams.delete(stream)
  }
  const close = (stream: Stream) => {
    if (forget(stream)) stream.close()
  }
  return {
    hasRoom: ({ ownerId, networkKey }) => (owners.get(ownerId)?.size ?? 0) < perOwner && (networks.get(networkKey)?.size ?? 0) < perNetwork,
    add: (stream) => {
      streams.set(stream, { busy: false, again: false })
      join(owners, stream.ownerId, stream)
      join(networks, stream.networkKey, stream)
      void pump(stream)
    },
    remove: (stream) => void forget(stream),
    wake: (about) => {
      for (const stream of streams.keys()) if (!about || stream.about === undefined || about.has(stream.about)) void pump(stream)
    },
    streamsOf: (ownerId) => [...(owners.get(ownerId) ?? [])],
    all: () => [...streams.keys()],
    close,
    closeStalled: () => {
      for (const stream of streams.keys()) if (stream.isStalled?.()) close(stream)
    },
    closeAll: () => [...streams.keys()].forEach(close),
    count: () => streams.size,
  }
}

const join = (groups: Map<string, Set<Stream>>, key: string, stream: Stream) => {
  const group = groups.get(key)
  if (group) group.add(stream)
  else groups.set(key, new Set([stream]))
}

const leave = (groups: Map<string, Set<Stream>>, key: string, stream: Stream) => {
  const group = groups.get(key)
  group?.delete(stream)
  if (group?.size === 0) groups.delete(key)
}
