import { setTimeout as sleep } from 'node:timers/promises'
import { waitBefore } from '../../web/line/backoff.ts'
import type { Line } from './found.ts'
import { openLine, type Line as Open, type Stage } from './stage.ts'
import { quantiles, sendAll } from './writing.ts'

const atATime = 200

const openMany = async (stage: Stage, { count, perAgent }: { count: number; perAgent: number }, onText?: (client: number, text: string) => void): Promise<Open[]> => {
  const lines: Open[] = []
  for (let from = 0; from < count; from += atATime) {
    const batch = Array.from({ length: Math.min(atATime, count - from) }, (_, index) => {
      const client = from + index
      return openLine(stage, client * (8 / perAgent), onText && ((text) => onText(client, text)))
    })
    const opened = await Promise.all(batch.map((line) => line.opened))
    if (opened.includes(false)) throw new Error(`${opened.filter((ok) => !ok).length} of ${from + batch.length} streams were refused`)
    lines.push(...batch)
  }
  return lines
}

/** L5: so many desks, each of another agent, and fifty messages a second. */
export const atOnce = async (stage: Stage, ids: readonly string[], { desks, seconds }: { desks: number; seconds: number }): Promise<Line> => {
  const perSecond = 50
  const came: { key: string; at: number }[] = []
  const counts = { messages: 0 }
  const lines = await openMany(stage, { count: desks, perAgent: 1 }, (client, text) => {
    const found = text.match(/"message\.received"/g)?.length ?? 0
    counts.messages += found
    // The time is taken at every fiftieth desk; all of them count.
    if (found > 0 && client % 50 === 0) for (const [, conversationId, seq] of text.matchAll(/"message\.received","conversationId":"([0-9a-f-]+)","seq":(\d+)/g)) came.push({ key: `${conversationId} ${seq}`, at: performance.now() })
  })
  const sent = await sendAll(stage, ids, { messages: seconds * perSecond, writers: 30, perSecond })
  await sleep(2_000)
  const sentAt = new Map(sent.map(({ conversationId, seq, at }) => [`${conversationId} ${seq}`, at]))
  const screens = quantiles(came.flatMap(({ key, at }) => { const began = sentAt.get(key); return began === undefined ? [] : [at - began] }))
  const acks = quantiles(sent.map(({ ackMs }) => ackMs))
  const rss = await stage.rssMb()
  for (const line of lines) line.cut()
  const all = sent.length * desks
  return {
    criterion: 'L5', what: `${desks} desks on one node, ${perSecond} messages a second for ${seconds} s`,
    found: `${counts.messages.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} events; acknowledged p95 ${Math.round(acks.p95)} ms; on the screens p95 ${Math.round(screens.p95)}, p99 ${Math.round(screens.p99)} ms; ${Math.round(rss)} MB`,
    holds: counts.messages === all && acks.p95 <= 150 && screens.p95 <= 300 && screens.p99 <= 1_000,
  }
}

/** L4: so many that only wait, and one fact that reaches them. */
export const idle = async (stage: Stage, { count }: { count: number }): Promise<Line> => {
  const state = { told: 0 }
  const before = await stage.rssMb()
  const began = performance.now()
  const lines = await openMany(stage, { count, perAgent: 8 }, (_client, text) => { if (text.includes('bench.told')) state.told++ })
  const openedSeconds = (performance.now() - began) / 1_000
  await sleep(2_000)
  const rss = await stage.rssMb()
  const toldAt = performance.now()
  await record(stage, 'bench.told', 1)
  while (state.told < count * 0.99 && performance.now() - toldAt < 30_000) await sleep(10)
  const reached = performance.now() - toldAt
  for (const line of lines) line.cut()
  await sleep(1_000)
  return {
    criterion: 'L4', what: `${count.toLocaleString('en-GB')} idle streams, each with its session`,
    found: `${Math.round(rss)} MB (${Math.round(before)} before); opened in ${openedSeconds.toFixed(1)} s; a fact recorded elsewhere reached 99 % in ${(reached / 1_000).toFixed(1)} s, the poll's second included`,
    holds: rss <= 450 && openedSeconds <= 30 && reached <= 3_000,
  }
}

/** L6: the program is killed and started; everybody comes back by the wait that desks and pages use. */
export const restart = async (stage: Stage, { count }: { count: number }): Promise<Line> => {
  const lines = await openMany(stage, { count, perAgent: 8 })
  await stage.kill()
  const began = performance.now()
  const starting = stage.start()
  const back: number[] = []
  await Promise.all(lines.map(async (line, client) => {
    await line.closed
    for (let failures = 0; ; failures++) {
      await sleep(waitBefore(failures, Math.random()))
      const again = openLine(stage, client)
      if (await again.opened) {
        back.push((performance.now() - began) / 1_000)
        lines[client] = again
        return
      }
    }
  }))
  await starting
  const seconds = Map.groupBy(back, Math.floor)
  const most = Math.max(...[...seconds.values()].map(({ length }) => length))
  const last = Math.max(...back)
  for (const line of lines) line.cut()
  return {
    criterion: 'L6', what: `killed and started again with ${count.toLocaleString('en-GB')} clients`,
    found: `all back after ${last.toFixed(1)} s; by the second: ${[...seconds].toSorted(([a], [b]) => a - b).map(([second, who]) => `${second}: ${who.length}`).join(', ')}`, holds: last <= 60 && most < count,
  }
}

/** L7: a hundred who read nothing beside a hundred who do. */
export const stalled = async (stage: Stage): Promise<Line> => {
  const facts = 20_000
  const run = async (slow: number) => {
    const state = { beats: 0, closed: 0 }
    const fine = await openMany(stage, { count: 100, perAgent: 8 }, (_client, text) => void (state.beats += text.split('bench.filled').length - 1))
    const dead = Array.from({ length: slow }, (_, index) => openLine(stage, 400 + index, 'stalled'))
    await Promise.all(dead.map((line) => line.opened))
    const rss = await stage.rssMb()
    const began = performance.now()
    for (let from = 0; from < facts; from += 2_000) await record(stage, `bench.filled${'.'.repeat(200)}`, 2_000)
    let most = rss
    while (state.beats < facts * 100 && performance.now() - began < 90_000) {
      await sleep(50)
      most = Math.max(most, await stage.rssMb())
    }
    const took = performance.now() - began
    const connections = async () => Number(/^hospes_event_streams (\d+)/m.exec(await (await fetch(`${stage.base}/metrics`)).text())?.[1] ?? NaN)
    while ((await connections()) > 100 && performance.now() - began < took + 40_000) await sleep(500)
    const closedAfter = (performance.now() - began - took) / 1_000
    const left = (await connections()) - 100
    for (const line of [...fine, ...dead]) line.cut()
    await sleep(500)
    return { took, got: state.beats, grown: most - rss, closedAfter, left }
  }
  const [alone, beside] = [await run(0), await run(100)]
  return {
    criterion: 'L7', what: `100 readers, ${facts.toLocaleString('en-GB')} facts; the same with 100 more who read nothing`,
    found: `all had everything after ${(alone.took / 1_000).toFixed(1)} s, beside the stalled after ${(beside.took / 1_000).toFixed(1)} s (${beside.got === facts * 100 ? 'whole' : 'not whole'}); memory grew by ${Math.round(beside.grown)} MB (${Math.round(alone.grown)} without); ${100 - beside.left} of 100 stalled closed within ${beside.closedAfter.toFixed(0)} s`,
    holds: beside.got === facts * 100 && beside.grown <= 150 + alone.grown && beside.left <= 0,
  }
}

const record = (stage: Stage, name: string, count: number) =>
  stage.sql.query('insert into platform.fact (id, brand_id, name) select gen_random_uuid(), $1, $2 from generate_series(1, $3)', [stage.world.brandId, name, count])
