import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Me, MyPage, QueuePage, Written } from '#contract/desk'
import { ConversationList } from '#contract/public'
import { answer, ask, deskOf, startWorld, threadOf } from '#test/world'

// A Tuesday, 11:00 in Stockholm; Liv Dahl arrives today, at 15:00.
const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const ada = await world.partner('ada')
const maja = await world.agent('maja')
const lukas = await world.agent('lukas')

const desk = (id: string, act: string) => `/api/v1/desk/conversations/${id}/${act}`
const queue = (who: typeof maja) => who.get('/api/v1/desk/queue?limit=200', QueuePage)
const overbooked = { topic: 'reservations', subtopic: 'overbooking', confirmationNumber: '4071930548', locale: 'sv', body: 'Rummet är översvämmat, Liv Dahl kommer i dag.' }

test('R50 | GET /api/v1/desk/conversations/{id} | beside the conversation stand the person, the property, the reservation and what was said before', async () => {
  const { id, caseNumber } = await ask(ada, overbooked)
  await world.settle()
  expect(await deskOf(maja, id)).toMatchObject({
    id, caseNumber, state: 'received', door: 'partner', channel: 'message', locale: 'sv', topic: { key: 'reservations', name: expect.stringContaining('Bokningar') },
    asker: { name: 'Ada Lindqvist', email: 'ada@skargard.example', role: 'Ägare', locale: 'sv', timeZone: 'Europe/Stockholm', identity: 'signed-in' },
    partner: { name: 'Skärgårdsro Pensionat AB', country: 'SE', phoneOnFile: '+46701740611' },
    property: { number: '1048213', name: 'Skärgårdsro Pensionat', city: 'Vaxholm', stars: 3, status: 'open', provider: null },
    reservation: { confirmationNumber: '4071930548', status: 'booked', arrival: '2026-05-12', nights: 3, totalMinor: 447_000, currency: 'SEK', guest: { name: 'Liv Dahl', language: 'nb', loyaltyLevel: 1 }, hoursToCheckIn: 4 },
    promise: { firstAt: '2026-05-12T11:00:00.000Z', kept: false, moves: [] },
    place: { lane: 'first' }, claim: null, closure: null,
    entries: [{ seq: 1, kind: 'message', author: { side: 'asker', name: 'Ada Lindqvist' }, body: overbooked.body }, { seq: 2, kind: 'received', author: { side: 'system' } }],
  })
  // The demo world's conversation about the same reservation.
  expect((await deskOf(maja, id)).earlier).toMatchObject([{ state: expect.any(String), topic: expect.stringContaining('Bokningar') }])
})

test('R50 | GET /api/v1/desk/conversations/{id} | never shows a reservation’s PIN or a password', async () => {
  const { id } = await ask(ada, overbooked)
  const text = JSON.stringify(await maja.call('GET', desk(id, '').replace(/\/$/, '')))
  expect(text).not.toMatch(/271935|"pin"|password|argon2/)
})

test('R51 | GET /api/v1/desk/queue | every row says why it stands there; a guest on the way today stands before what is promised for tomorrow', async () => {
  const [urgent, ordinary] = [await ask(ada, overbooked), await ask(ada)]
  await world.settle()
  const { rows, lanes } = await queue(maja)
  const row = (id: string) => rows.find(({ conversationId }) => conversationId === id)
  expect(row(urgent.id)).toMatchObject({
    lane: 'first', dueAt: '2026-05-12T11:00:00.000Z', askerName: 'Ada Lindqvist', partnerName: 'Skärgårdsro Pensionat AB', propertyName: 'Skärgårdsro Pensionat',
    excerpt: overbooked.body, locale: 'sv', subtopic: { key: 'overbooking' },
    reasons: [{ kind: 'urgent-stay', checkIn: '2026-05-12T13:00:00.000Z' }, { kind: 'promise', by: '2026-05-12T11:00:00.000Z' }, { kind: 'waiting', since: start.toISOString() }],
  })
  expect(row(ordinary.id)).toMatchObject({ lane: 'ordinary', dueAt: '2026-05-13T09:00:00.000Z', reasons: [{ kind: 'promise' }, { kind: 'waiting' }] })
  expect(rows.findIndex(({ conversationId }) => conversationId === urgent.id)).toBeLessThan(rows.findIndex(({ conversationId }) => conversationId === ordinary.id))
  for (const { lane, waiting } of lanes) expect(waiting).toBe(rows.filter((each) => each.lane === lane).length)
})

test('R15 | GET /api/v1/conversations/{id} | the asker sees sent, received, read, answered and closed as they happen', async () => {
  const { id } = await ask(ada)
  const seen = [(await threadOf(ada, id)).state]
  const look = async () => void seen.push((await threadOf(ada, id)).state)
  await world.settle()
  await look()
  await maja.call('POST', desk(id, 'take'), {})
  await look()
  await maja.call('POST', desk(id, 'read'), {})
  await look()
  await answer(maja, id)
  await look()
  await maja.call('POST', desk(id, 'close'), { outcome: 'solved', askerAgreed: true })
  await look()
  expect(seen).toEqual(['sent', 'received', 'received', 'read', 'answered', 'closed'])
  const { entries } = await threadOf(ada, id)
  expect(entries.map(({ kind }) => kind)).toEqual(['message', 'received', 'read', 'reply', 'closed'])
  const page = await ada.page(`/en/extranet/inbox/platform/${id}`)
  expect(page.text).toContain('Closed')
  expect(page.text).toContain('We have looked into it.')
})

test('reading marks what was on the screen, not what came meanwhile', async () => {
  const { id } = await ask(ada)
  await world.settle()
  const { lastSeq } = await deskOf(maja, id)
  await ada.post(`/api/v1/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Just now.' }, Written)
  await maja.call('POST', desk(id, 'read'), { seq: lastSeq })
  expect(await threadOf(ada, id)).toMatchObject({ state: 'received' })
  await maja.call('POST', desk(id, 'read'), { seq: lastSeq + 1 })
  expect(await threadOf(ada, id)).toMatchObject({ state: 'read' })
})

test('R52 | GET /api/v1/desk/mine | what an agent has taken stands there until it is closed, what waits first', async () => {
  const [answered, waiting, closed] = [await ask(ada), await ask(ada), await ask(ada)]
  await world.settle()
  for (const { id } of [answered, waiting, closed]) await lukas.call('POST', desk(id, 'take'), {})
  await answer(lukas, answered.id)
  await lukas.call('POST', desk(closed.id, 'close'), { outcome: 'solved', askerAgreed: true })
  await world.settle()
  const { rows } = await lukas.get('/api/v1/desk/mine', MyPage)
  const own = rows.filter(({ conversationId }) => [answered, waiting, closed].some(({ id }) => id === conversationId))
  expect(own).toMatchObject([{ conversationId: waiting.id, waits: true, state: 'received' }, { conversationId: answered.id, waits: false, dueAt: null, state: 'answered' }])
  expect((await maja.get('/api/v1/desk/mine', MyPage)).rows.map(({ conversationId }) => conversationId)).not.toContain(waiting.id)
})

test('an answered conversation leaves the queue and comes back to its agent when the asker writes', async () => {
  const { id } = await ask(ada)
  await world.settle()
  await lukas.call('POST', desk(id, 'take'), {})
  await answer(lukas, id)
  await world.settle()
  expect((await deskOf(lukas, id)).place).toBeNull()
  await ada.post(`/api/v1/conversations/${id}/messages`, { clientId: randomUUID(), body: 'And now?' }, Written)
  await world.settle()
  expect(await deskOf(lukas, id)).toMatchObject({ state: 'received', claim: { name: 'Lukas Brandt' }, place: { reasons: [{ kind: 'reopened' }, expect.anything(), expect.anything()] } })
  expect((await queue(lukas)).rows.map(({ conversationId }) => conversationId)).not.toContain(id)
})

test('a prepared call stands in no queue until more is written', async () => {
  const form = '/en/extranet/contact/rates/restrictions/call'
  const { location } = await ada.submit(form, { submissionId: randomUUID() })
  const id = /conversation=([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
  await world.settle()
  expect(await deskOf(maja, id)).toMatchObject({ channel: 'phone', state: 'sent', place: null, promise: null })
  await ada.post(`/api/v1/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Nobody answers the phone.' }, Written)
  await world.settle()
  expect(await deskOf(maja, id)).toMatchObject({ state: 'received', place: { dueAt: '2026-05-13T09:00:00.000Z' }, promise: { firstAt: '2026-05-13T09:00:00.000Z' } })
})

test('an agent changes language and goes off duty; unknown fields change nothing', async () => {
  const change = (body: unknown) => maja.call('PATCH', '/api/v1/desk/me', body)
  expect(await change({ locale: 'en', onDuty: false })).toMatchObject({ status: 200, body: { locale: 'en', onDuty: false, roles: ['agent'], brand: { name: 'Fjordstay', demo: true } } })
  expect((await queue(maja)).rows[0]?.topic.name).toMatch(/Reservations|Rates/)
  for (const body of [{ roles: ['admin'] }, { locale: 'xx' }, { onDuty: 'yes' }, { id: lukas.actor.id }]) expect(await change(body)).toMatchObject({ status: 400, body: { error: 'invalid' } })
  expect(await maja.get('/api/v1/desk/me', Me)).toMatchObject({ onDuty: false, roles: ['agent'] })
})

test('what staff do is not told to the asker’s list', async () => {
  const { id } = await ask(ada)
  await maja.call('POST', desk(id, 'note'), { clientId: randomUUID(), body: 'Careful with this one.' })
  await maja.call('POST', desk(id, 'take'), {})
  const { conversations } = await ada.get('/api/v1/conversations', ConversationList)
  expect(conversations.find((each) => each.id === id)).toMatchObject({ unread: false, excerpt: 'Two nights on Saturdays only, please.' })
  expect((await threadOf(ada, id)).entries.some(({ kind }) => kind === 'note' || kind === 'taken')).toBe(false)
})
