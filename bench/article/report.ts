import { cpus, totalmem } from 'node:os'
import type { Weight } from './bytes.ts'
import type { Scores } from './lighthouse.ts'
import { perCore, type Line, type Measured, type Weights } from './measure.ts'
import type { Options } from './options.ts'
import type { Profile, Spent } from './profile.ts'
import { tell, type Crowd } from '../message/others.ts'
import { median } from '../message/sample.ts'

export type Result = Measured & {
  command: string
  at: string
  machine: { processors: number; model: string; memoryGb: number; node: string; postgres: string }
  crowd: Crowd
  options: Omit<Options, 'folder'>
  filled: { seconds: number; translations: number }
  weights: Weights
  peer: { about: string; weight: Weight } | null
  scores: Scores[]
  profile: Profile | null
}

export const machine = (postgres: string): Result['machine'] => ({
  processors: cpus().length, model: cpus()[0]?.model ?? '', memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, postgres,
})

/** What an article page may weigh, compressed; a test holds it. */
export const budget = { html: 15_000, script: 5_000 }

export const render = (result: Result): string => {
  const { machine: m, options, filled } = result
  return [
    '# The article page under load',
    '',
    `Made by \`${result.command}\` on ${result.at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings).`,
    tell(result.crowd),
    `${count(options.articles)} articles in all languages, ${count(filled.translations)} texts; ${count(options.addresses)} addresses drawn from all of them, asked for in turn.`,
    '',
    ...method(result),
    '## The aims',
    '',
    '| aim | found |',
    '|---|---|',
    ...aims(result),
    '',
    '## As much as is answered',
    '',
    '| server | page | requests/s | ms of its processor per request | of the database | requests/s per core | processor time in all ÷ Hospes\' article | answers |',
    '|---|---|---:|---:|---:|---:|---:|---|',
    ...throughputs(result),
    '',
    '## A steady load',
    '',
    '| server | page | requests/s | first byte p50 ms | p99 ms | worst ms | failed | ms of its processor per request |',
    '|---|---|---:|---:|---:|---:|---:|---:|',
    ...steadies(result),
    '',
    '## Bytes',
    '',
    '| page | HTML | scripts | styles |',
    '|---|---:|---:|---:|',
    ...weights(result),
    '',
    ...judged(result),
    ...profiled(result),
  ].join('\n')
}

const method = ({ options: { rounds, seconds, connections, rate }, peer }: Result) => [
  `Each figure is the median of ${rounds} rounds of ${seconds} s; within a round the pages of all servers follow one another. ${connections} connections ask for as`,
  'much as is answered; the processor time is what the kernel counted for the server\'s processes, so it does not depend on who else used the machine.',
  `The steady load sends ${rate} requests a second, each in its turn whether or not earlier ones are answered. Bytes are compressed by gzip at level 6.`,
  'Clients ask as browsers do: for compressed pages.',
  ...(peer ? ['', peer.about] : []),
  '',
]

const aims = (result: Result) => {
  const waited = (page: string) => ms(median(result.steady.filter((each) => each.server === 'Hospes' && each.page === page).map(({ p99 }) => p99)))
  const score = (scores: Scores) => `${scores.performance} · ${scores.accessibility} · ${scores.bestPractices} · ${scores.seo}`
  return [
    `| HTML of an article ≤ ${count(budget.html)} bytes | ${count(result.weights.article.html)} the heaviest of ${result.weights.weighed}, ${count(result.weights.articleMedian)} the median |`,
    `| JavaScript of an article ≤ ${count(budget.script)} bytes | ${count(result.weights.script.script)} |`,
    `| first byte p99 ≤ 20 ms at ${result.options.rate} requests/s | ${waited('article, for the first time')} ms when each article is asked for once, ${waited('article')} ms when it has been before |`,
    `| article ≥ 3,000 requests/s per core | ${count(perCore(linesOf(result, 'Hospes', 'article')))} |`,
    ...result.scores.map((each) => `| Lighthouse ≥ 99 · 100 · 100 · 100, ${each.page} | ${score(each)}${each.failed.length > 0 ? ` (${each.failed.join(', ')})` : ''} |`),
  ]
}

const throughputs = (result: Result) => {
  const article = wholeCost(linesOf(result, 'Hospes', 'article'))
  const kinds = [...new Map(result.lines.map((line) => [`${line.server} ${line.page}`, line])).values()]
  return kinds.map(({ server, page, status }) => {
    const lines = linesOf(result, server, page)
    const core = perCore(lines)
    const whole = wholeCost(lines)
    const ratio = article && whole ? (whole / article).toFixed(2) : '–'
    return `| ${server} | ${page} | ${count(mid(lines, 'perSecond'))} | ${ms(mid(lines, 'serverMs'))} | ${ms(mid(lines, 'databaseMs'))} | ${count(core)} | ${ratio} | ${status} |`
  })
}

// Of server and database together: a peer's database may run inside its server.
const wholeCost = (lines: readonly Line[]) => {
  const costs = lines.flatMap(({ serverMs, databaseMs }) => (serverMs === null ? [] : [serverMs + (databaseMs ?? 0)]))
  return costs.length > 0 ? median(costs) : null
}

const steadies = ({ steady }: Result) =>
  [...Map.groupBy(steady, ({ server, page }) => `${server} | ${page}`)].map(([what, rounds]) => {
    const middle = (of: 'p50' | 'p99' | 'worst' | 'serverMs') => ms(median(rounds.map((round) => round[of] ?? NaN)))
    return `| ${what} | ${rounds[0]?.rate} | ${middle('p50')} | ${middle('p99')} | ${middle('worst')} | ${rounds.reduce((sum, { failed }) => sum + failed, 0)} | ${rounds[0]?.serverMs === null ? '–' : middle('serverMs')} |`
  })

const weights = ({ weights: w, peer }: Result) => [
  weight('article, the heaviest', w.article),
  weight('help home', w.home),
  weight('category', w.category),
  ...(w.search ? [weight('search', w.search)] : []),
  ...(peer ? [weight('peer, article (without the scripts that its scripts load)', peer.weight)] : []),
]

const weight = (page: string, { html, script, style }: Weight) => `| ${page} | ${count(html)} | ${count(script)} | ${count(style)} |`

const judged = ({ scores }: Result) =>
  scores.length === 0 ? [] : [
    '## Lighthouse', '', `Its slow phone, behind a proxy that compresses; the median of ${scores[0]?.runs} runs.`, '',
    '| page | performance | accessibility | best practices | SEO | largest paint ms |', '|---|---:|---:|---:|---:|---:|',
    ...scores.map((each) => `| ${each.page} | ${each.performance} | ${each.accessibility} | ${each.bestPractices} | ${each.seo} | ${each.firstPaintMs} |`), '',
  ]

const profiled = ({ profile }: Result) =>
  profile === null ? [] : [
    '## Where the article page\'s time goes', '', 'Shares of the server process\'s busy time, sampled while each article was asked for once at the steady rate.', '',
    ...table('part', profile.parts), '', ...table('function', profile.functions), '',
  ]

const table = (head: string, spent: Spent[]) => [`| ${head} | share |`, '|---|---:|', ...spent.map(({ name, share }) => `| ${name} | ${(share * 100).toFixed(1)} % |`)]

const linesOf = ({ lines }: Pick<Result, 'lines'>, server: string, page: string) => lines.filter((line) => line.server === server && line.page === page)

const mid = (lines: readonly Line[], of: 'perSecond' | 'serverMs' | 'databaseMs') => {
  const values = lines.flatMap((line) => line[of] ?? [])
  return values.length > 0 ? median(values) : null
}

const count = (value: number | null) => (value === null ? '–' : Math.round(value).toLocaleString('en-GB'))
const ms = (value: number | null) => (value === null ? '–' : value.toFixed(2))
