import { setTimeout as sleep } from 'node:timers/promises'
import { amount, type Line } from './found.ts'
import { openMany, type Stage } from './stage.ts'
import { quantiles, sendAll } from './writing.ts'

const perSecond = 50
// The time is taken at every twentieth desk; all of them count.
const timedEvery = 20

/** L5: so many desks, each of another agent, and fifty messages a second. */
export const atOnce = async (stage: Stage, ids: readonly string[], { desks, seconds }: { desks: number; seconds: number }): Promise<Line> => {
  const came: { key: string; at: number }[] = []
  const counts = { messages: 0 }
  const lines = await openMany(stage, { count: desks }, (client, text) => {
    for (let from = text.indexOf('"message.received"'); from !== -1; from = text.indexOf('"message.received"', from + 1)) counts.messages++
    if (client % timedEvery === 0) for (const [, conversationId, seq] of text.matchAll(/"message\.received","conversationId":"([0-9a-f-]+)","seq":(\d+)/g)) came.push({ key: `${conversationId} ${seq}`, at: performance.now() })
  })
  const sent = await sendAll(stage, ids, { messages: seconds * perSecond, writers: 40, perSecond })
  const all = sent.length * desks
  for (const end = performance.now() + 30_000; counts.messages < all && performance.now() < end; ) await sleep(50)
  const sentAt = new Map(sent.map(({ conversationId, seq, at }) => [`${conversationId} ${seq}`, at]))
  const screens = quantiles(came.flatMap(({ key, at }) => { const began = sentAt.get(key); return began === undefined ? [] : [at - began] }))
  const acks = quantiles(sent.map(({ ackMs }) => ackMs))
  const rss = await stage.rssMb()
  for (const line of lines) line.cut()
  return {
    what: `${amount(desks)} desks on one node, ${perSecond} messages a second for ${seconds} s`, aim: 'acknowledged p95 ≤ 150 ms; on other screens p95 ≤ 300 ms, p99 ≤ 1 s',
    found: `${amount(counts.messages)} of ${amount(all)} events; acknowledged p95 ${Math.round(acks.p95)} ms; on the screens p95 ${Math.round(screens.p95)}, p99 ${Math.round(screens.p99)} ms; ${Math.round(rss)} MB`,
    holds: counts.messages === all && acks.p95 <= 150 && screens.p95 <= 300 && screens.p99 <= 1_000,
  }
}
