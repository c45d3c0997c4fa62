import { setTimeout as sleep } from 'node:timers/promises'
import type { Line } from './found.ts'
import { compare, followCut } from './following.ts'
import type { Stage } from './stage.ts'
import { quantiles, sendAll } from './writing.ts'

const killEveryMs = 2_000

/** L1, and with kills L2: six writers, two readers that are cut off again and again, one by a stream and one by asking. */
export const cutAndKilled = async (stage: Stage, ids: readonly string[], { messages, seed, kills }: { messages: number; seed: number; kills: boolean }): Promise<Line[]> => {
  const hows = ['stream', 'asking'] as const
  const readers = await Promise.all(hows.map((how, client) => followCut(stage, { how, cutEveryMs: kills ? 400 : 60 + ((seed * 37) % 60), client: client * 8 })))
  const state = { over: false, kills: 0 }
  const killing = !kills ? Promise.resolve() : (async () => {
    while (!state.over) {
      await sleep(killEveryMs)
      await stage.kill()
      state.kills++
      await stage.start()
    }
  })()
  const sent = await sendAll(stage, ids, { messages, writers: 6 })
  state.over = true
  await killing
  const lines: Line[] = []
  for (const [index, reader] of readers.entries()) {
    const { missing } = await compare(sent, reader)
    const { doubled, outOfOrder } = reader.faults()
    const enoughCuts = kills || reader.cuts() >= 75
    lines.push({
      criterion: kills ? 'L2' : 'L1',
      what: `${messages} messages, 6 writers, by ${hows[index]}${kills ? `, the program killed -9 ${state.kills} times` : `, seed ${seed}`}`,
      found: `${reader.cuts()} cuts: ${missing} missing, ${doubled} doubled, ${outOfOrder} out of order`,
      holds: missing + doubled + outOfOrder === 0 && enoughCuts,
    })
    await reader.stop()
  }
  return lines
}

/** L2: the notification connection is shot down as often as it comes back; only the poll is left. */
export const withoutBus = async (stage: Stage, ids: readonly string[], { seconds }: { seconds: number }): Promise<Line> => {
  const reader = await followCut(stage, { how: 'stream', cutEveryMs: 3_600_000, client: 32 })
  const shooting = setInterval(() => void stage.sql.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hospes bus' and datname = current_database()").catch(() => undefined), 200)
  const sent = await sendAll(stage, ids, { messages: seconds * 20, writers: 6, perSecond: 20 })
  clearInterval(shooting)
  const { missing, tookMs } = await compare(sent, reader)
  const faults = reader.faults()
  await reader.stop()
  const { p95 } = quantiles(tookMs)
  return {
    criterion: 'L2', what: `notifications stopped for ${seconds} s, 20 messages a second`,
    found: `${missing} missing, ${faults.doubled} doubled, ${faults.outOfOrder} out of order; p95 ${Math.round(p95)} ms from writing to the reader`, holds: missing + faults.doubled + faults.outOfOrder === 0 && p95 <= 2_500,
  }
}

/** L3: twenty write at once into fifty conversations, a reader goes on by its place. */
export const manyWriters = async (stage: Stage, ids: readonly string[], { messages }: { messages: number }): Promise<Line> => {
  const reader = await followCut(stage, { how: 'stream', cutEveryMs: 3_600_000, client: 40 })
  const began = performance.now()
  const sent = await sendAll(stage, ids, { messages, writers: 20 })
  const rate = messages / ((performance.now() - began) / 1_000)
  const hotBegan = performance.now()
  const hot = await sendAll(stage, ids.slice(0, 1), { messages: Math.ceil(messages / 5), writers: 20 })
  const hotRate = hot.length / ((performance.now() - hotBegan) / 1_000)
  const { missing } = await compare([...sent, ...hot], reader)
  await reader.stop()
  return {
    criterion: 'L3', what: `20 writers over HTTP, ${sent.length} messages into 50 conversations, then ${hot.length} into one`,
    found: `${missing} missed; ${Math.round(rate)} a second, in one conversation ${Math.round(hotRate)}, sender and all reactions on the same processors`, holds: missing === 0 && hotRate >= 100,
  }
}
