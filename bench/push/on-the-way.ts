import { setTimeout as sleep } from 'node:timers/promises'
import type { Line } from '../app/measure.ts'
import { median, quantile } from '../message/sample.ts'
import { answer, ask, formOf, signIn, subscribe, type Service } from './people.ts'

type Way = { base: string; service: Service; answers: number }

const mostMs = 2_000
const mostWithdrawMs = 30_000
const patienceMs = 30_000

/** M3: how long a note takes to the push service, how often one comes, how it goes again, and what becomes of a device that is gone. */
export const onTheWay = async ({ base, service, answers }: Way, tell: (line: Line) => void): Promise<void> => {
  const ada = await signIn(base, 'partner', 'ada@skargard.example')
  const maja = await signIn(base, 'agent', 'maja@fjordstay.example')
  const browser = await subscribe(service, ada)
  const toldAt = (id: string, does: 'tell' | 'withdraw') => browser.arrived.find(({ note }) => note.about === `conversation:${id}` && note.does === does)?.at
  const until = async (found: () => number | undefined): Promise<number> => {
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(5)) {
      const at = found()
      if (at !== undefined) return at
    }
    return Infinity
  }
  const [took, gone]: [number[], number[]] = [[], []]
  for (let round = 0; round < answers; round++) {
    const id = await ask(ada, `Question ${round} for the bench.`)
    const began = await answer(maja, id, `Answer ${round}.`)
    took.push((await until(() => toldAt(id, 'tell'))) - began)
    const read = Date.now()
    await ada.ask('POST', `/en/app/messages/${id}/seen`, formOf({}))
    gone.push((await until(() => toldAt(id, 'withdraw'))) - read)
  }
  const p95 = (all: number[]) => quantile(all.toSorted((a, b) => a - b), 0.95)
  const times = (all: number[]) => `p50 ${median(all).toFixed(0)} ms, p95 ${p95(all).toFixed(0)} ms, longest ${Math.max(...all).toFixed(0)} ms, ${all.filter(Number.isFinite).length} of ${all.length}`
  tell({ criterion: 'M3', what: 'an answer is with the push service within 2 s (p95)', found: times(took), holds: p95(took) <= mostMs })
  tell({ criterion: 'M3', what: 'read elsewhere, it is withdrawn within 30 s', found: times(gone), holds: Math.max(...gone) <= mostWithdrawMs })

  const busy = await ask(ada, 'Many answers to one question.')
  const before = browser.arrived.length
  const began = Date.now()
  for (let round = 0; round < 10; round++) await answer(maja, busy, `Part ${round}.`)
  await sleep(Math.max(0, began + 75_000 - Date.now()))
  const sounds = browser.arrived.slice(before).map(({ at }) => at)
  const apart = (sounds[1] ?? Infinity) - (sounds[0] ?? 0)
  tell({ criterion: 'M3', what: 'ten answers to one question make a sound at most once a minute', found: `${sounds.length} notes in 75 s, ${(apart / 1_000).toFixed(1)} s apart`, holds: sounds.length === 2 && apart >= 59_900 })

  const lost = await subscribe(service, ada)
  lost.answers.push(...Array.from({ length: 9 }, () => ({ status: 410 })))
  for (let round = 0; round < 3; round++) {
    const id = await ask(ada, `After it is gone, ${round}.`)
    await answer(maja, id, 'Nobody there.')
    await until(() => toldAt(id, 'tell'))
  }
  tell({ criterion: 'M3', what: 'a device that is gone (410) is tried once', found: `${lost.tries} of 3 answers tried`, holds: lost.tries === 1 })
}
