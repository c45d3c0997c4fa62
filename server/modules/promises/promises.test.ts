import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { close, markRead, note, receive, reply } from '#conversations'
import { claim, place } from '#queue'
import { answer, ask, deskOf, startWorld, threadOf } from '#test/world'
import { follow } from './clock.ts'
import { promiseFor } from './reads.ts'
import { answerBy } from './rule.ts'
import { watch } from './watch.ts'

// A Friday, half past five in the afternoon in Stockholm.
const start = new Date('2026-05-08T15:30:00Z')
const world = await startWorld({ clock: start })
const ada = await world.partner('ada')
const maja = await world.agent('maja')

const at = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const iso = (hours: number) => at(hours).toISOString()
const asked = async (change: Record<string, unknown> = {}) => {
  world.setNow(start)
  const { id } = await ask(ada, change)
  await follow(world.system, id)
  return id
}
const watchAt = async (hours: number) => {
  world.setNow(at(hours))
  await watch(world.system, { maxMoves: 2 })
}
const say = (id: string, hours: number) => {
  world.setNow(at(hours))
  return receive(ada.ctx, id, { clientId: randomUUID(), body: `Written after ${hours} hours.` })
}
const reading = async (id: string) => threadOf(await world.partner('ada'), id)
const answered = (id: string, hours: number) => {
  world.setNow(at(hours))
  return reply(maja.ctx, id, { clientId: randomUUID(), body: 'An answer.', seenSeq: 10_000 })
}

test('R16 | promises.answerBy() | hours are clock hours, weekends and clock changes included; working days are the property’s', () => {
  expect(answerBy({ hours: 24 }, start, { timeZone: 'Europe/Stockholm' })).toEqual(at(24))
  expect(answerBy({ hours: 24 }, new Date('2026-03-28T12:00:00Z'), { timeZone: 'Europe/Stockholm' })).toEqual(new Date('2026-03-29T12:00:00Z'))
  expect(answerBy({ workingDays: 5 }, start, { timeZone: 'Europe/Stockholm' })).toEqual(new Date('2026-05-15T15:30:00Z'))
  // Ten in the evening in London is the next day in Stockholm, and there a Saturday.
  expect(answerBy({ workingDays: 1 }, new Date('2026-05-08T22:30:00Z'), { timeZone: 'Europe/London' })).toEqual(new Date('2026-05-11T22:30:00Z'))
  expect(answerBy({ workingDays: 5 }, new Date('2026-03-27T09:00:00Z'), { timeZone: 'Europe/Stockholm' })).toEqual(new Date('2026-04-03T08:00:00Z'))
})

test('R16 | POST /api/v1/conversations | promises an answer within 24 hours, a change of address within five working days', async () => {
  world.setNow(start)
  expect(await ask(ada)).toMatchObject({ promisedAt: iso(24) })
  expect(await ask(ada, { topic: 'property-info', subtopic: 'change-address' })).toMatchObject({ promisedAt: '2026-05-15T15:30:00.000Z' })
})

test('R16 | promises.watch() | moves a promise before it passes, twice at most, each time with a reason its asker reads', async () => {
  const id = await asked()
  await watchAt(22.9)
  expect(await promiseFor(world.system, id)).toMatchObject({ dueAt: iso(24), moves: [] })
  await Promise.all([watchAt(23.1), watchAt(23.1), watchAt(23.1)])
  await watchAt(23.2)
  expect(await promiseFor(world.system, id)).toMatchObject({ firstAt: iso(24), dueAt: iso(36), missed: false, moves: [{ from: iso(24), to: iso(36), reason: 'more-than-usual', at: iso(23.1) }] })
  await watchAt(35.1)
  await watchAt(47.1)
  expect(await promiseFor(world.system, id)).toMatchObject({ dueAt: iso(48), moves: [expect.anything(), { from: iso(36), to: iso(48) }], missed: false })
  const { entries, promise } = await reading(id)
  expect(entries.filter(({ kind }) => kind === 'promise-moved').map(({ data }) => data)).toEqual([{ from: iso(24), to: iso(36), reason: 'more-than-usual' }, { from: iso(36), to: iso(48), reason: 'more-than-usual' }])
  expect(promise?.moves).toHaveLength(2)
  const page = await (await world.partner('ada')).page(`/en/extranet/inbox/platform/${id}`)
  expect(page.text).toContain('more people than usual need help right now')
})

test('R16 | promises.watch() | counts as missed what passes with no move left, once', async () => {
  const id = await asked()
  for (const hours of [23.1, 35.1, 47.9]) await watchAt(hours)
  expect(await promiseFor(world.system, id)).toMatchObject({ missed: false })
  await watchAt(48)
  await watchAt(60)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: false, missed: true, dueAt: iso(48) })
  await answered(id, 61)
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: false, missed: true })
})

test.each([
  { moves: 0, hours: 23.9, kept: true }, { moves: 0, hours: 24, kept: true }, { moves: 0, hours: 24.1, kept: false },
  { moves: 1, hours: 23.9, kept: true }, { moves: 1, hours: 30, kept: false },
])('R16 | promises.follow() | an answer after $hours h, moved $moves times, is kept: $kept', async ({ moves, hours, kept }) => {
  const id = await asked()
  if (moves > 0) await watchAt(23.1)
  await answered(id, hours)
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept, missed: !kept, firstAt: iso(24) })
})

test('R16 | promises.follow() | no acknowledgement counts as an answer', async () => {
  const id = await asked()
  await place(world.system, id)
  await claim(maja.ctx, id)
  await markRead(maja.ctx, id)
  await note(maja.ctx, id, { clientId: randomUUID(), body: 'Looking into it.' })
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: false, missed: false })
})

test('who writes again after an answer is promised another one; while one is promised it stays', async () => {
  const id = await asked()
  await say(id, 1)
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ firstAt: iso(24) })
  await answered(id, 2)
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: true })
  await say(id, 50)
  await say(id, 51)
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: false, missed: false, firstAt: iso(74), dueAt: iso(74) })
})

test('what happened while nothing followed is made up for: kept is kept, and the last question has its promise', async () => {
  const id = await asked()
  await answered(id, 3)
  await say(id, 30)
  world.setNow(at(40))
  await Promise.all([follow(world.system, id), follow(world.system, id), follow(world.system, id)])
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: false, missed: false, firstAt: iso(54) })
  await answered(id, 41)
  await close(maja.ctx, id, { outcome: 'solved' })
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: true })
})

test('closing stops the clock, and writing again starts it anew', async () => {
  const id = await asked()
  await close(maja.ctx, id, { outcome: 'duplicate' })
  await follow(world.system, id)
  await watchAt(23)
  expect(await promiseFor(world.system, id)).toMatchObject({ kept: false, missed: false, moves: [] })
  await say(id, 100)
  await follow(world.system, id)
  expect(await promiseFor(world.system, id)).toMatchObject({ firstAt: iso(124), dueAt: iso(124) })
})

test('R16 | promises.watch() | a second promise is moved and counted like the first', async () => {
  const id = await asked()
  await watchAt(23.1)
  await answered(id, 23)
  await say(id, 100)
  await follow(world.system, id)
  await watchAt(123.1)
  expect(await promiseFor(world.system, id)).toMatchObject({ firstAt: iso(124), dueAt: iso(136), moves: [{ from: iso(124), to: iso(136) }] })
  expect((await reading(id)).entries.filter(({ kind }) => kind === 'promise-moved')).toHaveLength(2)
})

test('R51 | GET /api/v1/desk/conversations/{id} | a moved promise is told with the place, and costs nobody their place', async () => {
  const id = await asked()
  await world.settle()
  expect((await deskOf(await world.agent('maja'), id)).place).toMatchObject({ dueAt: iso(24) })
  await watchAt(23.1)
  await world.settle()
  expect((await deskOf(await world.agent('maja'), id)).place).toMatchObject({ dueAt: iso(24), reasons: expect.arrayContaining([{ kind: 'promise', by: iso(36) }]) })
})

test('an answer and the next question told at once leave the new promise in the queue', async () => {
  const id = await asked()
  await answer(maja, id)
  await say(id, 10)
  await world.settle()
  expect((await deskOf(await world.agent('maja'), id)).place).toMatchObject({ dueAt: iso(34) })
})
