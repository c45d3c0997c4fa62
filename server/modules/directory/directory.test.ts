import { beforeAll, expect, test } from 'vitest'
import { createBrand } from '#brand'
import { Settings } from '#contract/content'
import * as directory from '#directory'
import type { PropertyTold, ReservationTold } from '#directory'
import { newId, Refusal } from '#kernel'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/postgres'

const database = await testDatabase()
const { id: brandId } = await createBrand(database.db, {
  key: 'b', name: 'B', appName: 'A', loyaltyName: 'L', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {},
  settings: Settings.parse({}), isDemo: false,
})
const db = database.forBrand(brandId)
const at = (iso: string) => ({
  db,
  actor: { kind: 'partner', brandId, id: newId(), name: 'Ada' },
  now: () => new Date(iso),
  log: createLog('silent'),
})
const ctx = at('2026-11-22T12:00:00Z')

const partnerId = newId()
const otherId = newId()
const guestId = newId()
const place = (number: string, more: Partial<PropertyTold> = {}): PropertyTold => ({
  partnerId, number, name: `House ${number}`, address: 'Street 1', city: 'Oslo', country: 'NO', timeZone: 'Europe/Oslo', language: 'nb',
  status: 'open', stars: 3, latitude: null, longitude: null, provider: null, accountManager: null, ...more,
})
const stay = (propertyId: string, confirmationNumber: string, more: Partial<ReservationTold> = {}): ReservationTold => ({
  propertyId, guestId, confirmationNumber, arrival: '2026-11-23', departure: '2026-11-25', status: 'booked', rooms: 1,
  guests: 2, totalMinor: 100_000, currency: 'NOK', policy: { key: 'flexible', names: { en: 'Free' }, freeUntilHours: 24 },
  bookedAt: new Date('2026-10-01T00:00:00Z'), ...more,
})
const facts = () => database.db.selectFrom('platform.fact').select(['name', 'payload']).orderBy('id').execute()

beforeAll(async () => {
  await directory.mirrorPartner(ctx, { id: partnerId, key: 'p', name: 'P', country: 'NO', language: 'nb', phoneOnFile: null })
  await directory.mirrorPartner(ctx, { id: otherId, key: 'o', name: 'O', country: 'SE', language: 'sv', phoneOnFile: '+46701740611' })
  await directory.mirrorGuest(ctx, { id: guestId, name: 'Ana Ruiz', language: 'es', country: 'ES', loyaltyLevel: 3 })
})

test('what the platform tells again brings the known one up to date', async () => {
  const first = await directory.mirrorProperty(ctx, place('100'))
  const again = await directory.mirrorProperty(ctx, place('100', { name: 'New name', provider: { name: 'Kanalo', status: 'delayed' } }))
  expect(again).toEqual(first)
  expect(await directory.propertyByNumber(ctx, ' 1 00 ')).toMatchObject({ id: first.id, name: 'New name', provider: { status: 'delayed' } })
  const booked = await directory.mirrorReservation(ctx, stay(first.id, '4000000001'))
  expect(await directory.mirrorReservation(ctx, stay(first.id, '4000000001', { status: 'cancelled' }))).toEqual(booked)
  expect(await directory.reservationById(ctx, booked.id)).toMatchObject({ status: 'cancelled', guest: { name: 'Ana Ruiz', loyaltyLevel: 3 } })
})

test('a thousand reservations are mirrored in batches', async () => {
  const { id } = await directory.mirrorProperty(ctx, place('200', { partnerId: otherId }))
  const many = Array.from({ length: 1_000 }, (_, n) => stay(id, String(4_100_000_000 + n)))
  await directory.mirrorReservations(ctx, many)
  expect(await directory.reservationByNumber(ctx, '4100000999')).toMatchObject({ partnerId: otherId })
})

test('R14 | reservationByNumber() | a confirmation number is found however it is spaced, says whose it is, and never shows its PIN', async () => {
  const { id } = await directory.mirrorProperty(ctx, place('101'))
  await directory.mirrorReservation(ctx, stay(id, '4000000002'))
  const found = await directory.reservationByNumber(ctx, '4000 000-002')
  expect(found).toMatchObject({ partnerId, propertyName: 'House 101', timeZone: 'Europe/Oslo', arrival: '2026-11-23', totalMinor: 100_000 })
  expect(found).not.toHaveProperty('pin')
  expect(await directory.reservationByNumber(ctx, '4999999999')).toBeNull()
})

test('R14 | recentReservations() | the picker begins with the arrivals nearest to today, of one property or of all', async () => {
  const partner = await directory.mirrorPartner(ctx, { key: 'picker', name: 'Picker', country: 'NO', language: 'nb', phoneOnFile: null })
  const one = await directory.mirrorProperty(ctx, place('301', { partnerId: partner.id }))
  const two = await directory.mirrorProperty(ctx, place('302', { partnerId: partner.id }))
  const arrivals = ['2026-09-01', '2026-11-21', '2026-11-22', '2026-11-25', '2027-02-01']
  await directory.mirrorReservations(ctx, arrivals.map((arrival, n) => stay(n % 2 ? two.id : one.id, `420000000${n}`, { arrival, departure: '2027-02-02' })))
  const all = await directory.recentReservations(ctx, { partnerId: partner.id, propertyId: null, limit: 3 })
  expect(all.map((each) => each.arrival)).toEqual(['2026-11-22', '2026-11-21', '2026-11-25'])
  const ofTwo = await directory.recentReservations(ctx, { partnerId: partner.id, propertyId: two.id, limit: 10 })
  expect(ofTwo.map((each) => each.arrival)).toEqual(['2026-11-21', '2026-11-25'])
})

test('R14 | searchReservations() | searching finds the beginning of a number or a part of a name, only the own ones, and takes no wildcards', async () => {
  const search = (typed: string) => directory.searchReservations(ctx, { partnerId, typed, limit: 10 })
  expect((await search('4000 0000 02')).map((each) => each.confirmationNumber)).toEqual(['4000000002'])
  expect((await search('ana')).length).toBeGreaterThan(0)
  expect(await search('410000')).toEqual([])
  expect(await search('%')).toEqual([])
  expect(await search('  ')).toEqual([])
})

test('moving the pin records who moved it; a place outside the world is refused', async () => {
  const { id } = await directory.mirrorProperty(ctx, place('102'))
  await directory.moveOnMap(ctx, id, { latitude: 59.9, longitude: 10.7 })
  expect(await directory.propertyById(ctx, id)).toMatchObject({ latitude: 59.9, longitude: 10.7 })
  expect(await facts()).toContainEqual({ name: 'property.moved', payload: expect.objectContaining({ propertyId: id, by: ctx.actor.id }) })
  await expect(directory.moveOnMap(ctx, id, { latitude: 91, longitude: 0 })).rejects.toEqual(new Refusal('invalid', { field: 'latitude' }))
  await expect(directory.moveOnMap(ctx, newId(), { latitude: 0, longitude: 0 })).rejects.toMatchObject({ code: 'not_found' })
})

test('R12 | markNoShow() | a no-show is reported once, in its time, and only for a stay that was not cancelled', async () => {
  const { id: propertyId } = await directory.mirrorProperty(ctx, place('103'))
  const reported = await directory.mirrorReservation(ctx, stay(propertyId, '4000000003', { arrival: '2026-11-21', departure: '2026-11-24' }))
  const cancelled = await directory.mirrorReservation(ctx, stay(propertyId, '4000000004', { arrival: '2026-11-21', status: 'cancelled' }))
  const refusedAt = (iso: string) => directory.markNoShow(at(iso), reported.id).then(() => null, (error: unknown) => error)
  // Midnight in Oslo is 23:00 UTC in winter.
  expect(await refusedAt('2026-11-21T22:59:59Z')).toMatchObject({ code: 'not_allowed', detail: { because: 'too-early', at: '2026-11-21T23:00:00.000Z' } })
  expect(await refusedAt('2026-11-26T11:00:01Z')).toMatchObject({ code: 'not_allowed', detail: { because: 'too-late', at: '2026-11-26T11:00:00.000Z' } })
  expect(await refusedAt('2026-11-22T12:00:00Z')).toBeNull()
  expect(await refusedAt('2026-12-24T12:00:00Z')).toBeNull()
  expect(await directory.reservationById(ctx, reported.id)).toMatchObject({ status: 'no-show' })
  expect((await facts()).filter(({ name }) => name === 'reservation.no-show')).toHaveLength(1)
  await expect(directory.markNoShow(ctx, cancelled.id)).rejects.toMatchObject({ code: 'not_allowed', detail: { because: 'cancelled' } })
})

test('hours to check-in count to three in the afternoon at the property, also over a change of the clock', () => {
  expect(directory.hoursToCheckIn('2026-11-22', 'Europe/Oslo', new Date('2026-11-22T12:00:00Z'))).toBe(2)
  expect(directory.hoursToCheckIn('2026-11-22', 'America/New_York', new Date('2026-11-22T12:00:00Z'))).toBe(8)
  expect(directory.hoursToCheckIn('2026-11-21', 'Europe/Oslo', new Date('2026-11-22T12:00:00Z'))).toBe(-22)
  expect(directory.hoursToCheckIn('2027-03-28', 'Europe/Oslo', new Date('2027-03-27T14:00:00Z'))).toBe(23)
})
