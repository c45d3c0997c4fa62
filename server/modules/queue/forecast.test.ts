import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { open, reply } from '#conversations'
import { startWorld } from '#test/world'
import { expectedWait, forecast, type Figures } from './forecast.ts'
import { place } from './place.ts'

const figures = (change: Partial<Figures> = {}): Figures => ({
  lane: 'ordinary', waiting: { safety: 0, first: 0, ordinary: 0 }, answered: 60, overMinutes: 240, ordinaryShare: 4, ...change,
})

test('with nobody before them a person waits about as long as one answer takes staff', () => {
  expect(expectedWait(figures({ lane: 'safety' }))).toEqual({ from: 5, to: 10 })
  expect(expectedWait(figures({ lane: 'first' }))).toEqual({ from: 5, to: 10 })
})

test('the ordinary lane is quoted from everybody being answered in turn to getting its share alone', () => {
  // 31 before and oneself at 4 minutes each; 21 of the own lane at a quarter of the rate, half as long again.
  expect(expectedWait(figures({ waiting: { safety: 1, first: 10, ordinary: 20 } }))).toEqual({ from: 135, to: 540 })
  expect(expectedWait(figures({ lane: 'first', waiting: { safety: 1, first: 10, ordinary: 20 } }))).toEqual({ from: 50, to: 105 })
})

test.each(['safety', 'first', 'ordinary'] as const)('more before them, fewer answers: never a shorter wait in the %s lane, and the range is one', (lane) => {
  const at = (count: number, answered: number) => expectedWait(figures({ lane, answered, waiting: { safety: count, first: count, ordinary: count } })) ?? { from: Infinity, to: Infinity }
  for (let count = 0; count < 40; count += 5) {
    expect(at(count, 60).from).toBeLessThanOrEqual(at(count, 60).to)
    expect(at(count, 60).from).toBeLessThanOrEqual(at(count + 5, 60).from)
    expect(at(count, 60).to).toBeLessThanOrEqual(at(count, 30).to)
  }
})

test('too few answers say nothing: the promise stands alone', () => {
  expect(expectedWait(figures({ answered: 5 }))).toBeNull()
  expect(expectedWait(figures({ answered: 0 }))).toBeNull()
})

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const maja = await world.agent('maja')
const ask = async () => {
  const { id } = await open(world.system, {
    submissionId: randomUUID(), door: 'guest', channel: 'message', partnerId: null, askerId: null, askerName: 'Ana', propertyId: null, reservationId: null,
    topic: 'refund', subtopic: 'other', locale: 'es', neededRight: 'contact-support', promisedAt: new Date(start.getTime() + 86_400_000), body: 'A question',
  })
  await place(world.system, id)
  return id
}

test('R33 | queue.forecast() | reads the queue’s own counters: answers of the last hours, and who stands before', async () => {
  expect(await forecast(world.system, 'ordinary')).toBeNull()
  const ids = await Promise.all(Array.from({ length: 12 }, ask))
  for (const id of ids) {
    await reply(maja.ctx, id, { clientId: randomUUID(), body: 'Here you are.', seenSeq: 99 })
    await place(world.system, id)
  }
  const quiet = await forecast(world.system, 'ordinary')
  expect(quiet?.from).toBeGreaterThan(0)
  await Promise.all(Array.from({ length: 30 }, ask))
  const busy = await forecast(world.system, 'ordinary')
  expect(busy?.from).toBeGreaterThan(quiet?.from ?? Infinity)
  expect((await forecast(world.system, 'safety'))?.from).toBeLessThan(busy?.from ?? 0)
  // What was answered this morning says nothing about tonight.
  world.setNow(new Date('2026-05-12T20:00:00Z'))
  expect(await forecast(world.system, 'ordinary')).toBeNull()
})
