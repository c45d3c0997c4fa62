import { storeOf } from '../asking/store.ts'

export type Waiting = { clientId: string; body: string; files: File[]; failed: string | null; seq: number | null }
export type Outcome = { seq: number } | { refused: string } | 'signed-out' | 'not-reached'

type Outbox = {
  add(body: string, files: File[]): void
  /** Tries again what was not sent, from the first on. */
  again(): void
  all(): readonly Waiting[]
  /** Takes one out that is not to be sent as it is. */
  drop(clientId: string): void
  /** What stands in the thread by now. */
  forget(seq: number): void
}

const store = storeOf('sessionStorage')

/**
 * What is to be sent, one after the other and in order: while the first is not through nothing after it goes. Texts outlive a
 * reload; the same text sent twice is stored once, by its id.
 */
export const createOutbox = (key: string, { send, changed }: { send: (waiting: Waiting) => Promise<Outcome>; changed: () => void }): Outbox => {
  const kept = read(key)
  const state = { list: kept, busy: false }
  const keep = () => {
    const texts = state.list.filter(({ seq }) => seq === null).map(({ clientId, body }) => ({ clientId, body }))
    store.set(key, texts.length > 0 ? JSON.stringify(texts) : null)
    changed()
  }
  const flush = async () => {
    if (state.busy) return
    state.busy = true
    for (let next = first(); next && next.failed === null; next = first()) {
      const outcome = await send(next)
      if (typeof outcome === 'object' && 'seq' in outcome) next.seq = outcome.seq
      else next.failed = typeof outcome === 'object' ? outcome.refused : outcome
      keep()
    }
    state.busy = false
  }
  const first = () => state.list.find(({ seq }) => seq === null)
  return {
    add: (body, files) => {
      state.list.push({ clientId: crypto.randomUUID(), body, files, failed: null, seq: null })
      keep()
      void flush()
    },
    again: () => {
      for (const waiting of state.list) waiting.failed = null
      changed()
      void flush()
    },
    all: () => state.list,
    drop: (clientId) => {
      state.list = state.list.filter((waiting) => waiting.clientId !== clientId)
      keep()
      void flush()
    },
    forget: (seq) => {
      state.list = state.list.filter((waiting) => waiting.seq === null || waiting.seq > seq)
    },
  }
}

const read = (key: string): Waiting[] => {
  try {
    const texts = JSON.parse(store.get(key) ?? '[]') as { clientId: string; body: string }[]
    return texts.map((text) => ({ ...text, files: [], failed: null, seq: null }))
  } catch {
    return []
  }
}
