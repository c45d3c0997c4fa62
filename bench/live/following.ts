import { pollEvents, readEvents, type Received } from '#test/events'
import { setTimeout as sleep } from 'node:timers/promises'
import { headersOf, type Stage } from './stage.ts'

export type Follower = { seen: Map<string, number>; cuts: () => number; faults: () => { doubled: number; outOfOrder: number }; stop: () => Promise<void> }
const keyOf = (conversationId: unknown, seq: unknown) => `${String(conversationId)} ${String(seq)}`

/** Follows the whole feed by one client that is cut off again and again and always goes on from its last place. */
export const followCut = async (stage: Stage, { how, cutEveryMs, client }: { how: 'stream' | 'asking'; cutEveryMs: number; client: number }): Promise<Follower> => {
  const headers = headersOf(stage.agents[client] ?? '', client)
  const url = `${stage.base}/api/v1/events`
  const seen = new Map<string, number>()
  const state = { lastId: (await pollEvents(url, { headers, wait: 0 })).id, cuts: 0, doubled: 0, outOfOrder: 0, over: false, heads: new Map<string, number>() }
  const take = (events: readonly Received[]) => {
    for (const { id, data } of events) {
      if (Number(id.slice(2)) <= Number(state.lastId.slice(2))) state.outOfOrder++
      state.lastId = id
      if (data.fact !== 'message.received') continue
      const key = keyOf(data.conversationId, data.seq)
      if (seen.has(key)) state.doubled++
      if (Number(data.seq) < (state.heads.get(String(data.conversationId)) ?? 0)) state.outOfOrder++
      state.heads.set(String(data.conversationId), Number(data.seq))
      seen.set(key, performance.now())
    }
  }
  const streaming = async () => {
    const reading = await readEvents(url, { headers, lastId: state.lastId })
    let taken = 0
    const look = () => {
      take(reading.received.slice(taken))
      taken = reading.received.length
    }
    const end = performance.now() + cutEveryMs
    while (performance.now() < end && !state.over) {
      await sleep(5)
      look()
    }
    look()
    reading.cut()
  }
  const asking = async () => take((await pollEvents(url, { headers, lastId: state.lastId, signal: AbortSignal.timeout(cutEveryMs) })).events)
  const loop = (async () => {
    while (!state.over) {
      await (how === 'stream' ? streaming() : asking()).catch(() => sleep(50))
      state.cuts++
    }
  })()
  return {
    seen, cuts: () => state.cuts, faults: () => ({ doubled: state.doubled, outOfOrder: state.outOfOrder }),
    stop: async () => {
      state.over = true
      await loop
    },
  }
}

/** Waits until everything that was sent has been seen, or for half a minute; gives how much has not, and how long each took. */
export const compare = async (sent: readonly { conversationId: string; seq: number; at: number }[], { seen }: Follower) => {
  const missing = () => sent.filter(({ conversationId, seq }) => !seen.has(keyOf(conversationId, seq))).length
  for (const end = performance.now() + 30_000; missing() > 0 && performance.now() < end; ) await sleep(50)
  return { missing: missing(), tookMs: sent.flatMap(({ conversationId, seq, at }) => { const came = seen.get(keyOf(conversationId, seq)); return came === undefined ? [] : [came - at] }) }
}
