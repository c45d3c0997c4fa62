import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { HistoryReport, NowReport, type ReportFilter } from '#contract/reporting'
import { close, rate, reply, thread } from '#conversations'
import { watch } from '#promises'
import { claim } from '#queue'
import { goOn } from '#staff'
import { ask, startWorld } from '#test/world'
import { answerBounds, quantile } from './bounds.ts'
import * as reporting from './index.ts'

const start = new Date('2026-11-17T09:20:00Z')
const world = await startWorld({ clock: start })
await world.settle()
const [ada, maja, henrik] = [await world.partner('ada'), await world.agent('maja'), await world.agent('henrik')]
const reports = '/api/v1/desk/reports'
const period = 'from=2026-11-17&to=2026-11-17'
const now = (filter: ReportFilter = {}) => reporting.now(henrik.ctx, filter)
const today = { from: '2026-11-17', to: '2026-11-17' }
const history = (filter: ReportFilter = {}, days = today) => reporting.history(henrik.ctx, { ...days, ...filter })
// The clock moves further than a session lasts: as the API does it, without asking who is signed in.
const answer = async (id: string) => {
  const { head } = await thread(maja.ctx, id)
  await claim(maja.ctx, id)
  await reply(maja.ctx, id, { clientId: randomUUID(), seenSeq: head.last_seq, body: 'We have looked into it.' })
}
const minutesOn = (count: number) => world.setNow(new Date(start.getTime() + count * 60_000))

/** Everything that is summed up, without what has come to nothing. */
const sums = async () => {
  const read = (table: string) => sql<Record<string, unknown>>`select * from ${sql.table(table)} t order by t::text`.execute(world.app.system.db)
  const [hours, waiting] = await Promise.all([read('reporting.hour'), read('reporting.waiting')])
  const counts = (row: Record<string, unknown>) => Object.values(row).some((value) => typeof value === 'number' && value !== 0)
  return [...hours.rows, ...waiting.rows].filter(counts)
}

test('R57 | reporting.now() | what waits is counted up by a message and down by its answer, by topic, language, door and channel', async () => {
  const before = await now({ topic: 'partner/promotions' })
  const { id } = await ask(ada, { topic: 'promotions', subtopic: 'create-deal' })
  await world.settle()
  const asked = await now({ topic: 'partner/promotions' })
  expect([asked.waiting - before.waiting, asked.unclaimed - before.unclaimed]).toEqual([1, 1])
  expect(asked.byTopic).toMatchObject([{ key: 'partner/promotions', waiting: asked.waiting }])
  expect(asked.byChannel.map(({ key }) => key)).toContain('message')
  expect(asked.oldestSince).not.toBeNull()
  const all = await now()
  for (const parts of [all.byTopic, all.byLanguage, all.byDoor, all.byChannel]) expect(parts.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(all.waiting)
  expect((await now({ door: 'guest' })).byDoor.map(({ key }) => key)).not.toContain('partner')

  await goOn(maja.ctx, maja.actor.id)
  await claim(maja.ctx, id)
  await world.settle()
  const taken = await now({ topic: 'partner/promotions' })
  expect([taken.waiting - before.waiting, taken.unclaimed - before.unclaimed]).toEqual([1, 0])
  expect(taken.agents.find((agent) => agent.id === maja.actor.id)?.holds).toBeGreaterThan(0)

  minutesOn(25 * 60)
  const late = await now({ topic: 'partner/promotions' })
  expect(late.atRisk.rows.map((row) => [row.conversationId, row.heldBy])).toContainEqual([id, maja.actor.name])
  minutesOn(0)
  await answer(id)
  await world.settle()
  expect((await now({ topic: 'partner/promotions' })).waiting).toBe(before.waiting)
})

test('R57 | reporting.history() | contacts, first answers and promises of the hour, one filter or two; a fact told twice changes nothing, and counting anew gives the same', async () => {
  const before = (await history({ topic: 'partner/analytics' })).total
  const asked = await Promise.all([5, 20, 50].map(() => ask(ada, { topic: 'analytics', subtopic: 'performance' })))
  await world.settle()
  for (const [index, { id }] of asked.entries()) {
    minutesOn([5, 20, 50][index] ?? 0)
    await answer(id)
    await world.settle()
  }
  await close(maja.ctx, asked[0]?.id ?? '', { outcome: 'solved' })
  await rate(ada.ctx, asked[0]?.id ?? '', { good: true, why: '' })
  await rate(ada.ctx, asked[1]?.id ?? '', { good: true, why: '' })
  await world.settle()
  // Who changes their mind counts once.
  await rate(ada.ctx, asked[1]?.id ?? '', { good: false, why: 'Det tog för lång tid.' })
  await world.settle()
  const { total, points, unit } = await history({ topic: 'partner/analytics' })
  expect([unit, points.length]).toEqual(['hour', 24])
  expect([total.opened - before.opened, total.answered - before.answered, total.closed - before.closed, total.kept - before.kept, total.missed]).toEqual([3, 3, 1, 3, 0])
  expect([total.good - before.good, total.bad - before.bad]).toEqual([1, 1])
  const { unhappy } = await history({ topic: 'partner/analytics', language: 'sv' })
  expect(unhappy).toMatchObject([{ conversationId: asked[1]?.id, why: 'Det tog för lång tid.' }])
  expect((await history({ door: 'guest' })).unhappy).toEqual([])
  expect(total.p50).toBeGreaterThan(10)
  expect(total.p50).toBeLessThanOrEqual(30)
  expect(total.p90).toBeGreaterThan(45)
  const filters: ReportFilter[] = [{}, { door: 'partner' }, { channel: 'message' }, { door: 'partner', channel: 'message' }]
  for (const filter of filters) expect((await history(filter)).total.opened, JSON.stringify(filter)).toBeGreaterThanOrEqual(3)
  expect((await history({ topic: 'partner/analytics', language: 'ar' })).total.opened).toBe(0)
  // By the reader's day over a longer time: the same sum.
  const days = await history({ topic: 'partner/analytics' }, { from: '2026-11-01', to: '2026-11-30' })
  // And beside it what was in the time before.
  expect((await history({ topic: 'partner/analytics' }, { from: '2026-11-18', to: '2026-11-18' })).before).toEqual(total)
  expect([days.unit, days.points.length, days.total.answered]).toEqual(['day', 30, total.answered])

  // Taken apart, each part has what the filter for it has.
  for (const by of ['topic', 'language', 'door', 'channel'] as const) {
    const { parts } = await reporting.parts(henrik.ctx, { ...today, by, ...(by === 'topic' ? { language: 'sv' } : { topic: 'partner/analytics' }) })
    const key = { topic: 'partner/analytics', language: 'sv', door: 'partner', channel: 'message' }[by]
    expect(parts.find((part) => part.key === key), by).toMatchObject({ opened: total.opened, answered: total.answered, kept: total.kept, good: total.good, bad: total.bad })
  }
  const counted = await sums()
  await Promise.all(Array.from({ length: 5 }, () => reporting.countAll(world.system, asked.map(({ id }) => id))))
  expect(await sums()).toEqual(counted)
  await reporting.recount(world.system)
  expect(await sums()).toEqual(counted)
  minutesOn(0)
})

test('R16 | reporting.countOverdue() | a promise that passed in silence is counted as missed, in the hour it was', async () => {
  const { id, promisedAt } = await ask(ada, { topic: 'opportunities', subtopic: 'commercial-advice' })
  await world.settle()
  const passed = new Date(new Date(promisedAt ?? 0).getTime() + 60_000)
  world.setNow(passed)
  await watch(world.system, { maxMoves: 0 })
  await reporting.countOverdue(world.system)
  const day = passed.toISOString().slice(0, 10)
  const { total } = await history({ topic: 'partner/opportunities' }, { from: day, to: day })
  expect([total.kept, total.missed]).toEqual([0, 1])
  const counted = await sums()
  await reporting.countOverdue(world.system)
  await answer(id)
  await world.settle()
  expect((await history({ topic: 'partner/opportunities' }, { from: day, to: day })).total).toMatchObject({ kept: 0, missed: 1, answered: 1 })
  expect(counted.length).toBeGreaterThan(0)
  minutesOn(0)
})

test('R57 | GET /api/v1/desk/reports/history.csv | the same as a table for other programs; only leads and admins look, and what cannot be asked is said', async () => {
  expect((await henrik.get(`${reports}/now`, NowReport)).waiting).toBe((await now()).waiting)
  expect(await henrik.get(`${reports}/history?${period}`, HistoryReport)).toEqual(await history())
  const csv = await henrik.page(`${reports}/history.csv?${period}`)
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="history-2026-11-17-2026-11-17.csv"')
  const lines = csv.text.trimEnd().split('\r\n')
  expect(lines[0]).toBe('at,opened,answered,closed,p50,p90,kept,keptLast,moved,missed,good,bad')
  expect(lines).toHaveLength(25)
  const opened = lines.slice(1).reduce((sum, line) => sum + Number(line.split(',')[1]), 0)
  expect(opened).toBe((await history()).total.opened)
  expect((await henrik.page(`${reports}/history.csv?${period}&table=wrong-doors`)).text).toMatch(/^door,source,came,handedOver\r\n/)
  const avoided = await henrik.page(`${reports}/history.csv?${period}&table=avoided`)
  expect(avoided.headers.get('content-disposition')).toBe('attachment; filename="avoided-2026-11-17-2026-11-17.csv"')
  expect(avoided.text).toMatch(/^article,title,contacts\r\n/)
  for (const path of [`${reports}/now`, `${reports}/history?${period}`, `${reports}/history.csv?${period}`]) {
    expect(await maja.refused('GET', path)).toMatchObject({ status: 403, error: 'not_allowed' })
    expect((await ada.refused('GET', path)).status).toBe(401)
  }
  expect(await henrik.refused('GET', `${reports}/history?from=2026-11-17&to=2026-11-01`)).toMatchObject({ status: 400, detail: { problem: 'before-from' } })
  expect(await henrik.refused('GET', `${reports}/history?from=2020-01-01&to=2026-11-01`)).toMatchObject({ status: 400, detail: { problem: 'too-long' } })
  expect((await henrik.refused('GET', `${reports}/history.csv?from=yesterday&to=2026-11-01`)).status).toBe(400)
})

test('a part of the answers lies between two bounds in proportion, and nothing has none', () => {
  const times = answerBounds.map(() => 0)
  expect(quantile(times, 0.5)).toBeNull()
  // Four between 10 and 15 minutes, none elsewhere.
  times[4] = 4
  expect([quantile(times, 0.5), quantile(times, 1)]).toEqual([12.5, 15])
  expect(quantile([...times, 100], 0.9)).toBe(10_080)
})
