import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { QueuePage } from '#contract/desk'
import { MadeSeason } from '#contract/seasons'
import { answer, deskOf, startWorld, type Visitor } from '#test/world'

const clock = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock })
const maja = await world.agent('maja')
const henrik = await world.agent('henrik')
const ana = await world.guest('ana', 'account')
const anaByPin = await world.guest('ana')
const emma = await world.guest('emma')
const ada = await world.partner('ada')

const way = (locale: string, place = 'booking-details/other') => `/${locale}/guest/contact/${place}`
const write = async (who: Visitor, fields: Record<string, string> = {}, locale = 'es') => {
  const sent = await who.submit(`${way(locale)}/message`, { submissionId: randomUUID(), body: '¿Puedo llegar más tarde?', do: 'send', ...fields })
  return { ...sent, id: /conversations\/([0-9a-f-]{36})\/sent/.exec(sent.location ?? '')?.[1] ?? '' }
}
const queue = async () => (await maja.get('/api/v1/desk/queue?limit=200', QueuePage)).rows.filter(({ door }) => door === 'guest')
const mails = () => world.app.system.db.selectFrom('email.outgoing').select(['recipient', 'subject', 'body_text', 'kind']).orderBy('created_at').orderBy('id').execute()

test('R33 R30 | POST /{locale}/guest/contact/{topic}/{subtopic}/message | a guest who has opened a booking writes about it in their language, and the desk sees who, how proved, stay and language', async () => {
  const { status, id } = await write(anaByPin)
  expect(status).toBe(303)
  await world.settle()
  const seen = await deskOf(maja, id)
  expect(seen).toMatchObject({
    door: 'guest', locale: 'es', asker: { name: 'Ana Ruiz', identity: 'pin', loyaltyLevel: null }, partner: { name: 'Northlight Hotels Ltd' },
    reservation: { confirmationNumber: '4071882316', guest: { name: 'Ana Ruiz' } }, place: { lane: 'first' },
  })
  expect(seen.place?.reasons.map(({ kind }) => kind)).toEqual(['check-in-soon', 'promise', 'waiting'])
})

test('R34 | POST /{locale}/guest/contact/{topic}/{subtopic}/message | level 3 counts of who has signed in with the account; the two who write at once are served in the order of need', async () => {
  const reservation = (await (await ana.page(`${way('es')}/message`)).text).match(/option value="([0-9a-f-]{36})"/)?.[1] ?? ''
  const [late, soon] = await Promise.all([write(emma, {}, 'sv'), write(ana, { reservationId: reservation })])
  await world.settle()
  const seen = await deskOf(maja, soon.id)
  expect(seen.asker).toMatchObject({ identity: 'account', loyaltyLevel: 3 })
  expect(seen.place?.reasons.map(({ kind }) => kind)).toEqual(['check-in-soon', 'loyalty', 'promise', 'waiting'])
  const order = (await queue()).map(({ conversationId }) => conversationId)
  expect(order.indexOf(soon.id)).toBeLessThan(order.indexOf(late.id))
  expect((await deskOf(maja, late.id)).place?.lane).toBe('ordinary')
})

test('a guest follows their conversation, answers in it and says it is solved; nobody else comes near it', async () => {
  const { id } = await write(anaByPin)
  const path = `/es/guest/conversations/${id}`
  await answer(maja, id, 'Of course you may.')
  expect((await anaByPin.page(path)).text).toContain('Of course you may.')
  expect((await anaByPin.page('/es/guest/contact')).text).toContain(path)
  const again = await anaByPin.submit(path, { clientId: randomUUID(), body: 'Gracias' })
  expect([again.status, again.location]).toEqual([303, `${path}#reply`])
  expect((await deskOf(maja, id)).entries.filter(({ kind }) => kind === 'message')).toHaveLength(2)
  for (const stranger of [emma, await world.guest('marco', 'account')]) {
    expect((await stranger.page(path)).status).toBe(404)
    expect((await stranger.submit(path, { clientId: randomUUID(), body: 'Let me in' })).status).toBe(404)
    expect((await stranger.submit(`${path}/close`, {})).status).toBe(404)
  }
  for (const outsider of [ada, world.visitor]) expect((await outsider.page(path)).headers.get('location')).toContain('/es/guest/booking/sign-in')
  expect((await ada.call('GET', `/api/v1/conversations/${id}`)).status).toBe(404)
  expect((await anaByPin.submit(`${path}/close`, {})).status).toBe(303)
  expect((await deskOf(maja, id)).state).toBe('closed')
})

test('the account sees what the account has asked, and the booking what was asked about it', async () => {
  const { id } = await write(anaByPin)
  expect((await ana.page(`/es/guest/conversations/${id}`)).status).toBe(200)
  const general = await write(ana, { reservationId: '' })
  expect((await anaByPin.page(`/es/guest/conversations/${general.id}`)).status).toBe(404)
})

test('R33 | POST /{locale}/guest/contact/{topic}/{subtopic}/message | without a booking: name and address are asked for, held unproved, and the answer goes there', async () => {
  const empty = await world.visitor.submit(`${way('sv')}/message`, { submissionId: randomUUID(), body: 'Jag har en fråga.', do: 'send' })
  expect(empty.status).toBe(422)
  expect(empty.text).toContain('Skriv ditt namn')
  expect(empty.text).toContain('Jag har en fråga.')
  const sent = await write(world.visitor, { name: '\u202ESiv Ek\u2069', email: 'siv@example.com', body: 'Jag har en fråga.' }, 'sv')
  expect(sent.status).toBe(200)
  expect(sent.text).toContain('siv@example.com')
  await world.settle()
  const [first] = (await queue()).filter(({ askerName }) => askerName === 'Siv Ek')
  const id = first?.conversationId ?? ''
  expect(await deskOf(maja, id)).toMatchObject({ locale: 'sv', asker: { name: 'Siv Ek', email: 'siv@example.com', identity: 'unverified', loyaltyLevel: null }, reservation: null, place: { lane: 'ordinary' } })
  await answer(maja, id, 'Så här är det.')
  await world.settle()
  const hers = (await mails()).filter(({ recipient }) => recipient === 'siv@example.com')
  expect(hers.map(({ kind }) => kind)).toEqual(['receipt', 'answer'])
  expect(hers[1]?.body_text).toContain('Så här är det.')
  expect(hers[1]?.body_text).toContain('/sv/guest/contact')
})

test('whose booking is said by the session, never by the form; somebody else’s is refused', async () => {
  const [marcos] = (await (await world.guest('marco', 'account')).page(`${way('en')}/message`)).text.match(/option value="[0-9a-f-]{36}"/g) ?? []
  const theirs = marcos?.slice(14, -1) ?? ''
  expect(theirs).toHaveLength(36)
  expect((await write(ana, { reservationId: theirs })).status).toBe(422)
  const { id } = await write(anaByPin, { reservationId: theirs, name: 'Somebody', email: 'else@example.com' })
  expect(await deskOf(maja, id)).toMatchObject({ asker: { name: 'Ana Ruiz' }, reservation: { confirmationNumber: '4071882316' } })
})

test('R33 R34 | GET /{locale}/guest/contact/{topic}/{subtopic}/options | says who goes first and why, and every wait before the tap', async () => {
  const page = async (who: Visitor, locale = 'en') => (await who.page(`${way(locale)}/options`)).text
  expect(await page(ana)).toMatch(/You go first: you check in [^<]+ and you are at level 3\./)
  const later = await page(emma)
  expect(later).not.toContain('You go first')
  expect(later).toContain('Answer within 24 hours')
  expect(later).toContain('href="/en/guest/how-we-order"')
  expect(later.match(/href="tel:/g)).toHaveLength(1)
})

test('R35 | GET /{locale}/guest/contact/{topic}/{subtopic}/options | a season quotes later travellers longer, says when to come back and shows self-service first; who travels now notices nothing; nobody is blocked', async () => {
  const { id } = await henrik.post('/api/v1/desk/seasons', { kind: 'declared', name: 'Storm', hours: 6, doors: ['guest'], waitFactor: 2 }, MadeSeason)
  const later = (await emma.page(`${way('en')}/options`)).text
  expect(later).toContain('Answer within 48 hours')
  expect(later).toContain('What needs no waiting')
  expect(later.indexOf('What needs no waiting')).toBeLessThan(later.indexOf('class="channels"'))
  expect(later).toMatch(/from [^<]+ you go first/)
  const now = (await anaByPin.page(`${way('en')}/options`)).text
  expect(now).toContain('Answer within 24 hours')
  expect(now).not.toContain('What needs no waiting')
  const sent = await write(emma, {}, 'en')
  expect(sent.status).toBe(303)
  expect((await deskOf(maja, sent.id)).promise?.firstAt ?? '').toBe('')
  await world.settle()
  expect((await deskOf(maja, sent.id)).promise?.firstAt).toBe(new Date(clock.getTime() + 48 * 3_600_000).toISOString())
  await henrik.call('POST', `/api/v1/desk/seasons/${id}/end`, {})
  expect((await emma.page(`${way('en')}/options`)).text).toContain('Answer within 24 hours')
})
