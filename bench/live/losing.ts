import { setTimeout as sleep } from 'node:timers/promises'
import { amount, type Line } from './found.ts'
import { compare, followCut, type Follower } from './following.ts'
import type { Stage } from './stage.ts'
import { quantiles, sendAll, sendByVerb, type Sent } from './writing.ts'

const killEveryMs = 2_000
const hows = ['stream', 'asking'] as const
const byStream = { stream: 'by a stream', asking: 'by asking' }
const never = 3_600_000

type Counted = { cuts: number; missing: number; doubled: number; outOfOrder: number }
const counted = async (sent: readonly Sent[], reader: Follower): Promise<Counted> => {
  const { missing } = await compare(sent, reader)
  const found = { cuts: reader.cuts(), missing, ...reader.faults() }
  await reader.stop()
  return found
}
const words = ({ missing, doubled, outOfOrder }: Counted) => `${missing} missing, ${doubled} doubled, ${outOfOrder} out of order`
const whole = ({ missing, doubled, outOfOrder }: Counted) => missing + doubled + outOfOrder === 0
const sumOf = (all: readonly Counted[]) => all.reduce((sum, each) => ({ cuts: Math.min(sum.cuts, each.cuts), missing: sum.missing + each.missing, doubled: sum.doubled + each.doubled, outOfOrder: sum.outOfOrder + each.outOfOrder }))

/** L1: six writers, two readers that are cut off again and again, one by a stream and one by asking; seed by seed. */
export const cut = async (stage: Stage, ids: readonly string[], { messages, seeds }: { messages: number; seeds: number }): Promise<Line[]> => {
  const found: Record<(typeof hows)[number], Counted[]> = { stream: [], asking: [] }
  const leastCuts = Math.min(75, messages / 40)
  for (let seed = 1; seed <= seeds; seed++) {
    const readers = await Promise.all(hows.map((how, client) => followCut(stage, { how, cutEveryMs: 40 + ((seed * 37) % 60), client })))
    const sent = await sendAll(stage, ids, { messages, writers: 6 })
    for (const [place, how] of hows.entries()) {
      const reader = readers[place]
      if (reader) found[how].push(await counted(sent, reader))
    }
  }
  return hows.map((how) => {
    const sum = sumOf(found[how])
    return {
      what: `${amount(messages)} messages, 6 writers, ${seeds} seeds, read ${byStream[how]}`, aim: '≥ 75 cuts a seed; 0 missing, doubled or out of order',
      found: `${sum.cuts} cuts at least: ${words(sum)}`, holds: whole(sum) && sum.cuts >= leastCuts,
    }
  })
}

/** L2: the same while the program is killed every two seconds. */
export const killed = async (stage: Stage, ids: readonly string[], { messages }: { messages: number }): Promise<Line[]> => {
  const readers = await Promise.all(hows.map((how, client) => followCut(stage, { how, cutEveryMs: 400, client })))
  const state = { over: false, kills: 0 }
  const killing = (async () => {
    while (!state.over) {
      await sleep(killEveryMs)
      await stage.kill()
      state.kills++
      await stage.start()
    }
  })()
  const sent = await sendAll(stage, ids, { messages, writers: 6, perSecond: 60 })
  state.over = true
  await killing
  const found = await Promise.all(readers.map((reader) => counted(sent, reader)))
  return hows.map((how, place) => {
    const sum = found[place] ?? { cuts: 0, missing: messages, doubled: 0, outOfOrder: 0 }
    return { what: `${amount(messages)} messages, 6 writers, the program killed -9 ${state.kills} times, read ${byStream[how]}`, aim: '0 missing, doubled or out of order', found: words(sum), holds: whole(sum) && state.kills > 0 }
  })
}

/** L2: the notification connection is shot down as often as it comes back; only the poll is left. */
export const withoutBus = async (stage: Stage, ids: readonly string[], { seconds }: { seconds: number }): Promise<Line> => {
  const reader = await followCut(stage, { how: 'stream', cutEveryMs: never, client: 2 })
  const shooting = setInterval(() => void stage.sql.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hospes bus' and datname = current_database()").catch(() => undefined), 200)
  const sent = await sendAll(stage, ids, { messages: seconds * 20, writers: 6, perSecond: 20 })
  clearInterval(shooting)
  const { tookMs } = await compare(sent, reader)
  const found = await counted(sent, reader)
  const { p95 } = quantiles(tookMs)
  return { what: `notifications stopped for ${seconds} s, 20 messages a second`, aim: '0 missing, doubled or out of order; p95 ≤ 2.5 s', found: `${words(found)}; p95 ${Math.round(p95)} ms from writing to the reader`, holds: whole(found) && p95 <= 2_500 }
}

/** L3: twenty write at once into fifty conversations, and into one; a reader goes on by its place. By the verb, and over HTTP. */
export const manyWriters = async (stage: Stage, ids: readonly string[], { messages }: { messages: number }): Promise<Line[]> => {
  const ways = [
    { name: 'by the verb in a process of their own', send: sendByVerb, least: 500 },
    { name: 'over HTTP, sender, program and all its reactions on the same processors', send: sendAll, least: 0 },
  ]
  const lines: Line[] = []
  for (const { name, send, least } of ways) {
    const reader = await followCut(stage, { how: 'stream', cutEveryMs: never, client: 3 })
    const [all, hot] = [await timed(() => send(stage, ids, { messages, writers: 20 })), await timed(() => send(stage, ids.slice(0, 1), { messages: Math.ceil(messages / 5), writers: 20 }))]
    const { missing } = await compare([...all.sent, ...hot.sent], reader)
    await reader.stop()
    lines.push({
      what: `20 writers ${name}, ${amount(messages)} messages into ${ids.length} conversations, then ${amount(hot.sent.length)} into one`, aim: least > 0 ? '0 missed; ≥ 500 a second, ≥ 100 in one conversation' : '0 missed; ≥ 100 in one conversation',
      found: `${missing} missed; ${Math.round(all.perSecond)} a second, in one conversation ${Math.round(hot.perSecond)}`, holds: missing === 0 && all.perSecond >= least && hot.perSecond >= 100,
    })
  }
  return lines
}

const timed = async (send: () => Promise<Sent[]>) => {
  const began = performance.now()
  const sent = await send()
  return { sent, perSecond: sent.length / ((performance.now() - began) / 1_000) }
}
