import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { asOwner } from '../message/world.ts'
import { until } from '../mail/ground.ts'
import type { Line } from '../mail/stage.ts'
import { logOf, playCall, scriptedCalls, seeded } from './scripts.ts'
import { onStage } from './stage.ts'

const lateMs = 60_000
const scatterMs = 2_000
// Scripts press keys without a pause: four of them at once ask more of two slow processors than the second and a half a caller waits.
const atOnce = 2
// What a program does when it begins is over by then.
const restMs = 5_000

/** P1: scripted calls in both dialects, every webhook twice, events scattered over two seconds and one in ten a minute late. */
export const oneLog = async ({ calls, say }: { calls: number; say: (line: string) => void }): Promise<Line[]> => {
  // One after the other: two programs that begin at once share the processors, and a step that takes too long ends in a promise to call back.
  const logs = [await logOfDialect('twiml', calls), await logOfDialect('jambonz', calls)]
  const expected = scriptedCalls(calls).map(({ from, script: { expects } }) => ({ from, ...expects, legs: 1, whole: true }))
  const right = logs.map(({ log }) => log.filter((row, index) => isDeepStrictEqual(row, expected[index])).length)
  const [first, second] = logs
  for (const { dialect, log } of logs) for (const [index, row] of log.entries()) if (!isDeepStrictEqual(row, expected[index])) say(`P1: ${dialect} ${JSON.stringify(row)} for ${JSON.stringify(expected[index])}`)
  return [
    { criterion: 'P1', what: `${calls} scripted calls in TwiML and in jambonz verbs, each webhook twice, events shuffled, ${first?.late} and ${second?.late} a minute late: calls with the right end, legs and times`, found: `${right.join(' and ')}; ${first?.log.length} and ${second?.log.length} calls in the log`, aim: `${calls} of each`, holds: right.every((n) => n === calls) && logs.every(({ log }) => log.length === calls) },
    { criterion: 'P1', what: 'both logs the same', found: isDeepStrictEqual(first?.log, second?.log) ? 'yes' : 'no', aim: 'yes', holds: isDeepStrictEqual(first?.log, second?.log) },
  ]
}

const logOfDialect = async (dialect: 'twiml' | 'jambonz', calls: number) => {
  const random = seeded(11)
  const own = { waiting: 0, late: 0 }
  const deliver = async (send: () => Promise<void>) => {
    const isLate = random() < 0.1
    own.late += isLate ? 1 : 0
    for (const extra of [random(), random()]) {
      own.waiting++
      setTimeout(() => void send().finally(() => own.waiting--), (isLate ? lateMs : 0) + extra * scatterMs)
    }
  }
  return onStage({ dialect, options: { deliver, tellsTwice: true } }, async ({ carrier, lines, db, connection, world }) => {
    // Nobody answers, so all who are promised a call wait: the log is tried here, not what holds back a rush.
    await asOwner(connection, [`update brand.brand set settings = settings || '{"callBacksPerDay": ${calls}, "phoneMostWaiting": ${calls}}' where id = '${world.brandId}'`])
    await sleep(restMs)
    const due = scriptedCalls(calls)
    const lanes = Array.from({ length: atOnce }, (_, lane) => due.filter((_call, index) => index % atOnce === lane))
    await Promise.all(lanes.map(async (lane) => {
      for (const call of lane) await playCall(carrier, call, lines)
    }))
    await until('every event told', () => own.waiting === 0, lateMs * 2)
    await sleep(200)
    return { dialect, log: await logOf(db), late: own.late }
  })
}
