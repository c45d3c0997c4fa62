import { setTimeout as sleep } from 'node:timers/promises'
import { waitBefore } from '../../web/line/backoff.ts'
import { meterOfFamily } from '../message/cpu.ts'
import { amount, type Line } from './found.ts'
import { openLine, openMany, type Stage } from './stage.ts'
import { sendAll } from './writing.ts'

/** L4: so many that only wait, and one message that reaches them. */
export const idle = async (stage: Stage, ids: readonly string[], { count }: { count: number }): Promise<Line> => {
  const told = new Set<number>()
  const before = await stage.rssMb()
  const began = performance.now()
  const lines = await openMany(stage, { count }, (client, text) => { if (text.includes('"message.received"')) told.add(client) })
  const openedSeconds = (performance.now() - began) / 1_000
  // A while in which beats are sent and sessions are looked after.
  await sleep(Math.min(20_000, count * 2))
  const rss = await stage.rssMb()
  const [sent] = await sendAll(stage, ids, { messages: 1, writers: 1 })
  const since = sent?.at ?? performance.now()
  while (told.size < count * 0.99 && performance.now() - since < 30_000) await sleep(10)
  const reached = (performance.now() - since) / 1_000
  for (const line of lines) line.cut()
  return {
    what: `${amount(count)} idle streams, each with a session of its own`, aim: '≤ 450 MB, opened in ≤ 30 s, a message reaches 99 % in ≤ 2 s',
    found: `${Math.round(rss)} MB (${Math.round(before)} before); opened in ${openedSeconds.toFixed(1)} s; a message reached ${amount(told.size)} in ${reached.toFixed(2)} s`,
    holds: rss <= 450 && openedSeconds <= 30 && told.size >= count * 0.99 && reached <= 2,
  }
}

/** L6: the program is killed and started; everybody comes back by the wait that desks and pages use, from where they were. */
export const restart = async (stage: Stage, ids: readonly string[], { count }: { count: number }): Promise<Line> => {
  const places = new Map<number, string>()
  const told = new Set<number>()
  const hear = (client: number, text: string) => {
    places.set(client, [...text.matchAll(/^id: (f:\d+)\n/gm)].at(-1)?.[1] ?? places.get(client) ?? '')
    if (text.includes('"message.received"')) told.add(client)
  }
  const lines = await openMany(stage, { count }, hear)
  for (const end = performance.now() + 10_000; places.size < count && performance.now() < end; ) await sleep(20)
  await stage.kill()
  const began = performance.now()
  const database = watchDatabase(stage)
  const back: number[] = []
  const starting = stage.start()
  // Said while nobody is there to hear: everybody must have it after coming back.
  const saying = starting.then(() => sendAll(stage, ids, { messages: 1, writers: 1 }))
  await Promise.all(lines.map(async (line, client) => {
    await line.closed
    for (let failures = 0; ; failures++) {
      await sleep(waitBefore(failures, Math.random()))
      const again = openLine(stage, client, { onText: (text) => hear(client, text), after: places.get(client) })
      if (await again.opened) {
        back.push((performance.now() - began) / 1_000)
        lines[client] = again
        return
      }
    }
  }))
  await saying
  for (const end = performance.now() + 20_000; told.size < count && performance.now() < end; ) await sleep(20)
  const spike = database()
  const seconds = Map.groupBy(back, Math.floor)
  const last = back.reduce((most, at) => Math.max(most, at), 0)
  for (const line of lines) line.cut()
  return {
    what: `killed and started again with ${amount(count)} clients`, aim: 'all back in ≤ 60 s, PostgreSQL below 80 % of the machine, 0 lost, spread out',
    found: `all back after ${last.toFixed(1)} s, ${amount(count - told.size)} lost what was said meanwhile; PostgreSQL at most ${Math.round(spike * 100)} %; by the second: ${[...seconds].toSorted(([a], [b]) => a - b).map(([second, who]) => `${second}: ${who.length}`).join(', ')}`,
    holds: last <= 60 && told.size === count && spike < 0.8 && seconds.size > 1,
  }
}

/** The share of the machine's processors that PostgreSQL took in its busiest second. */
const watchDatabase = (stage: Stage) => {
  const meter = meterOfFamily(stage.world.postmaster)
  const state = { used: meter() ?? 0, at: performance.now(), most: 0 }
  const timer = setInterval(() => {
    const [used, at] = [meter() ?? 0, performance.now()]
    state.most = Math.max(state.most, (used - state.used) / ((at - state.at) / 1_000) / stage.processors)
    Object.assign(state, { used, at })
  }, 1_000)
  return () => {
    clearInterval(timer)
    return state.most
  }
}
