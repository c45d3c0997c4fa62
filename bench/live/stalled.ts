import { setTimeout as sleep } from 'node:timers/promises'
import { amount, type Line } from './found.ts'
import { openLine, openMany, type Stage } from './stage.ts'
import { quantiles, sendAll } from './writing.ts'

const [healthy, slow] = [100, 100]
const perSecond = 20
// What fills the buffers of who does not read.
const [fillers, fillerBytes] = [200, 5_000]

/** L7: a hundred who read nothing beside a hundred who do. */
export const stalled = async (stage: Stage, ids: readonly string[], { seconds }: { seconds: number }): Promise<Line> => {
  // Once that does not count: what is not compiled and grown yet would be the first one's.
  await run(stage, ids, { slow: 0, seconds: Math.min(5, seconds) })
  const alone = await run(stage, ids, { slow: 0, seconds })
  const beside = await run(stage, ids, { slow, seconds })
  const change = beside.p99 / alone.p99 - 1
  const closed = beside.closedAfter.filter((after) => after <= 30).length
  return {
    what: `${healthy} partners’ pages, ${perSecond} messages a second for ${seconds} s, and ${amount((fillers * fillerBytes) / 1_000)} KB of other facts a second; the same with ${slow} desks more that read nothing`,
    aim: 'p99 of the others ± 20 %, memory + ≤ 150 MB, closed in ≤ 30 s',
    found: `p99 ${Math.round(alone.p99)} ms, beside the stalled ${Math.round(beside.p99)} ms (${change > 0 ? '+' : ''}${Math.round(change * 100)} %); memory at most ${Math.round(beside.most - alone.most)} MB more; ${closed} of ${slow} closed within 30 s of the first message, the last after ${Math.max(...beside.closedAfter).toFixed(0)} s`,
    holds: change <= 0.2 && beside.most - alone.most <= 150 && closed === slow && alone.whole && beside.whole,
  }
}

const run = async (stage: Stage, ids: readonly string[], { slow: dead, seconds }: { slow: number; seconds: number }) => {
  const came = new Map<string, number[]>()
  const lines = await openMany(stage, { count: healthy, who: 'colleagues' }, (_client, text) => {
    for (const [, key] of text.matchAll(/"message\.received","conversationId":"([0-9a-f-]+","seq":\d+)/g)) {
      if (key) came.set(key, [...(came.get(key) ?? []), performance.now()])
    }
  })
  const stuck = Array.from({ length: dead }, (_, index) => openLine(stage, healthy + index, 'stalled'))
  await Promise.all(stuck.map(({ opened }) => opened))
  const state = { most: 0, over: false, open: dead, closedAfter: [] as number[] }
  const began = performance.now()
  const watching = (async () => {
    while (!state.over) {
      state.most = Math.max(state.most, await stage.rssMb())
      const open = Math.max(0, (await streamsOpen(stage)) - healthy)
      for (; state.open > open; state.open--) state.closedAfter.push((performance.now() - began) / 1_000)
      await sleep(250)
    }
  })()
  const filling = (async () => {
    for (let from = began; !state.over; from += 100) {
      await record(stage, `bench.filled${'.'.repeat(fillerBytes)}`, fillers / 10)
      await sleep(Math.max(0, from + 100 - performance.now()))
    }
  })()
  const sent = await sendAll(stage, ids, { messages: seconds * perSecond, writers: 10, perSecond })
  await sleep(1_000)
  while (state.open > 0 && performance.now() - began < 60_000) await sleep(100)
  state.over = true
  await Promise.all([watching, filling])
  for (const line of [...lines, ...stuck]) line.cut()
  await settled(stage)
  const took = sent.map(({ conversationId, seq, at }) => (came.get(`${conversationId}","seq":${seq}`) ?? []).map((moment) => moment - at))
  return { ...state, p99: quantiles(took.flat()).p99, whole: took.every(({ length }) => length === healthy) }
}

const streamsOpen = async (stage: Stage) => Number(/^hospes_event_streams (\d+)/m.exec(await (await fetch(`${stage.base}/metrics`)).text())?.[1] ?? NaN)

/** Until every fact has its place: the next run is not to wait for this one's. */
const settled = async ({ sql }: Stage) => {
  for (;;) {
    await sleep(200)
    const { rows } = await sql.query<{ left: boolean }>('select exists (select from platform.fact where position is null) as left')
    if (!rows[0]?.left) return
  }
}

const record = (stage: Stage, name: string, count: number) =>
  stage.sql.query('insert into platform.fact (id, brand_id, name) select gen_random_uuid(), $1, $2 from generate_series(1, $3)', [stage.world.brandId, name, count])
