import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readEvents } from '#test/events'
import { createHub, openEventStream, told, type Stream } from './index.ts'

const streamOf = (pump: Stream['pump'], place: Partial<Stream> = {}) => {
  const state = { closed: 0 }
  return Object.assign(state, { ownerId: 'ada', networkKey: '203.0.113.9', session: { token: '', mark: '' }, pump, close: () => void state.closed++, ...place }) satisfies Stream
}
const soon = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms))

test('a stream pumps at once, again when woken, never twice at a time, and once more for any number of wakes meanwhile', async () => {
  const hub = createHub()
  const seen = { running: 0, most: 0, rounds: 0 }
  hub.add(streamOf(async () => {
    seen.most = Math.max(seen.most, ++seen.running)
    await soon(10)
    seen.running--
    seen.rounds++
    return true
  }))
  for (let count = 0; count < 50; count++) hub.wake()
  await expect.poll(() => ({ ...seen })).toEqual({ running: 0, most: 1, rounds: 2 })
  hub.wake()
  await expect.poll(() => seen.rounds).toBe(3)
})

test('a stream whose reader is gone, or whose pump breaks, is closed once and forgotten', async () => {
  const hub = createHub()
  const [gone, broken, fine] = [streamOf(async () => false), streamOf(() => Promise.reject(new Error('no database'))), streamOf(async () => true)]
  for (const stream of [gone, broken, fine]) hub.add(stream)
  await soon()
  hub.wake()
  await soon()
  expect([gone.closed, broken.closed, fine.closed, hub.count()]).toEqual([1, 1, 0, 1])
  hub.closeAll()
  expect([gone.closed, fine.closed, hub.count()]).toEqual([1, 1, 0])
})

test('a stream about one thing is woken for it alone, one about everything for all; those that take nothing are closed', async () => {
  const hub = createHub()
  const rounds = { bergen: 0, all: 0 }
  const bergen = streamOf(async () => ++rounds.bergen > 0, { about: 'bergen', isStalled: () => true })
  hub.add(bergen)
  hub.add(streamOf(async () => ++rounds.all > 0))
  await expect.poll(() => rounds).toEqual({ bergen: 1, all: 1 })
  hub.wake(new Set(['oslo']))
  await expect.poll(() => rounds).toEqual({ bergen: 1, all: 2 })
  hub.wake(new Set(['bergen']))
  await expect.poll(() => rounds).toEqual({ bergen: 2, all: 3 })
  hub.closeStalled()
  expect([bergen.closed, hub.count(), hub.streamsOf('ada').length]).toEqual([1, 1, 1])
})

test('a person has eight streams and a network four hundred', () => {
  const hub = createHub()
  const place = (owner: number) => ({ ownerId: `owner ${owner}`, networkKey: '203.0.113.9' })
  for (let count = 0; count < 8; count++) {
    expect(hub.hasRoom(place(0))).toBe(true)
    hub.add(streamOf(async () => true, place(0)))
  }
  expect(hub.hasRoom(place(0))).toBe(false)
  expect(hub.hasRoom({ ...place(0), ownerId: 'somebody else' })).toBe(true)
  for (let owner = 1; owner < 50; owner++) for (let count = 0; count < 8; count++) hub.add(streamOf(async () => true, place(owner)))
  expect(hub.hasRoom(place(99))).toBe(false)
  expect(hub.hasRoom({ ...place(99), networkKey: '198.51.100.1' })).toBe(true)
})

type Events = ReturnType<typeof openEventStream>
const serveEvents = async (begin: (events: Events) => void, how: { patienceMs?: number } = {}) => {
  const server = createServer((_request, response) => begin(openEventStream(response, { 'x-own': 'kept' }, how)))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, stop: () => void (server.closeAllConnections(), server.close()) }
}

test('events arrive whole and in order, whatever stands in their text', async () => {
  const { port, stop } = await serveEvents((events) => {
    events.startAt('f:7')
    void events.send([told('f:8', { text: 'line\nbreak\r\n\r\nid: f:99 ünd 🐟' }), told('f:9', { last: true })]).then(events.end)
  })
  const reading = await readEvents(`http://127.0.0.1:${port}/`)
  await reading.ended
  expect(reading.startedAt()).toBe('f:7')
  expect(reading.received).toEqual([{ id: 'f:8', data: { text: 'line\nbreak\r\n\r\nid: f:99 ünd 🐟' } }, { id: 'f:9', data: { last: true } }])
  stop()
})

test('L7 | live.openEventStream() | twenty who read nothing are noticed and closed, cost no more than what waits for them, and the readers beside them have everything', async () => {
  const [facts, patienceMs] = [400, 300]
  const hub = createHub()
  const streams: Stream[] = []
  const told20 = (from: number) => Array.from({ length: 20 }, (_, n) => told(`f:${from + n}`, 'x'.repeat(25_000)))
  const { port, stop } = await serveEvents((events) => {
    const place = { at: 0 }
    const stream = streamOf(async () => {
      while (place.at < facts) {
        if (!(await events.send(told20(place.at)))) return false
        place.at += 20
      }
      return true
    }, { isStalled: events.isStalled, close: events.end })
    streams.push(stream)
    hub.add(stream)
  }, { patienceMs })
  const stuck = Array.from({ length: 20 }, () => {
    const line = connect(port, '127.0.0.1', () => line.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
    line.pause()
    return line
  })
  await expect.poll(() => streams.length, { timeout: 10_000 }).toBe(20)
  const readings = await Promise.all(Array.from({ length: 5 }, () => readEvents(`http://127.0.0.1:${port}/`)))
  for (const reading of readings) expect((await reading.until(facts)).map(({ id }) => id)).toEqual(Array.from({ length: facts }, (_, n) => `f:${n}`))
  await expect.poll(() => {
    hub.closeStalled()
    return hub.all().filter((stream) => streams.indexOf(stream) < 20).length
  }, { timeout: 10_000 }).toBe(0)
  expect(hub.count()).toBe(5)
  for (const line of stuck) line.destroy()
  for (const reading of readings) reading.cut()
  stop()
})
