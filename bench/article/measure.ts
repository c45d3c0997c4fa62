import { measureFirstByte, type FirstByte, type Order } from './first-byte.ts'
import { heaviest, weigh, type Weight } from './bytes.ts'
import type { Options } from './options.ts'
import { median } from '../message/sample.ts'
import { conditional, type Addresses } from './site.ts'
import { measureThroughput, type Meters, type Request, type Throughput } from './throughput.ts'

/** Something that answers requests: the product, or the peer with one of its caches. */
export type Server = {
  name: string
  base: string
  meters: Meters
  pages: { page: string; requests: Request[] }[]
  steady: string[]
  /** Holds the rate that is asked for; else half of what it can answer, when that is less. */
  holdsRate: boolean
}
export type Line = { server: string; page: string; round: number } & Throughput
export type Steady = { server: string; page: string; round: number; serverMs: number | null } & FirstByte
export type Measured = { lines: Line[]; steady: Steady[] }

/** What of the product is measured, its articles first. */
export const productPages = async (base: string, { articles, homes, categories, search }: Addresses): Promise<Server['pages']> => {
  const plain = (paths: string[]) => paths.map((path) => ({ path }))
  const tagged = await conditional(base, articles)
  return [
    { page: 'article', requests: plain(articles) },
    ...(tagged ? [{ page: 'article, unchanged', requests: tagged }] : []),
    { page: 'help home', requests: plain(homes) },
    { page: 'category', requests: plain(categories) },
    ...(search ? [{ page: 'search', requests: plain([search]) }] : []),
  ]
}

/** Every server's pages in turn, round by round, so that what disturbs the machine disturbs all of them. */
export const measure = async (servers: readonly Server[], { rounds, seconds, rate, connections }: Pick<Options, 'rounds' | 'seconds' | 'rate' | 'connections'>): Promise<Measured> => {
  const lines: Line[] = []
  const steady: Steady[] = []
  for (const { base, pages, meters } of servers) {
    for (const { requests } of pages) await measureThroughput({ base, requests, seconds: seconds / 4, connections, meters })
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { name: server, base, pages, meters, steady: paths, holdsRate } of servers) {
      const now: Line[] = []
      for (const { page, requests } of pages) now.push({ server, page, round, ...(await measureThroughput({ base, requests, seconds, connections, meters })) })
      const most = holdsRate ? rate : Math.max(1, Math.floor((now[0]?.perSecond ?? 0) / 2))
      steady.push({ server, page: 'article', round, ...(await steadily({ base, paths, rate: Math.min(rate, most), seconds }, meters)) })
      lines.push(...now)
    }
  }
  return { lines, steady }
}

const warmShare = 0.2

/**
 * What the program says to articles that it has not been asked for since it was started, each asked for once; some go ahead so
 * that its code is warm.
 */
export const measureFirstTimes = async ({ name, base, meters, steady: paths }: Omit<Server, 'pages'>, { rate }: Pick<Options, 'rate'>): Promise<Steady> => {
  const ahead = Math.ceil(paths.length * warmShare)
  const order = (part: string[]) => ({ base, paths: part, rate, seconds: part.length / rate })
  await measureFirstByte(order(paths.slice(0, ahead)))
  return { server: name, page: 'article, for the first time', round: 1, ...(await steadily(order(paths.slice(ahead)), meters)) }
}

const steadily = async (order: Order, { server }: Meters) => {
  const before = server()
  const waits = await measureFirstByte(order)
  const after = server()
  return { ...waits, serverMs: before === null || after === null ? null : ((after - before) * 1000) / waits.requests }
}

/** Requests that one processor's second of the server answers; null where /proc does not tell. */
export const perCore = (lines: readonly Line[]): number | null => {
  const costs = lines.flatMap(({ serverMs }) => (serverMs ? [serverMs] : []))
  return costs.length > 0 ? 1000 / median(costs) : null
}

export type Weights = { article: Weight; articleMedian: number; script: Weight; home: Weight; category: Weight; search: Weight | null; weighed: number }

const mostWeighed = 400

/** The heaviest of the article pages, and one of each other kind. */
export const weighPages = async (base: string, { articles, homes, categories, search }: Addresses): Promise<Weights> => {
  const weights: Weight[] = []
  for (const path of articles.slice(0, mostWeighed)) weights.push(await weigh(base, path))
  const others = (paths: string[]) => Promise.all(paths.map((path) => weigh(base, path)))
  const [article, script] = [heaviest(weights, 'html'), heaviest(weights, 'script')]
  const [home, category] = [heaviest(await others(homes), 'html'), heaviest(await others(categories.slice(0, 12)), 'html')]
  if (!article || !script || !home || !category) throw new Error('there is nothing to weigh')
  return {
    article, script, home, category, search: search ? await weigh(base, search) : null,
    articleMedian: median(weights.map(({ html }) => html)), weighed: weights.length,
  }
}
