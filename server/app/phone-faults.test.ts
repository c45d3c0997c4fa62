import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { DeskPhone } from '#contract/phone'
import { receive } from '#conversations'
import { offerWaiting } from '#queue'
import { ask, bookings, deskOf, startWorld, threadOf } from '#test/world'
import { linesOf } from '#voice'
import { fakeCarrier } from '../../test/fakes/carrier.ts'
import { tellProviderAgain, workPhone } from './phone.ts'

const clock = new Date('2026-11-24T09:30:00Z')
const time = { now: clock }
const react = { agent: 'answer' as 'answer' | 'failed', other: 'answer' as 'answer' | 'no-answer' }
const { carrier, api, env, at } = await fakeCarrier('twiml', { now: () => time.now, pickUp: (to) => (to.startsWith('sip:') ? react.agent : react.other) })
const world = await startWorld({ clock, env })
at(world.base)
await sql`delete from staff.shift`.execute(world.app.system.db)
const maja = await world.agent('maja')
const guestLine = (await linesOf(world.system, 'guest')).find(({ key }) => key === 'guest-gb')?.number ?? ''
const later = (minutes: number) => world.setNow((time.now = new Date(time.now.getTime() + minutes * 60_000)))
const onDuty = (isOn = true) => maja.call('PATCH', '/api/v1/desk/me', { onDuty: isOn })
const phone = () => maja.get('/api/v1/desk/phone', DeskPhone)
const verb = (id: string, name: string, body: unknown = {}) => maja.call('POST', `/api/v1/desk/calls/${id}/${name}`, body)
const finish = (id: string) => verb(id, 'finish', { outcome: 'answered', note: '', clientId: randomUUID(), callBack: false })
const offered = async () => {
  await world.settle()
  await offerWaiting(world.system)
  const { ringing } = await phone()
  if (!ringing) throw new Error('nothing is offered')
  return ringing.call
}
const telephone = () => carrier.legs().find(({ to, state }) => state !== 'ended' && to.startsWith('sip:'))
const atPin = async (key: keyof typeof bookings, from: string) => {
  const leg = await carrier.call({ from, to: guestLine })
  await carrier.key(leg, bookings[key].number)
  return leg
}
const fromBooking = async (key: keyof typeof bookings, from: string) => {
  const leg = await atPin(key, from)
  await carrier.key(leg, bookings[key].pin)
  return leg
}
const caseOf = async ({ id }: { id: string }) => (await sql<{ id: string }>`select conversation_id as id from voice.call where provider_id = ${id}`.execute(world.app.system.db)).rows[0]?.id ?? ''
const standing = async (conversationId: string | null) => (await sql<{ since: Date; holder: string | null }>`
  select l.since, e.claimed_by as holder from queue.live l join queue.entry e using (conversation_id) where conversation_id = ${conversationId}`.execute(world.app.system.db)).rows[0]

test('R31 I4 | POST /voice/{provider}/step/pin | wrong PINs keyed at once, each told twice, are counted one each; the right one after them hears what a wrong one hears', async () => {
  const tries = async () => (await sql<{ everybody: number; booking: number }>`
    select coalesce((select attempts from platform.rate_limit where subject = 'guest-pin-everybody'), 0)::int as everybody, coalesce((select tries from identity.guest_guard where number = ${bookings.thomas.number}), 0)::int as booking`.execute(world.app.system.db)).rows[0]
  const legs = []
  for (let caller = 0; caller < 6; caller++) legs.push(await atPin('thomas', `+4670111230${caller}`))
  const right = legs.pop()
  const before = await tries()
  const wrong = bookings.thomas.pin === '111111' ? '222222' : '111111'
  await Promise.all(legs.flatMap((leg) => [carrier.key(leg, wrong), carrier.key(leg, wrong)]))
  expect(await tries()).toEqual({ everybody: (before?.everybody ?? 0) + 5, booking: 5 })
  if (!right) throw new Error('nobody rang')
  await carrier.key(right, bookings.thomas.pin)
  expect(right.heard).toEqual(legs[0]?.heard.slice(0, right.heard.length))
  expect((await tries())?.everybody).toBe((before?.everybody ?? 0) + 6)
  for (const leg of [...legs, right]) await carrier.hangUp(leg)
})

test('R55 R62 | POST /api/v1/desk/calls/{id}/answer | the provider is down as a promised call is made: the agent is told, nobody hears an empty room, and it is no try; a number that is nobody’s is one', async () => {
  const leg = await fromBooking('emma', '+46701112201')
  await carrier.key(leg, '1')
  await onDuty()
  const call = await offered()
  const place = await standing(call.conversationId)
  const tries = async () => (await sql<{ tries: number; state: string }>`select tries::int as tries, state from voice.callback where conversation_id = ${call.conversationId}`.execute(world.app.system.db)).rows
  api.state.isDown = true
  expect(await maja.refused('POST', `/api/v1/desk/calls/${call.id}/answer`, {})).toMatchObject({ status: 503, detail: { because: 'provider' } })
  api.state.isDown = false
  expect([await tries(), (await phone()).seat, (await standing(call.conversationId))?.since]).toEqual([[{ tries: 0, state: 'calling' }], null, place?.since])
  api.state.refuses = (to) => to === '+46701112201'
  later(2)
  expect((await offered()).id).toBe(call.id)
  expect((await verb(call.id, 'answer')).status).toBe(200)
  await carrier.until(() => telephone() === undefined)
  expect([await tries(), (await phone()).seat?.state]).toEqual([[{ tries: 1, state: 'waiting' }], 'noting'])
  api.state.refuses = () => false
  await finish(call.id)
  later(15)
  await workPhone(world.app)
  const again = await offered()
  // The agent’s own telephone is nowhere to be found, and that is told before the provider has answered that it rings it.
  react.agent = 'failed'
  const hold = { go: () => {} }
  api.state.answersAfter = new Promise<void>((go) => void (hold.go = go))
  const legs = carrier.legs().length
  const answering = verb(again.id, 'answer')
  await carrier.until(() => carrier.legs().length > legs && carrier.legs().at(-1)?.state === 'ended')
  await expect.poll(async () => (await phone()).seat).toBeNull()
  hold.go()
  await answering
  api.state.answersAfter = null
  react.agent = 'answer'
  expect([await tries(), (await phone()).seat, (await standing(call.conversationId))?.holder]).toEqual([[{ tries: 1, state: 'calling' }], null, null])
  await onDuty(false)
})

test('R55 R62 | POST /api/v1/desk/calls/{id}/hold | what the provider could not do is not shown; whoever goes off duty talks to the end, and a second caller they take from the list waits for somebody free', async () => {
  const leg = await fromBooking('paul', '+46701112203')
  await onDuty()
  await world.settle()
  await maja.call('POST', `/api/v1/desk/conversations/${await caseOf(leg)}/take`, {})
  await world.settle()
  const { call } = (await phone()).seat ?? {}
  if (!call?.conversationId) throw new Error('not connected')
  await carrier.until(() => leg.room !== null && telephone()?.room === leg.room)
  api.state.isDown = true
  for (const [name, body] of [['hold', { held: true }], ['mute', { muted: true }]] as const) expect((await verb(call.id, name, body)).status).toBe(503)
  api.state.isDown = false
  const { seat } = await phone()
  expect([seat?.call.held, seat?.muted, leg.room !== null]).toEqual([false, false, true])
  const second = await fromBooking('yusuf', '+46701112204')
  const other = await caseOf(second)
  await maja.call('POST', `/api/v1/desk/conversations/${other}/take`, {})
  await world.settle()
  expect([(await standing(other))?.holder, (await phone()).seat?.call.id, second.question !== null]).toEqual([null, call.id, true])
  await carrier.hangUp(second)
  const paul = await world.guest('paul')
  await receive(paul.ctx, call.conversationId, { clientId: randomUUID(), body: 'The code you have just read out.' })
  await onDuty(false)
  await world.settle()
  expect([(await standing(call.conversationId))?.holder, leg.room !== null]).toEqual([maja.actor.id, true])
  await verb(call.id, 'hang-up')
  await world.settle()
  expect((await deskOf(maja, call.conversationId)).claim).toBeNull()
  expect((await finish(call.id)).status).toBe(200)
})

test('R55 R62 | POST /voice/{provider}/event | what the provider could not be told just then it is told when it is back: a caller alone in the room hears their place, and no telephone stays up', async () => {
  const leg = await fromBooking('marco', '+46701112206')
  await onDuty()
  const id = await caseOf(leg)
  const connect = async () => {
    await world.settle()
    await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
    await world.settle()
    await carrier.until(() => leg.room !== null && telephone()?.room === leg.room)
  }
  await connect()
  const whileDown = async (work: () => Promise<unknown>) => {
    api.state.isDown = true
    await work()
    api.state.isDown = false
  }
  const broken = telephone()
  await whileDown(async () => broken && carrier.hangUp(broken, 'failed'))
  expect([leg.room !== null, (await phone()).seat]).toEqual([true, null])
  later(0.25)
  await tellProviderAgain(world.app)
  await carrier.until(() => leg.question !== null)
  expect(leg.heard.slice(-3).join(' ')).toMatch(/You are (next|number).*Press 1/)
  await connect()
  // As after a death between what is stored and the telephone that was to be rung by it.
  const mine = telephone()
  await sql`update voice.seat set leg_id = null where agent_id = ${maja.actor.id}`.execute(world.app.system.db)
  later(1)
  await tellProviderAgain(world.app)
  await carrier.until(() => leg.question !== null)
  if (mine) await carrier.hangUp(mine)
  await connect()
  await whileDown(() => carrier.hangUp(leg))
  expect([(await phone()).seat?.state, telephone() !== undefined]).toEqual(['noting', true])
  later(0.25)
  await tellProviderAgain(world.app)
  await carrier.until(() => telephone() === undefined)
  expect((await sql`select leg_id from voice.leg where due is not null`.execute(world.app.system.db)).rows).toEqual([])
  await finish((await phone()).seat?.call.id ?? '')
  await onDuty(false)
})

test('R62 | POST /api/v1/desk/conversations/{id}/ring | whoever is rung of our own accord and does not answer reads that we tried', async () => {
  const ada = await world.partner('ada')
  const { id } = await ask(ada)
  await onDuty()
  react.other = 'no-answer'
  await maja.call('POST', `/api/v1/desk/conversations/${id}/ring`, { outsideHours: false })
  await expect.poll(async () => (await threadOf(ada, id)).entries.at(-1)?.data).toMatchObject({ event: 'not-reached', tries: 1, again: null })
  react.other = 'answer'
  await finish((await phone()).seat?.call.id ?? '')
  await onDuty(false)
})

test('R62 | POST /voice/{provider}/step/waiting | whoever still waits as the line closes, with nobody left to answer, hears that it has, when it opens, and keeps the place by a key', async () => {
  world.setNow((time.now = new Date('2026-11-24T21:55:00Z')))
  const leg = await fromBooking('liv', '+46701112205')
  expect(leg.heard.at(-1)).not.toMatch(/closed/)
  world.setNow((time.now = new Date('2026-11-24T23:30:00Z')))
  await carrier.wait(leg)
  expect(leg.heard.slice(-4).join(' ')).toMatch(/This line is closed now\. It opens .*08:00.*Press 1 and we call you back: you keep your place\./)
  await carrier.hangUp(leg)
})
