import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { DeskPhone } from '#contract/phone'
import { Properties } from '#contract/public'
import { options, prepareCall } from '#contact'
import { linesOf } from '#voice'
import { workPhone } from './phone.ts'
import { fakeCarrier } from '../../test/fakes/carrier.ts'
import { WrongDoorList } from '#contract/doors'
import { bookings, deskOf, startWorld, threadOf, type Agent } from '#test/world'

const clock = new Date('2026-11-24T09:30:00Z')
const pickUp = { next: 'answer' as 'answer' | 'busy' | 'no-answer' | 'failed' }
const { carrier, env, at } = await fakeCarrier('twiml', { now: () => clock, pickUp: (to) => (to.startsWith('sip:') ? 'answer' : pickUp.next) })
const time = { now: clock }
const world = await startWorld({ clock, env })
const later = (minutes: number) => world.setNow((time.now = new Date(time.now.getTime() + minutes * 60_000)))
at(world.base)
const [ada, maja] = [await world.partner('ada'), await world.agent('maja')]
await sql`delete from staff.shift`.execute(world.app.system.db)
const onDuty = (agent: Agent, isOn = true) => agent.call('PATCH', '/api/v1/desk/me', { onDuty: isOn })
const numberOf = async (door: 'partner' | 'guest', key: string) => (await linesOf(world.system, door)).find((line) => line.key === key)?.number ?? ''
const [partnerLine, guestLine] = [await numberOf('partner', 'partner-se'), await numberOf('guest', 'guest-gb')]
const property = (await ada.get('/api/v1/properties', Properties)).properties[0]

const phoneOf = (agent: Agent) => agent.get('/api/v1/desk/phone', DeskPhone)
const verb = (agent: Agent, id: string, name: string, body: unknown = {}) => agent.call('POST', `/api/v1/desk/calls/${id}/${name}`, body)
const codeOf = async (subtopic = 'cancel') => {
  await options(ada.ctx, { topic: 'reservations', subtopic })
  return prepareCall(ada.ctx, { submissionId: randomUUID(), topic: 'reservations', subtopic, propertyId: property?.id, locale: 'sv', body: 'Ringer.' }, world.app.secret)
}
const offeredTo = async (agent: Agent) => {
  await world.settle()
  const { seat, ringing } = await phoneOf(agent)
  if (ringing) return { state: 'offered', call: ringing.call }
  if (!seat) throw new Error('nothing is offered')
  return { state: seat.state, call: seat.call }
}

test('R17 R50 R55 R62 | POST /voice/{provider}/answer | a caller code keyed in opens the conversation with person, topic and property on the agent’s screen; the outcome is the partner’s to read', async () => {
  await onDuty(maja)
  const { conversationId, code } = await codeOf()
  const leg = await carrier.call({ from: '+46701234567', to: partnerLine })
  expect(leg.heard.join(' ')).toContain('Välkommen till Fjordstay')
  await carrier.key(leg, code.code)
  expect(leg.heard.join(' ')).toContain('Du står näst på tur.')
  const { call, state } = await offeredTo(maja)
  expect([state, call.level, call.proof, call.conversationId, call.askerName, call.propertyName]).toEqual(['offered', 3, 'code', conversationId, 'Ada Lindqvist', property?.name])
  expect((await verb(maja, call.id, 'answer')).body).toEqual({ conversationId })
  await carrier.until(() => leg.room !== null && carrier.legs().some((other) => other.isPlaced && other.room === leg.room))
  expect(await deskOf(maja, conversationId)).toMatchObject({ claim: { name: maja.actor.name }, call: { direction: 'in', level: 3, proof: 'code', numberOnFile: false } })
  await verb(maja, call.id, 'hold', { held: true })
  await carrier.until(() => leg.paused !== null)
  expect(leg.heard.at(-1)).toBe('Ett ögonblick. Du är kvar hos oss.')
  await verb(maja, call.id, 'hold', { held: false })
  await carrier.until(() => leg.room !== null)
  await carrier.hangUp(leg)
  await carrier.until(() => carrier.legs().every((other) => other.state === 'ended'))
  await expect.poll(async () => (await phoneOf(maja)).seat?.state).toBe('noting')
  await verb(maja, call.id, 'finish', { outcome: 'solved', note: 'Moved the dates.', clientId: randomUUID(), callBack: false })
  expect((await phoneOf(maja)).seat).toBeNull()
  const { entries } = await threadOf(ada, conversationId)
  expect(entries.filter(({ kind }) => kind === 'call').map(({ data }) => data.event)).toEqual(['waiting', 'answered', 'spoken'])
  expect(entries.some(({ body }) => body === 'Moved the dates.')).toBe(false)
  const { rows } = await sql<{ legs: number; all: string }>`select count(*)::int as legs, string_agg(l::text, '') as all from voice.leg l`.execute(world.app.system.db)
  expect(rows[0]?.legs).toBe(2)
})

test('R36 R62 | POST /voice/{provider}/step/{step} | a guest on the partners’ line is told, and taken to the guests’ with the number they keyed; the PIN proves the booking and is kept nowhere', async () => {
  const leg = await carrier.call({ from: '+34600111222', to: partnerLine })
  await carrier.key(leg, bookings.ana.number)
  expect(leg.heard.at(-2)).toContain('Det här är linjen för partner, och du har knappat in ett bokningsnummer.')
  expect(leg.heard.at(-1)).toContain('pinkod')
  await carrier.key(leg, bookings.ana.pin)
  const { call } = await offeredTo(maja)
  expect([call.door, call.level, call.proof, call.askerName]).toEqual(['guest', 2, 'pin', 'Ana Ruiz'])
  const { rows } = await (await world.agent('henrik')).get('/api/v1/desk/wrong-doors', WrongDoorList)
  expect(rows.find(({ source }) => source === 'phone-line')).toMatchObject({ door: 'partner', came: 1, handedOver: 1 })
  await carrier.hangUp(leg)
  await world.settle()
  expect(await phoneOf(maja)).toMatchObject({ seat: null, ringing: null })
  const tables = ['voice.call', 'voice.event', 'voice.leg', 'platform.fact', 'conversations.entry']
  for (const table of tables) {
    const { rows: found } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} t where t::text like ${`%${bookings.ana.pin}%`}`.execute(world.app.system.db)
    expect(found[0]?.n, table).toBe(0)
  }
})

test('R55 | POST /voice/{provider}/step/{step} | without a code: property ID, name and role make an unverified caller, in nobody’s inbox; the number on file is the one that is rung', async () => {
  const leg = await carrier.call({ from: '+46709999999', to: partnerLine })
  await carrier.key(leg, '')
  await carrier.key(leg, property?.number ?? '')
  await carrier.say(leg, 'Ada Lindqvist, owner <script>')
  expect(leg.heard.join(' ')).toContain('kan vi bara ge råd')
  const { call } = await offeredTo(maja)
  expect([call.level, call.proof, call.claimedName, call.propertyName, call.numberOnFile]).toEqual([1, 'claim', 'Ada Lindqvist, owner script', property?.name, false])
  const opened = await deskOf(maja, call.conversationId ?? '')
  expect(opened.asker.identity).toBe('unverified')
  expect((await ada.call('GET', `/api/v1/conversations/${call.conversationId}`)).status).toBe(404)
  await verb(maja, call.id, 'answer')
  await carrier.until(() => leg.room !== null)
  await verb(maja, call.id, 'hang-up')
  await carrier.until(() => leg.state === 'ended')
  await verb(maja, call.id, 'finish', { outcome: 'follow-up', note: '', clientId: randomUUID(), callBack: false })
  await maja.call('POST', `/api/v1/desk/conversations/${call.conversationId}/ring`, { outsideHours: false })
  await carrier.until(() => carrier.legs().some((other) => other.isPlaced && other.to === opened.partner?.phoneOnFile && other.question !== null))
  const out = carrier.legs().find((other) => other.to === opened.partner?.phoneOnFile)
  if (!out) throw new Error('not rung')
  await carrier.key(out, '1')
  const ringing = await offeredTo(maja)
  expect([ringing.state, ringing.call.level, ringing.call.proof]).toEqual(['talking', 3, 'number-on-file'])
  await verb(maja, ringing.call.id, 'hang-up')
  await verb(maja, ringing.call.id, 'finish', { outcome: 'answered', note: '', clientId: randomUUID(), callBack: false })
})

test('R55 | POST /voice/{provider}/event | a line that breaks is called back first, by the same person, with nothing asked again', async () => {
  const { conversationId, code } = await codeOf('change-dates')
  const leg = await carrier.call({ from: '+46701234567', to: partnerLine })
  await carrier.key(leg, code.code)
  const { call } = await offeredTo(maja)
  await verb(maja, call.id, 'answer')
  await carrier.until(() => leg.room !== null)
  await carrier.hangUp(leg, 'failed')
  await expect.poll(async () => (await phoneOf(maja)).seat?.state).toBe('noting')
  await verb(maja, call.id, 'finish', { outcome: 'answered', note: '', clientId: randomUUID(), callBack: false })
  await world.settle()
  const again = await offeredTo(maja)
  expect([again.state, again.call.callBack, again.call.conversationId, again.call.level, again.call.proof]).toEqual(['offered', 'dropped', conversationId, 3, 'code'])
  await verb(maja, again.call.id, 'answer')
  await carrier.until(() => carrier.legs().some((other) => other.isPlaced && other.to === '+46701234567' && other.question !== null))
  const out = carrier.legs().find((other) => other.isPlaced && other.to === '+46701234567')
  if (!out) throw new Error('not rung')
  expect(out.heard.join(' ')).toContain('Tryck 1')
  await carrier.key(out, '1')
  await carrier.until(() => out.room !== null)
  await carrier.hangUp(out)
  await verb(maja, again.call.id, 'finish', { outcome: 'solved', note: '', clientId: randomUUID(), callBack: false })
  const events = (await threadOf(ada, conversationId)).entries.filter(({ kind }) => kind === 'call').map(({ data }) => data.event)
  expect(events).toEqual(expect.arrayContaining(['dropped', 'call-back', 'calling']))
  expect(events.at(-1)).toBe('spoken')
})

test('R18 R55 | POST /voice/{provider}/answer | a caller code keyed in after its case was closed opens the case again, and the caller stands in the line', async () => {
  const { conversationId, code } = await codeOf('no-show')
  expect((await maja.call('POST', `/api/v1/desk/conversations/${conversationId}/close`, { outcome: 'solved', askerAgreed: true })).status).toBe(200)
  const leg = await carrier.call({ from: '+46701234567', to: partnerLine })
  await carrier.key(leg, code.code)
  expect(leg.heard.at(-1)).toContain('Tryck 1')
  const { call } = await offeredTo(maja)
  expect([call.conversationId, call.level, call.proof]).toEqual([conversationId, 3, 'code'])
  expect((await threadOf(ada, conversationId)).entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['closed', 'reopened', 'call']))
  await carrier.hangUp(leg)
})

test('R55 R62 | POST /api/v1/desk/calls/{id}/ask | a word with a colleague first, the caller on hold: then back, or handed over with the conversation; microphone and keys go by the provider', async () => {
  const sofia = await world.agent('sofia')
  const { conversationId, code } = await codeOf('change-dates')
  const leg = await carrier.call({ from: '+46701234567', to: partnerLine })
  await carrier.key(leg, code.code)
  const { call } = await offeredTo(maja)
  await verb(maja, call.id, 'answer')
  const telephoneOf = ({ actor }: Agent) => carrier.legs().find(({ to, state }) => state === 'talking' && to === `sip:a${actor.id.replaceAll('-', '')}@desk.invalid`)
  await carrier.until(() => leg.room !== null && telephoneOf(maja)?.room === leg.room)
  const { room } = leg
  await verb(maja, call.id, 'mute', { muted: true })
  await carrier.until(() => telephoneOf(maja)?.isMuted === true && telephoneOf(maja)?.room === room)
  expect((await phoneOf(maja)).seat?.muted).toBe(true)
  await verb(maja, call.id, 'mute', { muted: false })
  await carrier.until(() => telephoneOf(maja)?.isMuted === false && telephoneOf(maja)?.room === room)
  await verb(maja, call.id, 'keys', { keys: '42#' })
  await carrier.until(() => leg.pressed === '42#' && leg.room === room)
  expect((await sql`select id from voice.call c where c.keyed is not null and c.id = ${call.id}`.execute(world.app.system.db)).rows).toEqual([])

  await onDuty(sofia)
  const ask = async () => {
    await verb(maja, call.id, 'ask', { agentId: sofia.actor.id })
    await carrier.until(() => leg.paused !== null)
    expect((await phoneOf(sofia)).ringing).toMatchObject({ role: 'asked', call: { id: call.id } })
    expect(await maja.refused('POST', `/api/v1/desk/calls/${call.id}/end-asking`, { handOver: true })).toMatchObject({ status: 403, detail: { because: 'not-answered' } })
    await verb(sofia, call.id, 'answer')
    await carrier.until(() => telephoneOf(sofia)?.room === room && telephoneOf(maja)?.room === room)
    expect([leg.room, (await phoneOf(maja)).seat?.asked?.talks]).toEqual([null, true])
  }
  await ask()
  await verb(maja, call.id, 'end-asking', { handOver: false })
  await carrier.until(() => leg.room === room && telephoneOf(sofia) === undefined)
  expect([(await phoneOf(maja)).seat?.asked, (await phoneOf(sofia)).seat]).toEqual([null, null])
  await ask()
  await verb(maja, call.id, 'end-asking', { handOver: true })
  await carrier.until(() => leg.room === room && telephoneOf(maja) === undefined && telephoneOf(sofia)?.room === room)
  expect((await phoneOf(maja)).seat).toBeNull()
  expect([(await phoneOf(sofia)).seat?.role, (await deskOf(sofia, conversationId)).claim?.name]).toEqual(['main', sofia.actor.name])
  await verb(sofia, call.id, 'hang-up')
  await carrier.until(() => carrier.legs().every(({ state }) => state === 'ended'))
  await verb(sofia, call.id, 'finish', { outcome: 'solved', note: '', clientId: randomUUID(), callBack: false })
  const ends = (await threadOf(ada, conversationId)).entries.filter(({ data }) => data.event === 'spoken')
  expect(ends.map(({ data }) => data.outcome)).toEqual(['solved'])
  await onDuty(sofia, false)
})

test('R62 | POST /voice/{provider}/step/waiting | one key, and the caller is called back in the place they had; nobody answers three times, and it is told', async () => {
  await onDuty(maja, false)
  const { conversationId, code } = await codeOf('no-show')
  const leg = await carrier.call({ from: '+46701234567', to: partnerLine })
  await carrier.key(leg, code.code)
  const since = (await sql<{ at: Date }>`select since as at from queue.live where conversation_id = ${conversationId}`.execute(world.app.system.db)).rows[0]?.at
  later(7)
  await carrier.key(leg, '1')
  expect([leg.state, leg.heard.at(-1)]).toEqual(['ended', expect.stringContaining('på numret som slutar på 5 6 7')])
  await world.settle()
  const kept = await sql<{ at: Date; channel: string }>`select waiting_since as at, channel from queue.entry where conversation_id = ${conversationId}`.execute(world.app.system.db)
  expect(kept.rows).toEqual([{ at: new Date((since?.getTime() ?? 0) + 1), channel: 'phone' }])
  pickUp.next = 'no-answer'
  for (const minutes of [0, 15, 60]) {
    later(minutes)
    // An hour on, the session has ended.
    const staff = await world.agent('maja')
    await onDuty(staff)
    await workPhone(world.app)
    await world.settle()
    const { call } = await offeredTo(staff)
    expect(call.callBack).toBe('asked')
    await verb(staff, call.id, 'answer')
    await carrier.until(() => carrier.legs().filter(({ isPlaced, to }) => isPlaced && !to.startsWith('sip:')).every(({ state }) => state === 'ended'))
    await expect.poll(async () => (await phoneOf(staff)).seat?.state).toBe('noting')
    await verb(staff, call.id, 'finish', { outcome: 'not-reached', note: '', clientId: randomUUID(), callBack: false })
    expect((await phoneOf(staff)).seat).toBeNull()
  }
  pickUp.next = 'answer'
  const told = (await threadOf(await world.partner('ada'), conversationId)).entries.filter(({ data }) => data.event === 'not-reached').map(({ data }) => [data.tries, data.again !== null])
  expect(told).toEqual([[1, true], [2, true], [3, false]])
  world.setNow((time.now = clock))
})

test('R55 R62 | POST /voice/{provider}/step/waiting | two on the line about one booking lose no place by each other; whoever rings before they are called back keeps theirs, and that talk is the promised call', async () => {
  await onDuty(maja, false)
  const fromBooking = async (from: string, leg = carrier.call({ from, to: guestLine })) => {
    for (const digits of [bookings.emma.number, bookings.emma.pin]) await carrier.key(await leg, digits)
    return leg
  }
  const [first, second] = [await fromBooking('+46701112201'), await fromBooking('+46701112202')]
  await carrier.hangUp(second)
  await carrier.wait(first)
  expect(first.heard.at(-1)).toContain('Press 1')
  expect(first.heard.at(-2) ?? '').toContain('You are next')
  await carrier.key(first, '1')
  later(3)
  const again = await fromBooking('+46701112201')
  await onDuty(maja)
  const { call } = await offeredTo(maja)
  expect([call.direction, call.callBack, call.askerName]).toEqual(['in', null, 'Emma Lindholm'])
  await verb(maja, call.id, 'answer')
  await carrier.until(() => again.room !== null)
  const about = { conversation: call.conversationId ?? '' }
  const stands = async () => (await sql<{ live: boolean; since: Date | null; promises: string[]; waiting: number }>`
    select exists (select from queue.live where conversation_id = ${about.conversation}) as live, (select array_agg(state) from voice.callback where conversation_id = ${about.conversation}) as promises,
      (select count(*)::int from voice.call where conversation_id = ${about.conversation} and state in ('waiting', 'talking')) as waiting`.execute(world.app.system.db)).rows[0]
  expect(await stands()).toMatchObject({ live: true, promises: ['reached'], waiting: 1 })
  const other = await fromBooking('+46701112203')
  await carrier.hangUp(again)
  await expect.poll(async () => (await phoneOf(maja)).seat?.state).toBe('noting')
  await verb(maja, call.id, 'finish', { outcome: 'solved', note: '', clientId: randomUUID(), callBack: false })
  expect((await offeredTo(maja)).call).toMatchObject({ direction: 'in', conversationId: about.conversation, number: '+46701112203' })
  await carrier.hangUp(other)
  await world.settle()
  expect(await stands()).toMatchObject({ live: false, waiting: 0 })
  world.setNow((time.now = clock))
})

test('R62 | POST /voice/{provider}/answer | when the line is closed it says when it opens, and a spoken message becomes a case with no recording', async () => {
  world.setNow(new Date('2026-11-24T23:30:00Z'))
  const leg = await carrier.call({ from: '+447700900123', to: guestLine })
  expect(leg.heard.join(' ')).toMatch(/This line is closed now\. It opens .*08:00/)
  await carrier.key(leg, '2')
  await carrier.say(leg, 'My key does not work. Call me on plus four four.')
  expect(leg.heard.join(' ')).toContain('Your case is H')
  await carrier.until(() => leg.state === 'ended')
  expect((await sql`select channel, callback_number from conversations.conversation where excerpt like 'My key does not work%'`.execute(world.app.system.db)).rows).toEqual([{ channel: 'callback', callback_number: '+447700900123' }])
  world.setNow(time.now)
})

test('P4 | POST /voice/{provider}/step/code | three wrong codes lead on to who calls; from one number thirty are heard in an hour, then not even a right one', async () => {
  const { code } = await codeOf('other')
  const wrong = code.code === '000000' ? '111111' : '000000'
  const guess = async (from: string, digits: readonly string[]) => {
    const leg = await carrier.call({ from, to: partnerLine })
    for (const each of digits) await carrier.key(leg, each)
    const said = leg.heard.join(' ')
    await carrier.hangUp(leg)
    return said
  }
  expect(await guess('+46700000001', [wrong, wrong, wrong])).toMatch(/(Den koden stämmer inte\..*){3}boende-id/s)
  for (let call = 0; call < 9; call++) await guess('+46700000001', [wrong, wrong, wrong])
  expect(await guess('+46700000001', [code.code])).toContain('Den koden stämmer inte.')
  expect(await guess('+46700000002', [code.code])).not.toContain('Den koden stämmer inte.')
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from voice.call c where c::text like ${`%${code.code}%`}`.execute(world.app.system.db)
  expect(rows[0]?.n).toBe(0)
})
