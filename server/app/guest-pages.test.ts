import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { guestThread } from '#correspondence'
import { ask, bookings, deskOf, startWorld } from '#test/world'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const helen = await world.guest('helen')
const id = helen.actor.reservationId ?? ''

test('R32 | GET /{locale}/guest/{topic}/{subtopic} | what one can do alone stands first, a tap from the booking it is done to', async () => {
  for (const path of ['/en/guest/change-cancel/change-dates', '/en/guest/contact/change-cancel/change-dates']) {
    const text = (await world.visitor.page(path)).text.split('<main')[1] ?? ''
    expect(text.indexOf('href="/en/guest/booking/dates"')).toBeGreaterThan(0)
    expect(text.indexOf('href="/en/guest/booking/dates"')).toBeLessThan(text.indexOf('/en/guest/help/'))
  }
  expect((await world.visitor.page('/en/guest/booking/dates')).headers.get('location')).toBe(`/en/guest/booking/sign-in?next=${encodeURIComponent('/en/guest/booking/dates')}`)
  expect((await helen.page('/en/guest/booking/dates')).headers.get('location')).toBe(`/en/guest/booking/${id}/dates`)
  expect((await helen.page('/en/guest/booking/refund')).headers.get('location')).toBe(`/en/guest/booking/${id}#refund`)
})

test('R30 | GET /guest | an address without a language is in the one that was chosen, else the browser’s, else the reservation’s; a stroke at its end does no harm', async () => {
  const thomas = await world.guest('thomas')
  const led = async (path: string, headers: Record<string, string> = {}, who = world.visitor) => (await who.send(path, { headers, redirect: 'manual' })).headers.get('location')
  const choice = await world.visitor.send('/pl/guest/search?q=zwrot&language=chosen', { redirect: 'manual' })
  expect([choice.status, choice.headers.get('location'), choice.headers.get('set-cookie')?.split(';')[0]]).toEqual([302, '/pl/guest/search?q=zwrot', 'language=pl'])
  expect(await led('/guest', { cookie: 'language=pl', 'accept-language': 'fr-CH, en;q=0.8' })).toBe('/pl/guest')
  expect(await led('/guest/booking?x=1', { 'accept-language': 'fr-CH, en;q=0.8' })).toBe('/fr/guest/booking?x=1')
  expect(await led('/guest', { 'accept-language': 'ja' }, thomas)).toBe('/de/guest')
  expect(await led('/partner/help', { 'accept-language': 'ja' })).toBe('/en/partner/help')
  expect([await led('/sv/guest/'), await led('/sv')]).toEqual(['/sv/guest', '/sv/partner/help'])
  for (const path of ['//evil.example/', '/\\\\evil.example/guest/', '/sv//evil.example/?language=chosen']) expect((await led(path)) ?? '/').toMatch(/^\/(?![/\\])/)
  expect((await world.visitor.page('/sv/guest')).text).toContain('href="/ar/guest?language=chosen"')
})

test('R33 | GET /{locale}/guest/… | a person is one tap away on every page of the door', async () => {
  const open = ['guest', 'guest/refund', 'guest/refund/refund-amount', 'guest/how-we-order', 'guest/search?q=refund', 'guest/booking/sign-in', 'guest/booking/lost', 'guest/account']
  const own = ['', '/dates', '/arrival-time', '/details', '/request', '/messages', '/free-cancellation', '/cancel', '/receipt', '/confirmation'].map((rest) => `guest/booking/${id}${rest}`)
  for (const path of [...open, ...own]) {
    const { status, text } = await helen.page(`/ar/${path}`)
    expect([status, text.includes('href="/ar/guest/contact"')], path).toEqual([200, true])
  }
})

test('R32 | POST /{locale}/guest/booking/{id}/request | a form that comes after the session has ended is kept through signing in, and done once', async () => {
  world.setNow(new Date(start.getTime() + 25 * 3_600_000))
  const form = { id: randomUUID(), body: 'A cot, <please> & a "lamp".' }
  const path = `/en/guest/booking/${id}/request`
  const late = await helen.submit(path, form)
  expect(late.status).toBe(401)
  const hidden = (html: string) => Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]))
  const carried = hidden(late.text)
  expect(carried).toMatchObject({ next: path, carry_id: form.id, carry_body: form.body })
  const wrong = await world.visitor.submit('/en/guest/booking/sign-in', { ...carried, number: bookings.helen.number, pin: '000000' })
  expect([wrong.status, hidden(wrong.text)]).toEqual([401, carried])
  const again = await world.visitor.submit('/en/guest/booking/sign-in', { ...carried, number: bookings.helen.number, pin: bookings.helen.pin })
  expect([again.status, again.text.includes(`action="${path}"`), hidden(again.text)]).toEqual([200, true, form])

  const fresh = await world.guest('helen')
  for (let n = 0; n < 2; n++) expect((await fresh.submit(path, hidden(again.text))).location).toBe(`/en/guest/booking/${id}/done?what=request`)
  expect((await guestThread(fresh.ctx, id)).letters.filter(({ body }) => body === form.body)).toHaveLength(1)
  // Somebody else who opens their own booking in that window does nothing to hers.
  const other = await world.guest('emma')
  expect((await other.submit(path, { ...form, id: randomUUID() })).status).toBe(404)
})

test('R31 I2 | POST /{locale}/guest/booking/sign-in | known, unknown, cancelled and locked get the same page, byte for byte', async () => {
  const typed = { known: bookings.emma.number, unknown: '4999999998', cancelled: bookings.paul.number, locked: bookings.yusuf.number }
  await world.app.system.db.insertInto('identity.guest_guard')
    .values({ brand_id: world.app.brandId, number: typed.locked, tries: 5, tries_since: start, day_tries: 10, day_since: start, locked_until: new Date('2027-01-01'), admitted: false }).execute()
  const answers = await Promise.all(Object.values(typed).map(async (number) => {
    const { status, text, headers } = await world.visitor.submit('/en/guest/booking/sign-in', { number, pin: '000000' })
    return JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), text.replaceAll(number, 'NUMBER')])
  }))
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('[401,')
})

test('R32 R60 | POST /{locale}/guest/booking/{id}/free-cancellation | guest and property are both written to, in their own language, and neither letter has the other’s address', async () => {
  const thomas = await world.guest('thomas')
  const stay = thomas.actor.reservationId ?? ''
  const form = { id: randomUUID(), body: 'We have fallen ill.' }
  for (let n = 0; n < 2; n++) expect((await thomas.submit(`/de/guest/booking/${stay}/free-cancellation`, form)).location).toContain('done?what=free-cancellation')
  await thomas.submit(`/de/guest/booking/${stay}/arrival-time`, { id: randomUUID(), time: '21:15' })
  await world.settle()
  const { email: guest } = await world.app.system.db.selectFrom('directory.guest').where('name', '=', 'Thomas Berger').select('email').executeTakeFirstOrThrow()
  const mails = await world.app.system.db.selectFrom('email.outgoing').where('kind', '=', 'booking').where('body_text', 'like', `%${bookings.thomas.number}%`).orderBy('recipient').select(['recipient', 'subject', 'body_text', 'body_html']).execute()
  const to = (recipient: string | null) => mails.filter((mail) => mail.recipient === recipient)
  expect(to(guest).map(({ subject }) => subject).toSorted()).toEqual([`Die Unterkunft hat Ihre Frage · ${bookings.thomas.number}`, `Die Unterkunft weiß, wann Sie ankommen · ${bookings.thomas.number}`])
  expect(to('ada@skargard.example').map(({ subject }) => subject).toSorted()).toEqual([`Thomas Berger ber om kostnadsfri avbokning · ${bookings.thomas.number}`, `Thomas Berger har ändrat vistelsen · ${bookings.thomas.number}`])
  expect(to('ada@skargard.example').map(({ body_text }) => body_text).join()).toMatch(/We have fallen ill\..*Svara senast|21:15/s)
  for (const { recipient, body_text, body_html } of mails) expect(`${body_text}${body_html}`.replaceAll(recipient, '')).not.toMatch(/@(guest|skargard)\.example/)
})

test('R10 R32 | POST /{locale}/guest/booking/{id}/messages | files go with the words of either side, to the page and the mail of the other; what is refused loses nothing, nor does a session that has ended', async () => {
  const [thomas, ada, mateo] = [await world.guest('thomas'), await world.partner('ada'), await world.partner('mateo')]
  const stay = thomas.actor.reservationId ?? ''
  const [hisPage, herPage] = [`/en/guest/booking/${stay}/messages`, `/en/extranet/inbox/reservations/${stay}`]
  const note = (name: string, text: string) => new File([text], name)
  const refused = await thomas.submit(hisPage, { id: randomUUID(), body: 'Our train.' }, [note('train.csv', 'from;to'), note('page.html', '<p>')])
  expect(refused.status).toBe(422)
  for (const said of ['Our train.</textarea>', 'train.csv', '“page.html” is of a kind we do not accept']) expect(refused.text).toContain(said)
  const form = { id: randomUUID(), body: 'Our train.' }
  for (let n = 0; n < 2; n++) expect((await thomas.submit(hisPage, form)).status).toBe(303)
  expect((await thomas.page(hisPage)).text).not.toContain('name="detach"')
  const path = /href="(\/files\/[^"]+)"><bdi>train\.csv/.exec((await ada.page(herPage)).text)?.[1] ?? ''
  for (const reader of [thomas, ada]) expect(await (await reader.send(path)).text()).toBe('from;to')
  for (const stranger of [mateo, helen, world.visitor]) expect((await stranger.send(path)).status).toBe(404)

  const before = new Date(start.getTime() + 25 * 3_600_000)
  world.setNow(new Date(before.getTime() + 8 * 86_400_000))
  const late = await ada.submit(herPage, { id: randomUUID(), body: 'The way from the station.' }, [note('way.txt', 'Left, then right.')])
  expect(late.location).toMatch(/\/en\/extranet\/sign-in\?.*kept/)
  world.setNow(before)
  const kept = await ada.page(`${herPage}?kept=1`)
  for (const said of ['The way from the station.</textarea>', 'way.txt', 'What you wrote is kept.']) expect(kept.text).toContain(said)
  expect((await ada.submit(herPage, { id: randomUUID(), body: 'The way from the station.' })).status).toBe(303)
  await world.settle()
  expect((await thomas.page(hisPage)).text).toContain('way.txt')
  const mails = await world.app.system.db.selectFrom('email.outgoing').where('file_ids', '!=', sql<string[]>`'{}'::uuid[]`).select(['body_text']).execute()
  expect(new Set(mails.map(({ body_text }) => /Our train|The way/.exec(body_text)?.[0]))).toEqual(new Set(['Our train', 'The way']))
})

test('R91 | GET /api/v1/desk/conversations/{id} | links of a suspicious message are off at once: for desk and asker, between guest and property, and in the mail', async () => {
  const [ada, maja, thomas] = [await world.partner('ada'), await world.agent('maja'), await world.guest('thomas')]
  const { id: asked } = await ask(ada, { body: 'A guest got this: bekräfta din bokning inom 24 timmar, https://secure-stay.test/pay' })
  expect((await deskOf(maja, asked)).casework.suspicion).toMatchObject({ because: 'deceptive-link' })
  const stay = thomas.actor.reservationId ?? ''
  await ada.submit(`/en/extranet/inbox/reservations/${stay}`, { id: randomUUID(), body: 'Your card failed. Pay at www.fjordstay-secure.test/x or see https://maps.test/a' })
  await world.settle()
  expect((await ada.page(`/en/extranet/inbox/platform/${asked}`)).text).not.toContain('href="https://secure-stay')
  const pages = [await ada.page(`/en/extranet/inbox/reservations/${stay}`), await thomas.page(`/en/guest/booking/${stay}/messages`)]
  for (const { text } of pages) expect([/href="[^"]*(secure|maps)/.test(text), /fjordstay-secure\.test/.test(text), text.includes('We have switched off a link')]).toEqual([false, false, true])
  expect(pages[1]?.text).toContain('href="/en/guest/contact/safety/suspicious-message"')
  const mail = await world.app.system.db.selectFrom('email.outgoing').where('body_text', 'like', '%Your card failed%').select(['body_text', 'body_html']).executeTakeFirstOrThrow()
  expect(mail.body_text).toContain('www[.]fjordstay-secure[.]test/x or see hxxps://maps[.]test/a')
  expect(mail.body_html).not.toMatch(/secure\.test|maps\.test/)
})

const plain = (html: string) => html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
