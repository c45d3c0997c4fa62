import { Temporal } from 'temporal-polyfill'
import { cardsByKeys } from '#articles'
import type { Figures, HistoryQuery, HistoryReport } from '#contract/reporting'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { addTimes, quantile } from './bounds.ts'
import { refuseUnlessLead } from './policy.ts'
import * as reads from './reads.ts'

const mostDays = 400
const hoursUpToDays = 3
const mostArticles = 20
const mostUnhappy = 10

/** What was, by the hour or by the reader's own days. */
export const history = async (ctx: Ctx<AgentActor>, query: HistoryQuery): Promise<HistoryReport> => {
  await refuseUnlessLead(ctx)
  const zone = ctx.actor.timeZone
  const [first, last] = [Temporal.PlainDate.from(query.from), Temporal.PlainDate.from(query.to)]
  const days = first.until(last).days + 1
  if (days < 1) throw new Refusal('invalid', { field: 'to', problem: 'before-from' })
  if (days > mostDays) throw new Refusal('invalid', { field: 'to', problem: 'too-long', most: mostDays })
  const unit = days <= hoursUpToDays ? 'hour' : 'day'
  const starts = Array.from({ length: days + 1 }, (_, day) => startOf(first.add({ days: day }), zone))
  const [from, to] = [starts[0] ?? 0, starts.at(-1) ?? 0]
  const { db, actor: { brandId } } = ctx
  const [scope, between] = [reads.scopeOf(query), { from: new Date(from), to: new Date(to) }]
  const [hours, wrong, avoided, unhappy] = await Promise.all([
    reads.hoursOf(db, brandId, { scope, between }),
    reads.wrongDoorsBetween(db, brandId, query),
    reads.avoidedBetween(db, brandId, { ...query, most: mostArticles }),
    reads.unhappyBetween(db, brandId, { scope, between, most: mostUnhappy }),
  ])
  const titles = new Map((await cardsByKeys(ctx, { keys: avoided.map(({ key }) => key), locale: ctx.actor.locale })).map((card) => [card.key, card.title]))
  const edges = unit === 'day' ? starts : Array.from({ length: Math.round((to - from) / hourMs) + 1 }, (_, hour) => from + hour * hourMs)
  return {
    unit,
    ...sumUp(hours, edges),
    wrongDoors: wrong.map((row) => ({ door: row.door as 'partner' | 'guest', source: row.source, came: Number(row.came), handedOver: Number(row.handed_over) })),
    avoided: avoided.map(({ key, contacts }) => ({ key, title: titles.get(key) ?? key, contacts: Number(contacts) })),
    unhappy: unhappy.map((row) => ({ conversationId: row.id, caseNumber: row.case_number, why: row.why, at: row.rated_at.toISOString() })),
  }
}

const hourMs = 3_600_000
const startOf = (day: Temporal.PlainDate, zone: string) => day.toZonedDateTime(zone).epochMilliseconds

type Hour = Awaited<ReturnType<typeof reads.hoursOf>>[number]
const counts = ['opened', 'answered', 'closed', 'kept', 'moved', 'missed', 'good', 'bad'] as const
type Sum = Record<(typeof counts)[number], number> & { times: number[] }

const nothing = (): Sum => ({ opened: 0, answered: 0, closed: 0, kept: 0, moved: 0, missed: 0, good: 0, bad: 0, times: [] })

/** Puts each hour where it belongs between two edges; both are in the order of time. */
const sumUp = (hours: readonly Hour[], edges: readonly number[]): Pick<HistoryReport, 'points' | 'total'> => {
  const total = nothing()
  const sums = edges.slice(0, -1).map(nothing)
  let place = 0
  for (const hour of hours) {
    while (place < sums.length - 1 && hour.hour.getTime() >= (edges[place + 1] ?? Infinity)) place++
    for (const sum of [sums[place], total]) if (sum) add(sum, hour)
  }
  return { points: sums.map((sum, index) => ({ at: new Date(edges[index] ?? 0).toISOString(), ...present(sum) })), total: present(total) }
}

const add = (sum: Sum, hour: Hour) => {
  for (const what of counts) sum[what] += hour[what]
  addTimes(sum.times, hour.times)
}

const present = ({ times, ...sum }: Sum): Figures => ({ ...sum, p50: quantile(times, 0.5), p90: quantile(times, 0.9) })
