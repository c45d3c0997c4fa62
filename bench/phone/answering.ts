import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Leg } from '../../server/call-sim/carrier.ts'
import { webhookOf } from '../../server/call-sim/webhooks.ts'
import { until } from '../mail/ground.ts'
import type { Line } from '../mail/stage.ts'
import { asked, onStage, secret, type Stage } from './stage.ts'

const perSecond = 20
const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Infinity

/** Rings so many times a second, whatever comes of it; how long each first answer took. */
const ring = async ({ program, lines }: Stage, { seconds, series }: { seconds: number; series: string }) => {
  const identity = { dialect: 'twiml', account: 'AC1', secret, now: () => new Date() } as const
  const url = `${program.base}/voice/twiml/answer`
  const one = async (index: number) => {
    const from = `+4670${series}${String(index).padStart(5, '0')}`
    const began = performance.now()
    const { body, headers } = webhookOf(identity, url, { legId: `CA${series}${index}`, from, to: lines.guest, status: 'ringing', sequence: 0 })
    const response = await fetch(url, { method: 'POST', body, headers })
    const text = await response.text()
    return { from, ms: performance.now() - began, status: response.status, text }
  }
  const began = performance.now()
  const rings: ReturnType<typeof one>[] = []
  for (let index = 0; index < seconds * perSecond; index++) {
    await sleep(Math.max(0, began + (index * 1_000) / perSecond - performance.now()))
    rings.push(one(index))
  }
  return Promise.all(rings)
}

/** P3: the answer to a call that comes in, at 20 a second, while those before it key in and ring off. */
export const answersInTime = ({ seconds }: { seconds: number }): Promise<Line[]> =>
  onStage({ dialect: 'twiml' }, async (stage) => {
    await ring(stage, { seconds: 3, series: '10' })
    const others = keepCalling(stage)
    const answers = await ring(stage, { seconds, series: '20' })
    const talked = await others.stop()
    const sorted = answers.map(({ ms }) => ms).toSorted((a, b) => a - b)
    const good = answers.filter(({ status, text }) => status === 200 && text.includes('<Gather')).length
    return [{
      criterion: 'P3', what: `${perSecond} calls a second for ${seconds} s, ${talked} callers keying in meanwhile: the answer’s median, p99, longest`,
      found: `${at(sorted, 0.5).toFixed(0)} ms, ${at(sorted, 0.99).toFixed(0)} ms, ${at(sorted, 1).toFixed(0)} ms; ${good} of ${answers.length} with a question`, aim: 'p99 500 ms', holds: at(sorted, 0.99) <= 500 && good === answers.length,
    }]
  })

const keepCalling = ({ carrier, lines }: Stage) => {
  const own = { goes: true, count: 0 }
  const going = (async () => {
    while (own.goes) {
      const leg: Leg = await carrier.call({ from: `+4673${String(own.count).padStart(7, '0')}`, to: lines.guest })
      await carrier.key(leg, '12')
      await carrier.hangUp(leg)
      own.count++
      await sleep(100)
    }
  })()
  return {
    stop: async () => {
      own.goes = false
      await going
      return own.count
    },
  }
}

/** P3: PostgreSQL is ended at once and stays away; callers hear so, and what they were promised is on the disk and then done. */
export const databaseAway = ({ say }: { say: (line: string) => void }): Promise<Line[]> =>
  onStage({ dialect: 'twiml' }, async (stage) => {
    await ring(stage, { seconds: 1, series: '30' })
    const mend = await stage.world.endDatabase()
    const answers = await ring(stage, { seconds: 5, series: '40' })
    const spool = await Promise.all(['voice-spool', 'voice-spool.draining'].map((name) => readFile(path.join(stage.world.boot.config.dataDir, name), 'utf8').catch(() => '')))
    const kept = new Set(spool.join('').split('\n').flatMap((line) => /"number":"(\+\d+)"/.exec(line)?.[1] ?? []))
    say('P3: the database was away')
    await mend()
    const back = performance.now()
    const promised = async () => asked<{ n: number; distinct: number }>(stage.connection, "select count(*)::int as n, count(distinct callback_number)::int as distinct from conversations.conversation where callback_number like '+467040%'").then(([row]) => row ?? { n: 0, distinct: 0 }, () => ({ n: 0, distinct: 0 }))
    await until('what was promised', async () => (await promised()).distinct >= answers.length, 60_000).catch(() => undefined)
    const seconds = (performance.now() - back) / 1_000
    await sleep(3_000)
    const { n, distinct } = await promised()
    const slowest = Math.max(...answers.map(({ ms }) => ms))
    const heard = answers.filter(({ status, text }) => status === 200 && text.includes('<Say')).length
    return [
      { criterion: 'P3', what: `${answers.length} calls in 5 s with PostgreSQL ended (-m immediate): an apology heard, the longest wait for it, numbers on the disk`, found: `${heard}; ${(slowest / 1_000).toFixed(2)} s; ${kept.size}`, aim: `${answers.length}; 2 s; ${answers.length}; no 5xx`, holds: heard === answers.length && slowest <= 2_000 && kept.size === answers.length },
      { criterion: 'P3', what: 'made up for after its return: cases, callers, seconds', found: `${n}, ${distinct}, ${seconds.toFixed(1)} s`, aim: `${answers.length} of each, once`, holds: n === answers.length && distinct === answers.length },
    ]
  })
