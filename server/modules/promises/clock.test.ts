import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Written } from '#contract/desk'
import { CalendarEditions, CalendarList } from '#contract/calendars'
import { AtRisk, PromiseClock, RuleList } from '#contract/promises'
import { close, receive, reclassify, reply } from '#conversations'
import { mirrorReservation, reservationByNumber } from '#directory'
import { ask, bookings, deskOf, startWorld, threadOf } from '#test/world'
import { follow } from './clock.ts'
import { clockFor, promiseFor } from './reads.ts'
import { clockOf, type Step } from './steps.ts'
import { lookAtAll, watch } from './watch.ts'

// A Friday, half past five in the afternoon in Stockholm.
const start = new Date('2026-05-08T15:30:00Z')
const world = await startWorld({ clock: start })
const [ada, maja] = [await world.partner('ada'), await world.agent('maja')]

const at = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const iso = (hours: number) => at(hours).toISOString()
const asked = async (change: Record<string, unknown> = {}) => {
  world.setNow(start)
  const { id } = await ask(ada, change)
  await follow(world.system, id)
  return id
}
const say = async (id: string, hours: number) => {
  world.setNow(at(hours))
  await receive(ada.ctx, id, { clientId: randomUUID(), body: `Written after ${hours} hours.` })
  await follow(world.system, id)
}
const staff = async (id: string, hours: number, asks = false) => {
  world.setNow(at(hours))
  await reply(maja.ctx, id, { clientId: randomUUID(), body: asks ? 'Which room is it?' : 'An answer.', seenSeq: 10_000, asks })
  await follow(world.system, id)
}
const watchAt = (hours: number) => {
  world.setNow(at(hours))
  return watch(world.system, { maxMoves: 2 })
}
const clock = (id: string) => clockFor(world.system, id)
const told = ({ steps }: Awaited<ReturnType<typeof clock>>) => steps.map(({ kind, at: when, dueAt, reason }) => [kind, when, dueAt, reason])

test('R16 | GET /api/v1/desk/conversations/{id}/promise | tells what happened; the time spent waiting for the asker does not count', async () => {
  const id = await asked()
  await staff(id, 1, true)
  expect(await clock(id)).toMatchObject({ state: 'paused', pausedSince: iso(1), keptBy: null })
  expect(await threadOf(ada, id)).toMatchObject({ promise: { waitsForAsker: true, kept: false } })
  expect((await ada.page(`/en/extranet/inbox/platform/${id}`)).text).toContain('As soon as you have answered, we go on.')
  // A day and a half later nothing has been moved or missed: nobody but the asker kept it waiting.
  await watchAt(37)
  await staff(id, 38, true)
  await say(id, 40)
  expect(await clock(id)).toMatchObject({ state: 'running', dueAt: iso(63), firstAt: iso(63), pausedMinutes: 39 * 60 })
  await watchAt(61.1)
  await watchAt(62.1)
  await staff(id, 70)
  expect(told(await clock(id))).toEqual([
    ['started', iso(0), iso(24), null], ['paused', iso(1), iso(24), null], ['resumed', iso(40), iso(63), null], ['warned', iso(61.1), iso(63), null],
    ['moved', iso(62.1), iso(75), 'more-than-usual'], ['kept', iso(70), iso(75), 'last'],
  ])
  expect(await clock(id)).toMatchObject({ state: 'answered', keptBy: 'last', missed: true })
  expect(await (await world.agent('maja')).get(`/api/v1/desk/conversations/${id}/promise`, PromiseClock)).toEqual(await clock(id))
})

test('an answer given while it waits for the asker is in time; a closing ends the clock, a new question begins another', async () => {
  const id = await asked()
  await staff(id, 23, true)
  await staff(id, 60)
  expect(await clock(id)).toMatchObject({ state: 'answered', keptBy: 'first', missed: false })
  await say(id, 80)
  await close(maja.ctx, id, { outcome: 'solved' })
  await follow(world.system, id)
  expect((await clock(id)).steps.map(({ kind }) => kind)).toEqual(['started', 'paused', 'kept', 'started', 'ended'])
  expect(await clock(id)).toMatchObject({ state: 'ended', startedAt: iso(80), dueAt: iso(104) })
})

test('R16 | POST /api/v1/desk/conversations/{id}/reply | a question back pauses the promise, an answer keeps it', async () => {
  const id = await asked()
  world.setNow(at(2))
  await (await world.agent('maja')).post(`/api/v1/desk/conversations/${id}/reply`, { clientId: randomUUID(), seenSeq: 10_000, body: 'Which room?', asks: true }, Written)
  await world.settle()
  expect(await clock(id)).toMatchObject({ state: 'paused' })
  expect((await threadOf(ada, id)).state).toBe('answered')
})

test('R16 | promises.watch() | warns of a promise before it moves it, and marks it for the desk', async () => {
  const id = await asked()
  await world.settle()
  const looked = async (hours: number) => {
    world.setNow(at(hours))
    const { warned, moved, alarms } = await lookAtAll(world.system, [id], { maxMoves: 2 })
    return [warned, moved, alarms[0]?.at]
  }
  const marked = async () => (await deskOf(await world.agent('maja'), id)).place?.reasons.find(({ kind }) => kind === 'promise')
  expect(await looked(21.9)).toEqual([0, 0, undefined])
  expect(await marked()).toEqual({ kind: 'promise', by: iso(24) })
  expect(await looked(22)).toEqual([1, 0, at(23)])
  expect(await marked()).toEqual({ kind: 'promise', by: iso(24), atRisk: true })
  expect((await (await world.agent('henrik')).get('/api/v1/desk/promises-at-risk', AtRisk)).count).toBeGreaterThan(0)
  expect(await looked(22.5)).toEqual([0, 0, undefined])
  expect(await looked(23)).toEqual([0, 1, at(34)])
})

test('what happened is never changed', async () => {
  const id = await asked()
  const rows = world.app.system.db.updateTable('promises.step').set({ reason: 'rewritten' }).where('conversation_id', '=', id)
  await expect(rows.execute()).rejects.toThrow(/never changed|permission denied/)
})

test('R16 | promises.follow() | a stay that comes nearer brings the promise forward at once, one that goes away leaves it', async () => {
  world.setNow(start)
  const rule = { door: 'partner', topic: 'reservations', subtopic: 'other', rule: { hours: 48, before: { event: 'check-in' } } }
  expect((await (await world.agent('henrik')).call('POST', '/api/v1/desk/promise-rules', rule)).status).toBe(200)
  const stay = await reservationByNumber(world.system, bookings.liv.number)
  if (!stay) throw new Error('no stay')
  const move = (arrival: string) => mirrorReservation(world.system, { ...stay, guestId: stay.guest.id, arrival, departure: '2026-05-20' })
  await move('2026-05-15')
  const { id, promisedAt } = await ask(ada, { topic: 'reservations', subtopic: 'other', confirmationNumber: bookings.liv.number })
  expect(promisedAt).toBe(iso(48))
  await world.settle()
  await move('2026-05-09')
  await world.settle()
  const checkIn = '2026-05-09T13:00:00.000Z'
  expect(await promiseFor(world.system, id)).toMatchObject({ dueAt: checkIn, firstAt: checkIn, moves: [] })
  await move('2026-05-18')
  await world.settle()
  expect(told(await clock(id)).slice(1)).toEqual([['recomputed', iso(0), checkIn, 'stay-changed'], ['recomputed', iso(0), checkIn, 'stay-changed']])
  await move(stay.arrival)
})

test('R16 | promises.follow() | another topic gives another promise: an earlier time holds at once, a later one is a move that its asker reads', async () => {
  const id = await asked()
  const put = async (topic: string, subtopic: string) => {
    await reclassify(maja.ctx, id, { topic: { topic, subtopic, neededRight: 'contact-support', name: subtopic } })
    await follow(world.system, id)
  }
  await put('reservations', 'overbooking')
  expect(await promiseFor(world.system, id)).toMatchObject({ dueAt: iso(2), firstAt: iso(2), moves: [] })
  await put('property-info', 'change-address')
  const later = '2026-05-15T15:30:00.000Z'
  expect(await promiseFor(world.system, id)).toMatchObject({ dueAt: later, firstAt: iso(2), moves: [{ from: iso(2), to: later, reason: 'topic-changed' }] })
  expect((await threadOf(ada, id)).entries.filter(({ kind }) => kind === 'promise-moved')).toHaveLength(1)
  expect(told(await clock(id)).slice(1)).toEqual([['recomputed', iso(0), iso(2), 'topic-changed'], ['moved', iso(0), later, 'topic-changed']])
})

test('R16 | POST /api/v1/desk/promise-rules | leads set what a subtopic promises, by the clock or a calendar; what was promised stays', async () => {
  const before = await asked()
  const henrik = await world.agent('henrik')
  const set = (rule: unknown) => henrik.call('POST', '/api/v1/desk/promise-rules', { door: 'partner', topic: 'rates', subtopic: 'restrictions', rule })
  expect((await set({ workingHours: 8, calendar: 'nowhere' })).status).toBe(400)
  expect((await set({ workingHours: 8, calendar: 'office' })).status).toBe(200)
  const { rules, mayChange } = await henrik.get('/api/v1/desk/promise-rules', RuleList)
  expect([mayChange, rules.find(({ subtopic }) => subtopic === 'restrictions')]).toMatchObject([true, { rule: { workingHours: 8, calendar: 'office' }, set: { by: henrik.actor.name } }])
  // Half past five on a Friday: eight hours of the office are the whole of Monday.
  expect(await ask(ada)).toMatchObject({ promisedAt: '2026-05-11T15:00:00.000Z' })
  expect(await promiseFor(world.system, before)).toMatchObject({ dueAt: iso(24) })
  await set(null)
  expect(await ask(ada)).toMatchObject({ promisedAt: iso(24) })
})

test('R16 | GET /api/v1/desk/promise-rules | what was changed can be taken back, nobody overwrites a change they have not seen, and a rule that reaches nobody says so', async () => {
  const henrik = await world.agent('henrik')
  const place = { door: 'partner', topic: 'rates', subtopic: 'restrictions' }
  const list = () => henrik.get('/api/v1/desk/promise-rules', RuleList)
  const { version } = await list()
  const set = (rule: unknown, seen: number) => henrik.call('POST', '/api/v1/desk/promise-rules', { ...place, rule, version: seen })
  const rule = { hours: 48, before: { event: 'check-in' } }
  expect((await set(rule, version)).status).toBe(200)
  expect(await set({ hours: 1 }, version)).toMatchObject({ status: 409, body: { error: 'thread_changed' } })
  const after = await list()
  expect(after.changes[0]).toMatchObject({ ...place, number: version + 1, by: henrik.actor.name, before: null, after: rule })
  const row = after.rules.find(({ topic, subtopic }) => topic === 'rates' && subtopic === 'restrictions')
  expect(row).toMatchObject({ rule, promisedNow: iso(48), knowsStay: false, warnings: ['no-stay'] })
  expect((await set(after.changes[0]?.before, after.version)).status).toBe(200)
  expect((await list()).rules.find(({ subtopic }) => subtopic === 'restrictions')).toMatchObject({ rule: { hours: 24 }, set: null, warnings: [] })
})

test('R16 | POST /api/v1/desk/calendars | a calendar says whether it is open now, is kept edition by edition, and comes back as it was', async () => {
  world.setNow(at(-2))
  const henrik = await world.agent('henrik')
  const office = async () => (await henrik.get('/api/v1/desk/calendars', CalendarList)).calendars.find(({ key }) => key === 'office')
  const before = await office()
  if (!before) throw new Error('no office')
  const { version, isOpen, changesAt, usedBy: _usedBy, ...calendar } = before
  // Half past three on a Friday in Stockholm.
  expect([isOpen, changesAt]).toEqual([true, '2026-05-08T15:00:00.000Z'])
  const keep = (change: object, seen = version) => henrik.call('POST', '/api/v1/desk/calendars', { ...calendar, ...change, version: seen })
  const shorter = { hours: { ...calendar.hours, fri: ['08:00-11:30', '12:30-15:00'] } }
  expect(await keep(shorter)).toEqual({ status: 200, body: { version: version + 1 } })
  expect((await keep({ names: { en: 'Mine' } })).status).toBe(409)
  expect(await office()).toMatchObject({ isOpen: false, changesAt: '2026-05-11T07:00:00.000Z', version: version + 1 })
  const { editions } = await henrik.get('/api/v1/desk/calendars/office/editions', CalendarEditions)
  expect(editions.map(({ number, by }) => [number, by])).toEqual([[version + 1, henrik.actor.name], [version, null]])
  expect((await henrik.call('POST', '/api/v1/desk/calendars/office/restore', { number: version, version: version + 1 })).status).toBe(200)
  expect(await office()).toMatchObject({ isOpen: true, version: version + 2, hours: calendar.hours })
  world.setNow(start)
})

test('R16 | promises.clockOf() | how a promise stands follows from its steps alone', () => {
  const step = (kind: Step['kind'], hours: number, due: number, reason: string | null = null): Step => ({ kind, at: at(hours), firstAt: at(24), dueAt: at(due), reason })
  const stands = (steps: Step[], hours: number) => clockOf(steps, at(hours))
  const paused = [step('started', 0, 24), step('paused', 4, 24)]
  expect(stands([], 0)).toMatchObject({ state: 'none', isOverdue: false })
  expect(stands(paused, 99)).toMatchObject({ state: 'paused', isOverdue: false })
  expect(stands([...paused, step('resumed', 10, 30), step('paused', 11, 30), step('resumed', 12, 31)], 13)).toMatchObject({ state: 'running', pausedMs: 7 * 3_600_000, dueAt: at(31) })
  expect(stands([step('started', 0, 24), step('warned', 22, 24), step('moved', 23, 36, 'more-than-usual')], 37)).toMatchObject({ moves: 1, warned: false, isOverdue: true })
  expect(stands([step('started', 0, 24), step('missed', 24, 24), step('ended', 30, 24, 'answered')], 37)).toMatchObject({ state: 'ended', missed: true, keptBy: null })
  expect(stands([step('started', 0, 24), step('kept', 3, 24, 'first'), step('started', 50, 74)], 51)).toMatchObject({ state: 'running', keptBy: null, startedAt: at(50) })
})
