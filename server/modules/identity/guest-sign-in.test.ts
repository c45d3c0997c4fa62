import { expect, test } from 'vitest'
import { visitorContext } from '../../app/request.ts'
import { Refusal } from '#kernel'
import { startWorld } from '#test/world'
import { keepPins } from './guest-pin.ts'
import { signInByPin } from './guest-sign-in.ts'
import { resume } from './session.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const { secret } = world.app
const visitor = visitorContext(world.app)
const ana = { number: '4071882316', pin: '604182' }
const emma = { number: '4068225179', pin: '839407' }
const paul = { number: '4065517702', pin: '150268' }

const minutes = (count: number) => new Date(start.getTime() + count * 60_000)
const network = (index: number) => `198.51.${Math.floor(index / 250)}.${index % 250}`
const enter = (typed: { number: string; pin: string; lastName?: string }, from = network(0)) => signInByPin(visitor, { lastName: '', ...typed, network: from, secret, demoOpen: true })
const outcome = (typed: { number: string; pin: string; lastName?: string }, from?: string) =>
  enter(typed, from).then(() => 'in', (error: unknown) => (error instanceof Refusal ? `${error.code}${error.detail.everybody ? ' everybody' : ''}` : String(error)))
const counted = (list: string[]) => Object.fromEntries([...Map.groupBy(list, (each) => each)].map(([what, all]) => [what, all.length]))
const startAfresh = async () => {
  world.setNow(start)
  await world.app.system.db.deleteFrom('platform.rate_limit').execute()
  await world.app.system.db.deleteFrom('identity.guest_guard').execute()
}
const guards = () => world.app.system.db.selectFrom('identity.guest_guard').select(['number', 'tries', 'day_tries']).execute()

test('R31 | identity.signInByPin() | opens the one booking for a day, without the loyalty level', async () => {
  const { token, actor } = await enter({ number: '4071 882-316', pin: ' 604182' })
  expect(actor).toMatchObject({ kind: 'guest', name: 'Ana Ruiz', locale: 'es', timeZone: 'Europe/Oslo', loyaltyLevel: null, proof: 'pin' })
  world.setNow(minutes(23.9 * 60))
  expect(await resume(visitor, token, { demoOpen: true })).toMatchObject({ state: 'live', actor })
  expect(await resume(visitor, token, { demoOpen: false })).toEqual({ state: 'none' })
  world.setNow(minutes(24.1 * 60))
  expect(await resume(visitor, token, { demoOpen: true })).toMatchObject({ state: 'expired' })
  world.setNow(start)
})

test('R31 | identity.keepPins() | keeps keyed hashes: neither a PIN nor its plain hash stands in the database', async () => {
  const rows = await world.app.system.db.selectFrom('identity.guest_pin').selectAll().execute()
  expect(rows.length).toBeGreaterThan(390)
  expect(JSON.stringify(rows)).not.toContain(ana.pin)
  expect(await outcome(ana)).toBe('in')
  await expect(signInByPin(visitor, { ...ana, lastName: '', network: network(1), secret: `${secret}!`, demoOpen: true })).rejects.toMatchObject({ code: 'wrong_password' })
})

test('R31 | identity.signInByPin() | unknown number, wrong PIN, locked and no number at all are refused alike', async () => {
  await startAfresh()
  for (let attempt = 0; attempt < 5; attempt++) expect(await outcome({ ...ana, pin: '000000' }, network(attempt))).toBe('wrong_password')
  const refusals = await Promise.all(
    [ana, { ...emma, pin: '000000' }, { number: '4999999999', pin: '000000' }, { ...paul, pin: '000000' }, { number: 'x'.repeat(500), pin: '' }].map((typed, index) =>
      enter(typed, network(10 + index)).catch((error: unknown) => JSON.stringify(error))),
  )
  expect(new Set(refusals).size).toBe(1)
  expect(refusals[0]).toBe(JSON.stringify(new Refusal('wrong_password')))
})

test('five wrong PINs lock a number for an hour, ten in a day until its guest comes by mail; the right one starts anew', async () => {
  await startAfresh()
  const wrong = async (from: number) => { for (let attempt = 0; attempt < 5; attempt++) await outcome({ ...ana, pin: '111111' }, network(from + attempt)) }
  await wrong(0)
  expect(await outcome(ana, network(20))).toBe('wrong_password')
  expect(await outcome(emma, network(21))).toBe('in')
  world.setNow(minutes(59))
  expect(await outcome(ana, network(22))).toBe('wrong_password')
  world.setNow(minutes(61))
  await wrong(30)
  world.setNow(minutes(60 * 23))
  expect(await outcome(ana, network(40))).toBe('wrong_password')
  world.setNow(minutes(60 * 24 * 20))
  expect(await outcome(ana, network(41))).toBe('wrong_password')
  await startAfresh()
  for (let attempt = 0; attempt < 4; attempt++) await outcome({ ...ana, pin: '111111' }, network(attempt))
  expect(await outcome(ana, network(50))).toBe('in')
  expect(await guards()).toEqual([{ number: ana.number, tries: 0, day_tries: 0 }])
})

test('a PIN of four digits works only with the booker’s last name, and is said to be weak', async () => {
  await startAfresh()
  const { reservationId } = (await enter(emma)).actor
  await keepPins(world.system, [{ reservationId: reservationId ?? '', confirmationNumber: emma.number, pin: '8394', bookerName: 'Emma Núñez' }], secret)
  expect(await outcome({ ...emma, pin: '8394' }, network(2))).toBe('wrong_password')
  expect(await outcome({ ...emma, pin: '8394', lastName: 'Lindholm' }, network(3))).toBe('wrong_password')
  expect((await enter({ ...emma, pin: '8394', lastName: 'de la NUNEZ' }, network(4))).actor.proof).toBe('short-pin')
  await keepPins(world.system, [{ reservationId: reservationId ?? '', confirmationNumber: emma.number, pin: emma.pin, bookerName: 'Emma Lindholm' }], secret)
  await expect(keepPins(world.system, [{ reservationId: reservationId ?? '', confirmationNumber: emma.number, pin: '12345', bookerName: 'E' }], secret)).rejects.toMatchObject({ code: 'invalid' })
})

test('R31 I4 | identity.signInByPin() | a hundred right and wrong at once are counted exactly', async () => {
  await startAfresh()
  const wrong = await Promise.all(Array.from({ length: 100 }, (_, index) => outcome({ ...ana, pin: String(index).padStart(6, '0') }, network(index))))
  expect(counted(wrong)).toEqual({ wrong_password: 100 })
  expect(await guards()).toEqual([{ number: ana.number, tries: 5, day_tries: 5 }])
  await startAfresh()
  const right = await Promise.all(Array.from({ length: 100 }, (_, index) => outcome(index % 25 === 24 ? { ...ana, pin: '000001' } : ana, network(index))))
  expect(counted(right)).toEqual({ in: 96, wrong_password: 4 })
})

test('R31 I3 | identity.signInByPin() | of many guesses from many networks on one booking at most ten are looked at', async () => {
  await startAfresh()
  const guess = (index: number) => outcome({ ...ana, pin: String(index).padStart(6, '0') }, network(index))
  for (let hour = 0; hour < 6; hour++) {
    world.setNow(minutes(61 * hour))
    expect(new Set(await Promise.all(Array.from({ length: 120 }, (_, index) => guess(hour * 120 + index))))).toEqual(new Set(['wrong_password']))
  }
  expect(await guards()).toEqual([{ number: ana.number, tries: 5, day_tries: 10 }])
  expect(await outcome(ana, network(1_000))).toBe('wrong_password')
})

test('R31 I3 | identity.signInByPin() | guesses spread over bookings and networks trip the breaker within five minutes, and it closes again', async () => {
  await startAfresh()
  const guess = (index: number) => outcome({ number: String(4_000_000_000 + index), pin: '123456' }, network(index))
  const outcomes = await Promise.all(Array.from({ length: 400 }, (_, index) => guess(index)))
  expect(counted(outcomes)).toEqual({ wrong_password: 300, 'too_many everybody': 100 })
  expect(await outcome(ana, network(900))).toBe('too_many everybody')
  world.setNow(minutes(5))
  expect(await outcome(ana, network(901))).toBe('in')
})

test('a network may be wrong ten times in a quarter of an hour, and being right uses nothing up', async () => {
  await startAfresh()
  for (let attempt = 0; attempt < 12; attempt++) expect(await outcome(ana, '203.0.113.5')).toBe('in')
  for (let attempt = 0; attempt < 10; attempt++) expect(await outcome({ number: `40000000${attempt}0`, pin: '1' }, '203.0.113.5')).toBe('wrong_password')
  expect(await outcome(ana, '203.0.113.5')).toBe('too_many')
  expect(await outcome(ana, '203.0.113.6')).toBe('in')
})

test('R31 I2 | identity.signInByPin() | known, unknown, cancelled and locked are asked of the database alike', async () => {
  await startAfresh()
  const helen = { number: '4066801294', pin: '000000' }
  for (let attempt = 0; attempt < 6; attempt++) await outcome(helen, network(70_000 + attempt))
  const kinds = { known: { ...emma, pin: '000000' }, unknown: { number: '4999999998', pin: '000000' }, cancelled: { ...paul, pin: '000000' }, locked: helen }
  const asked = await Promise.all(Object.values(kinds).map(async (typed, index) => {
    const statements: string[] = []
    const db = visitor.db.withPlugin({ transformQuery: ({ node }) => { statements.push(JSON.stringify(shapeOf(node))); return node }, transformResult: async ({ result }) => result })
    await expect(signInByPin({ ...visitor, db }, { lastName: '', ...typed, network: network(80_000 + index), secret, demoOpen: true })).rejects.toMatchObject({ code: 'wrong_password', detail: {} })
    return statements
  }))
  expect(asked[0]?.length).toBeGreaterThan(2)
  expect(new Set(asked.map((statements) => statements.join('\n'))).size).toBe(1)
})

// A statement without its values.
const shapeOf = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(shapeOf)
  if (node === null || typeof node !== 'object' || node instanceof Date || Buffer.isBuffer(node)) return typeof node === 'string' ? node : typeof node
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== 'value').map(([name, part]) => [name, shapeOf(part)]))
}
