import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { open } from '#conversations'
import { mirrorReservation, reservationByNumber } from '#directory'
import { record } from '#platform/outbox'
import { startWorld } from '#test/world'
import { place, placeDue } from './place.ts'
import { placeOf } from './reads.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const reservation = await reservationByNumber(world.system, '4071930548')
if (!reservation) throw new Error('reservation')

const arriveInDays = async (days: number) => {
  const date = (after: number) => new Date(start.getTime() + after * 86_400_000).toISOString().slice(0, 10)
  await world.app.system.db.updateTable('directory.reservation').set({ arrival: date(days), departure: date(days + 2), status: 'booked' }).where('id', '=', reservation.id).execute()
}
const ask = async () => {
  const { id } = await open(world.system, {
    submissionId: randomUUID(), door: 'guest', channel: 'message', partnerId: null, askerId: null, askerName: 'Liv', propertyId: reservation.propertyId, reservationId: reservation.id,
    topic: 'booking-details', subtopic: 'other', locale: 'sv', neededRight: 'contact-support', promisedAt: new Date(start.getTime() + 40 * 3_600_000), body: 'A question', proof: 'pin',
  })
  await place(world.system, id)
  return id
}
const lane = async (id: string) => (await placeOf(world.system, id))?.lane
const why = async (id: string) => (await placeOf(world.system, id))?.reasons[0]?.kind

test('R34 | queue.placeAbout() | when a reservation changes, what waits about it is placed anew at once', async () => {
  await arriveInDays(60)
  const id = await ask()
  expect(await lane(id)).toBe('ordinary')
  await arriveInDays(1)
  await record(world.system, { name: 'reservation.changed', payload: { reservationId: reservation.id } })
  await world.settle()
  expect([await lane(id), await why(id)]).toEqual(['first', 'check-in-soon'])
  await arriveInDays(60)
  await record(world.system, { name: 'reservation.changed', payload: { reservationId: reservation.id } })
  await world.settle()
  expect(await lane(id)).toBe('ordinary')
})

test('R34 | directory.mirrorReservation() | the booking platform tells other dates: whoever waits about the stay stands elsewhere at once; the same told again is no fact', async () => {
  world.setNow(start)
  await arriveInDays(60)
  const id = await ask()
  const date = (after: number) => new Date(start.getTime() + after * 86_400_000).toISOString().slice(0, 10)
  const { guest, partnerId: _partner, propertyName: _name, timeZone: _zone, ...known } = reservation
  const told = { ...known, guestId: guest.id, arrival: date(1), departure: date(3), status: 'booked' as const }
  const facts = async () => (await world.app.system.db.selectFrom('platform.fact').where('name', '=', 'reservation.changed').select('id').execute()).length
  const before = await facts()
  await mirrorReservation(world.system, told)
  await mirrorReservation(world.system, told)
  await world.settle()
  expect([await lane(id), await why(id)]).toEqual(['first', 'check-in-soon'])
  expect(await facts()).toBe(before + 1)
})

test('R34 | queue.placeDue() | who waits until check-in is near moves to the first lane then, and the reason follows the stay', async () => {
  world.setNow(start)
  await arriveInDays(4)
  const id = await ask()
  const at = async (iso: string) => {
    world.setNow(new Date(iso))
    await placeDue(world.system)
    return [await lane(id), await why(id)]
  }
  // Check-in is at 15:00 in Stockholm on the 16th: 72 hours before it is 13:00 in UTC on the 13th.
  expect(await at('2026-05-13T12:59:00Z')).toEqual(['ordinary', 'promise'])
  expect(await at('2026-05-13T13:00:00Z')).toEqual(['first', 'check-in-soon'])
  expect(await at('2026-05-16T13:00:00Z')).toEqual(['first', 'in-stay'])
  expect(await at('2026-05-18T13:00:00Z')).toEqual(['ordinary', 'promise'])
})
