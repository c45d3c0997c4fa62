import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { people, queueQuestions, searchQuestions, someOf, type Known, type Question } from './desk/questions.ts'
import { addHistory, countWaiting, vocabulary } from './desk/fill.ts'
import { watchOthers, tell, type Crowd } from './message/others.ts'
import { plansOf } from './message/plan.ts'
import { machine } from './message/report.ts'
import { quantile } from './message/sample.ts'
import { makeStage, markFilled, openAsProduct, systemCtx, type Stage } from './message/stage.ts'
import { makeWorld } from './message/world.ts'
import type { Db } from '#platform/postgres'

/** `keep` is a folder whose databases stay for the next run. */
export type Options = { count: number; rounds: number; folder: string; keep?: string | undefined; only: string }
export type Line = { what: string; aimMs: number; p50: number; p99: number; rows: number }
export type Result = { command: string; at: string; machine: ReturnType<typeof machine>; crowd: Crowd; count: number; rounds: number; words: number; waiting: number; lines: Line[]; plans: { what: string; sql: string; plan: string }[] }

/** Asks for what staff wait for, where a year of conversations has been: search over all of them, the queue's page, who is next. */
export const benchDesk = async ({ count, rounds, folder, keep, only }: Options, say: (line: string) => void): Promise<Result> => {
  const world = await makeWorld({ keep })
  try {
    const stage = await makeStage(world, count, { written: false })
    if (!stage.isKept) await addHistory(stage).then(() => markFilled(stage))
    const [words, waiting] = [vocabulary, await countWaiting(stage)]
    say(`${count} conversations, ${words} words of them, ${waiting} waiting`)
    const crowd = watchOthers(world.postmaster)
    const product = openAsProduct(stage, 8)
    try {
      const ctx = { ...systemCtx(stage, product), actor: stage.agent }
      const lines: Line[] = []
      const known = await someOf(ctx)
      for (const question of [...searchQuestions(ctx, known), ...queueQuestions(ctx, await people(stage, product))].filter(({ what }) => what.includes(only))) {
        lines.push(await measure(question, rounds))
        say(`${question.what}: p50 ${lines.at(-1)?.p50.toFixed(1)}, p99 ${lines.at(-1)?.p99.toFixed(1)} ms`)
      }
      const result: Result = {
        command: `hospes bench desk${process.argv.slice(2).map((word) => ` ${word === keep ? 'FOLDER' : word}`).join('')}`, at: new Date().toISOString(), machine: machine(world.version), crowd: crowd(), count, rounds, words, waiting, lines, plans: await plansFor(stage, product.db, known),
      }
      await mkdir(folder, { recursive: true })
      await writeFile(path.join(folder, 'desk.json'), `${JSON.stringify(result, null, 1)}\n`)
      await writeFile(path.join(folder, 'desk.md'), render(result))
      return result
    } finally {
      await product.close()
    }
  } finally {
    await world.close()
  }
}

const measure = async ({ what, aimMs, run }: Question, rounds: number): Promise<Line> => {
  const took: number[] = []
  let rows = 0
  for (let round = -5; round < rounds; round++) {
    const began = performance.now()
    rows = await run(Math.max(0, round))
    if (round >= 0) took.push(performance.now() - began)
  }
  const ordered = took.toSorted((a, b) => a - b)
  return { what, aimMs, p50: quantile(ordered, 0.5), p99: quantile(ordered, 0.99), rows }
}

const plansFor = async (stage: Stage, product: Db, known: readonly Known[]): Promise<Result['plans']> => {
  const shown: Result['plans'] = []
  const questionsBy = (db: Db) => searchQuestions({ ...systemCtx(stage, { db }), actor: stage.agent }, known)
  for (const [place, { what, planned }] of questionsBy(product).entries()) {
    if (planned) shown.push(...(await plansOf(stage, { of: /search\.said|passed/, run: async (db) => questionsBy(db)[place]?.run(1) })).map((plan) => ({ what, ...plan })))
  }
  return shown
}

const render = ({ command, at, machine: m, crowd, count, rounds, words, waiting, lines, plans }: Result) => [
  '# What staff wait for',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings).`,
  tell(crowd),
  '',
  `${count.toLocaleString('en-GB')} conversations of a year; ${words.toLocaleString('en-GB')} different words in them, as often as words are said in a language, besides names, places and numbers;`,
  `${waiting.toLocaleString('en-GB')} waiting, of twelve teams, ten languages and three kinds of work. Each is asked ${rounds} times through the verb, bound by row security, each time for something else.`,
  '',
  '| what | p50 ms | p99 ms | aim, p99 | rows |',
  '|---|---:|---:|---:|---:|',
  ...lines.map(({ what, p50, p99, aimMs, rows }) => `| ${what} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${aimMs}${p99 > aimMs ? ' **missed**' : ''} | ${rows} |`),
  '',
  '## The plans of search',
  '',
  'As prepared for any parameters, bound by row security; the second run is shown.',
  ...plans.flatMap(({ what, sql: text, plan }) => ['', `### ${what}`, '', '```', text, '', plan, '```']),
  '',
].join('\n')

if (import.meta.main) {
  const { values } = parseArgs({ args: process.argv.slice(2), options: { count: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '200' }, keep: { type: 'string' }, only: { type: 'string', default: '' }, folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } } })
  await benchDesk({ count: Number(values.count), rounds: Number(values.rounds), folder: values.folder, keep: values.keep, only: values.only }, (line) => console.log(line))
}
