import { cardsByKeys } from '#articles'
import type { Figures, HistoryQuery, HistoryReport } from '#contract/reporting'
import type { AgentActor, Ctx } from '#identity'
import { addTimes, quantile } from './bounds.ts'
import { periodOf } from './period.ts'
import { refuseUnlessLead } from './policy.ts'
import * as reads from './reads.ts'

const hoursUpToDays = 3
const mostArticles = 20
const mostUnhappy = 10

/** What was, by the hour or by the reader's own days. */
export const history = async (ctx: Ctx<AgentActor>, query: HistoryQuery, { articles = mostArticles } = {}): Promise<HistoryReport> => {
  await refuseUnlessLead(ctx)
  const { days, starts, from, to, earlier } = periodOf(query, ctx.actor.timeZone)
  const unit = days <= hoursUpToDays ? 'hour' : 'day'
  const { db, actor: { brandId } } = ctx
  const edges = unit === 'day' ? starts : Array.from({ length: Math.round((to - from) / hourMs) + 1 }, (_, hour) => from + hour * hourMs)
  const [scope, between] = [reads.scopeOf(query), { from: new Date(from), to: new Date(to) }]
  const [sums, before, wrong, avoided, unhappy] = await Promise.all([
    reads.sumsBetween(db, brandId, { scope, edges: edges.map((edge) => new Date(edge)) }),
    reads.sumsBetween(db, brandId, { scope, edges: [new Date(earlier), new Date(from)] }),
    reads.wrongDoorsBetween(db, brandId, { ...query, door: scope.door }),
    reads.avoidedBetween(db, brandId, query),
    reads.unhappyBetween(db, brandId, { scope, between, most: mostUnhappy }),
  ])
  const most = avoided.slice(0, articles)
  const titles = new Map((await cardsByKeys(ctx, { keys: most.map(({ key }) => key), locale: ctx.actor.locale })).map((card) => [card.key, card.title]))
  return {
    unit,
    ...sumUp(sums, edges), before: sumUp(before, [earlier, from]).total,
    wrongDoors: wrong.map((row) => ({ door: row.door as 'partner' | 'guest', source: row.source, came: Number(row.came), handedOver: Number(row.handed_over) })),
    avoided: most.map(({ key, contacts }) => ({ key, title: titles.get(key) ?? key, contacts: Number(contacts) })),
    avoidedContacts: avoided.reduce((sum, { contacts }) => sum + Number(contacts), 0),
    unhappy: unhappy.map((row) => ({ conversationId: row.id, caseNumber: row.case_number, why: row.why, at: row.rated_at.toISOString() })),
  }
}

const hourMs = 3_600_000

const nothing = (): reads.Sum => ({ opened: 0, answered: 0, closed: 0, kept: 0, kept_last: 0, moved: 0, missed: 0, good: 0, bad: 0, times: [] })

/** A point for each time between two edges, also where nothing was, and all of them together. */
const sumUp = (sums: Awaited<ReturnType<typeof reads.sumsBetween>>, edges: readonly number[]): Pick<HistoryReport, 'points' | 'total'> => {
  const total = nothing()
  const known = new Map(sums.map(({ place, ...sum }) => [place, sum]))
  for (const sum of known.values()) {
    for (const what of reads.counts) total[what] += sum[what]
    addTimes(total.times, sum.times)
  }
  return { points: edges.slice(0, -1).map((edge, place) => ({ at: new Date(edge).toISOString(), ...present(known.get(place + 1) ?? nothing()) })), total: present(total) }
}

const present = ({ times, kept_last: keptLast, ...sum }: reads.Sum): Figures => ({ ...sum, keptLast, p50: quantile(times, 0.5), p90: quantile(times, 0.9) })
