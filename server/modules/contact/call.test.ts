import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ContactOptions } from '#contract/public'
import { deskOf, startWorld, type Partner } from '#test/world'

// A Tuesday, 11:00 in Stockholm.
const day = new Date('2026-05-12T09:00:00Z')
const night = new Date('2026-05-12T23:30:00Z')
const world = await startWorld({ clock: day })
const form = '/en/extranet/contact/reservations/overbooking/call'

const phone = async (key: string, now: Date) => {
  world.setNow(now)
  return (await (await world.partner(key)).get('/api/v1/contact-options?topic=rates&subtopic=restrictions', ContactOptions)).phone
}
const call = async (who: Partner, fields: Record<string, string> = {}) => {
  const { status, location } = await who.submit(form, { submissionId: crypto.randomUUID(), ...fields })
  const page = await who.page(location ?? '')
  return { status, location: location ?? '', text: page.text, code: /aria-label="(\d(?: \d){5})"/.exec(page.text)?.[1]?.replaceAll(' ', ''), id: /conversation=([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? '' }
}

test.each([
  ['ada', 'by day', '+46846500410'], ['katharina', 'by day', '+493023125410'], ['priya', 'by day', '+442079460410'], ['mateo', 'by day', '+34830000041'],
  // Jonas writes German and works for a British group: the country comes first.
  ['jonas', 'by day', '+442079460410'],
  ['ada', 'at night', '+442079460499'], ['priya', 'at night', '+442079460499'],
])('R17 | GET /api/v1/contact-options | gives %s %s the one right number', async (key, when, number) => {
  expect(await phone(key, when === 'by day' ? day : night)).toMatchObject({ number, open: true })
})

test('R17 | GET /{locale}/extranet/contact/{topic}/{subtopic}/call | at night the round-the-clock line in English stands in, and it says when the own one opens', async () => {
  world.setNow(night)
  const page = (await (await world.partner('ada')).page(form)).text
  expect(page).toContain('Our round-the-clock line, in English')
  expect(page).toContain('href="tel:+442079460499"')
  expect(page).toContain('Open round the clock')
  expect(page).toMatch(/Your local line opens [^<]*08:00 your time/)
  expect(page.match(/href="tel:/g)).toHaveLength(1)
})

test('R17 | POST /{locale}/extranet/contact/{topic}/{subtopic}/call | shows number, hours, wait, that it is not for guests, and a code bound to topic and reservation', async () => {
  world.setNow(day)
  const ada = await world.partner('ada')
  const { status, text, code, id } = await call(ada, { confirmationNumber: '4071930548' })
  expect(status).toBe(303)
  expect(code).toMatch(/^\d{6}$/)
  for (const words of ['href="tel:+46846500410"', 'Open until 22:00 your time', 'Answered almost at once', 'This number is for you only.', 'href="/en/guest"', 'It is valid until 11:10']) expect(text).toContain(words)
  const maja = await world.agent('maja')
  expect(await deskOf(maja, id)).toMatchObject({ channel: 'phone', subtopic: { key: 'overbooking' }, reservation: { confirmationNumber: '4071930548' } })
  expect(await maja.call('POST', '/api/v1/desk/caller-codes/redeem', { code })).toMatchObject({ status: 200, body: { conversationId: id } })
})

test('R17 | POST /{locale}/extranet/contact/{topic}/{subtopic}/call | a reload shows the same code; after ten minutes it is gone and another is offered', async () => {
  world.setNow(day)
  const ada = await world.partner('ada')
  const { location, code } = await call(ada)
  expect((await ada.page(location)).text).toContain(`${code?.slice(0, 3)} ${code?.slice(3)}`)
  world.setNow(new Date(day.getTime() + 10 * 60_000))
  const later = (await ada.page(location)).text
  expect(later).not.toContain(`${code?.slice(0, 3)} ${code?.slice(3)}`)
  expect(later).toContain('The code has run out: get a new one')
  expect(later).toContain('href="tel:+46846500410"')
})

test('pressing twice gives one conversation and one code', async () => {
  world.setNow(day)
  const ada = await world.partner('ada')
  const submissionId = crypto.randomUUID()
  const answers = await Promise.all([call(ada, { submissionId }), call(ada, { submissionId }), call(ada, { submissionId })])
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  const codes = await world.app.system.db.selectFrom('identity.caller_code').where('conversation_id', '=', answers[0]?.id ?? '').select('id').execute()
  expect(codes).toHaveLength(1)
})

test('nobody else sees a prepared call, and what cannot be one is not found', async () => {
  world.setNow(day)
  const { location, code } = await call(await world.partner('ada'))
  for (const key of ['nils', 'mateo']) {
    const page = await (await world.partner(key)).page(location)
    expect(page.text).not.toContain(`${code?.slice(0, 3)} ${code?.slice(3)}`)
    expect(page.status).toBe(404)
  }
  const ada = await world.partner('ada')
  expect((await ada.page(`${form}?conversation=${crypto.randomUUID()}`)).status).toBe(404)
})

test('a wrong number stands at its field on the call page too', async () => {
  world.setNow(day)
  const ada = await world.partner('ada')
  const refused = await ada.submit(form, { submissionId: crypto.randomUUID(), confirmationNumber: '123' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('A confirmation number has 10 digits; this one has 3.')
  expect(refused.text).toContain('value="123"')
})

test('after ten codes in an hour the page says how long to wait', async () => {
  world.setNow(day)
  const mateo = await world.partner('mateo')
  const properties = { confirmationNumber: '4072018665' }
  for (let count = 0; count < 10; count++) expect((await call(mateo, properties)).code).toMatch(/^\d{6}$/)
  const refused = await mateo.submit(form, { submissionId: crypto.randomUUID(), ...properties })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Too many attempts. Try again in 60 minutes.')
})

test('R62 | POST /{locale}/guest/contact/{topic}/{subtopic}/call-back | nobody is called at a number that costs extra, lies in a country off the list, is a satellite’s or none at all, nor more often than a day may have; what was typed stays', async () => {
  world.setNow(day)
  const guest = await world.guest('ana')
  const ask = (number: string) => guest.submit('/en/guest/contact/at-property/other/call-back', { submissionId: crypto.randomUUID(), number, when: '' })
  for (const number of ['+44 909 879 0123', '+44 70 1234 5678', '+46 939 123 45 67', '+46 77 123 45 67', '+881 6 1234 5678', '+53 5 1234567', '070-123', '<script>']) {
    const { status, text } = await ask(number)
    expect([number, status, text.includes('id="number-error"'), text.includes(`value="${number.replace('<', '&lt;').replace('>', '&gt;')}"`)]).toEqual([number, 422, true, true])
  }
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from voice.callback where number !~ '^[+](44|46)7'`.execute(world.app.system.db)
  expect(rows[0]?.n).toBe(0)
  await sql`insert into platform.rate_limit (brand_id, subject, window_start, attempts) values (${world.app.brandId}, 'call-backs', ${day}, 1000) on conflict (brand_id, subject) do update set attempts = 1000`.execute(world.app.system.db)
  const { status, text } = await ask('+46 70 111 22 33')
  expect([status, text.includes('role="alert"'), text.includes('value="+46 70 111 22 33"')]).toEqual([422, true, true])
  await sql`delete from platform.rate_limit where subject = 'call-backs'`.execute(world.app.system.db)
  const count = async () => (await sql<{ n: number }>`select count(*)::int as n from conversations.conversation where channel = 'phone' and door = 'guest'`.execute(world.app.system.db)).rows[0]?.n
  // What was refused has left nothing; asked for again it is the same call, to the number given last, and the page shows what is keyed in then.
  const before = await count()
  const pages = []
  for (const [number, place] of [['+46 70 111 22 33', 'at-property/other'], ['0046 70 111 22 44', 'booking-details/other']]) {
    const { location } = await guest.submit(`/en/guest/contact/${place}/call-back`, { submissionId: crypto.randomUUID(), number: number ?? '', when: '' })
    pages.push([/conversation=(.*)/.exec(location ?? '')?.[1], /\b\d{4}\b/.exec((await guest.page(location ?? '')).text.split('</h1>')[1]?.replace(/<[^>]*>/g, ' ') ?? '')?.[0]])
  }
  expect([before, await count(), pages[1]]).toEqual([0, 1, pages[0]])
  expect((await sql`select number, (select number from voice.call c where c.callback_id = b.id) as rung from voice.callback b where state = 'calling'`.execute(world.app.system.db)).rows).toEqual([{ number: '+46701112244', rung: '+46701112244' }])
})

test('R54 | POST /api/v1/desk/conversations/{id}/ring | who asked is rung in the hours for contact by their own clock; outside them the desk warns first', async () => {
  world.setNow(new Date('2026-05-12T12:00:00Z'))
  const { id } = await call(await world.partner('ada'))
  world.setNow(new Date('2026-05-12T22:30:00Z'))
  const refused = await (await world.agent('maja')).refused('POST', `/api/v1/desk/conversations/${id}/ring`, { outsideHours: false })
  expect(refused).toMatchObject({ status: 403, detail: { because: 'contact-hours', from: '2026-05-13T07:00:00.000Z', timeZone: 'Europe/Stockholm' } })
})
