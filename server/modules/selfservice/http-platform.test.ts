import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { guestPort } from '../../app/guest-port.ts'
import { tellPlatform } from '../../app/selfservice-ports.ts'
import { reservationById } from '#directory'
import { newestMails } from '#email'
import { fakeBookingPlatform } from '#test/fakes/booking-platform'
import { startWorld } from '#test/world'

const secret = 'a key that both sides know, long enough'
const platform = await fakeBookingPlatform(secret)
const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start, env: { PRIVATE_HOSTS: '127.0.0.1', BOOKING_PLATFORM_URL: platform.url, BOOKING_PLATFORM_SECRET: secret } })
const { actor, ctx } = await world.guest('helen')
const id = actor.reservationId ?? ''
const port = guestPort(world.app, ctx, 'en')
const say = (time: string) => port.changeArrivalTime({ id: randomUUID(), reservationId: id, time })
const told = () => platform.state.events.map(({ name, payload }) => [name, (payload as { after: { arrivalTime?: string } }).after.arrivalTime])
let clock = start.getTime()
const later = (seconds: number) => world.setNow(new Date((clock += seconds * 1_000)))

beforeEach(async () => {
  later(60)
  platform.state.eventStatus = 204
  await tellPlatform(world.app, world.system)
  platform.state.events = []
})

test('R32 | quoteDates() | asks the platform, signed; an answer that is none is no price', async () => {
  const wanted = { arrival: '2026-05-23', departure: '2026-05-26' }
  expect(await port.quoteDates(id, wanted)).toEqual({ available: true, totalMinor: 50_000, currency: 'EUR' })
  platform.state.quote = { available: false }
  expect(await port.quoteDates(id, wanted)).toEqual({ available: false })
  platform.state.quote = { available: 'perhaps' }
  await expect(port.quoteDates(id, wanted)).rejects.toMatchObject({ code: 'unavailable' })
  expect(platform.state.wrongSignatures).toBe(0)
})

test('R32 | deliverNotifications() | the platform is told of each change once, in order', async () => {
  await say('17:00')
  await say('18:00')
  await world.settle()
  await tellPlatform(world.app, world.system)
  expect(told()).toEqual([['reservation.arrival-time', '17:00'], ['reservation.arrival-time', '18:00']])
  expect(new Set(platform.state.events.map((event) => event.id)).size).toBe(2)
})

test('R32 | deliverNotifications() | while it is down nothing is lost, and nothing is asked for a quarter of a minute', async () => {
  platform.state.eventStatus = 503
  await say('19:00')
  await world.settle()
  platform.state.eventStatus = 204
  later(10)
  await tellPlatform(world.app, world.system)
  expect(told()).toEqual([])
  later(6)
  await tellPlatform(world.app, world.system)
  expect(told()).toEqual([['reservation.arrival-time', '19:00']])
})

test('R32 | deliverNotifications() | what it puts off is tried again, and what stands behind it waits', async () => {
  platform.state.eventStatus = 429
  await say('20:00')
  await world.settle()
  platform.state.eventStatus = 204
  await say('21:00')
  await world.settle()
  expect(told()).toEqual([])
  later(11)
  await tellPlatform(world.app, world.system)
  expect(told()).toEqual([['reservation.arrival-time', '20:00'], ['reservation.arrival-time', '21:00']])
})

test('R32 | deliverNotifications() | what it refuses is put back, and the guest is told', async () => {
  await say('21:00')
  await world.settle()
  platform.state.eventStatus = 409
  await say('22:00')
  await world.settle()
  expect(await reservationById(world.system, id)).toMatchObject({ arrivalTime: '21:00' })
  const subjects = (await newestMails(world.system, { limit: 20 })).rows.map(({ subject }) => subject)
  expect(subjects).toContain('Your change could not be carried out · 4066801294')
})
