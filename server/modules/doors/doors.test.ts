import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { WrongDoorList } from '#contract/doors'
import { askForCallBack } from '#contact'
import { bookings, startWorld, type Visitor } from '#test/world'
import { visitorContext } from '../../app/request.ts'
import { forgetOldHandOvers, recognise, recogniseByForm } from './index.ts'

const clock = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock })
const ctx = visitorContext(world.app)
const secretText = 'My room in Bergen has no heating. Number 4071882316, PIN 604182.'

/** A browser that keeps the key of what it carries, beside its session. */
const browser = (session = '') => {
  const jar = new Map<string, string>(session ? [session.split('=') as [string, string]] : [])
  const send = async (path: string, fields?: Record<string, string>) => {
    const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
    const answered = await fetch(world.base + path, { redirect: 'manual', ...init, headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const set of answered.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(set)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return { status: answered.status, location: answered.headers.get('location'), text: await answered.text(), cookies: answered.headers.getSetCookie() }
  }
  return { send, jar }
}
/** Presses the one button of the page, with everything hidden in its form. */
const crossOver = (who: ReturnType<typeof browser>, html: string) => {
  const form = /<form method="post" action="([^"]+\/other-door)">(.*?)<\/form>/s.exec(html)
  const fields = Object.fromEntries([...(form?.[2] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value.replaceAll('&#39;', "'").replaceAll('&amp;', '&')]))
  return who.send(form?.[1] ?? '/none', fields)
}
const stored = async () => {
  const { rows } = await sql<{ body: string }>`select body from conversations.entry where body is not null union all select body from contact.draft`.execute(world.app.system.db)
  return rows.map(({ body }) => body).join('\n')
}
const counts = async () => (await (await world.agent('henrik')).get('/api/v1/desk/wrong-doors', WrongDoorList)).rows
const countOf = async (source: string) => (await counts()).filter((row) => row.source === source).reduce((sum, { came, handedOver }) => ({ came: sum.came + came, handedOver: sum.handedOver + handedOver }), { came: 0, handedOver: 0 })

test.each([
  [{ name: '4071 882 316', secret: '604182' }, { door: 'guest', by: 'confirmation-number' }],
  [{ name: '4071882316', secret: '6041' }, { door: 'guest', by: 'confirmation-number' }],
  [{ name: '4071882316' }, { door: 'guest', by: 'confirmation-number' }],
  [{ name: '4071882316', secret: 'a password' }, null],
  [{ name: 'ada@skargard.example', secret: '604182' }, null],
  [{ name: '2280417' }, { door: 'partner', by: 'property-id' }],
  [{ text: secretText }, { door: 'guest', by: 'number-in-text' }],
  [{ text: 'Min bokning är 4071882316 och PIN-koden är 604182.' }, { door: 'guest', by: 'number-in-text' }],
  [{ text: 'The guest of 4071882316 has not paid.' }, null],
  [{ text: 'The guest’s PIN opens nothing, 4071882316.' }, null],
  [{ text: 'Hej, boende-id 2280417, jag kommer inte in.' }, { door: 'partner', by: 'property-id' }],
  [{ text: 'My phone is 0701234567, call me.' }, null],
])('R36 | doors.recogniseByForm() | %o: %o', (given, expected) => {
  expect(recogniseByForm(given)).toEqual(expected)
})

test('R36 | doors.recognise() | knows a guest’s and a partner’s address and a property that is there, for those who answer nobody with it', async () => {
  await world.app.system.db.updateTable('directory.guest').set({ email: 'ana.ruiz@example.com' }).where('name', '=', 'Ana Ruiz').execute()
  expect(await recognise(ctx, { email: 'Ana.Ruiz@example.com' })).toEqual({ door: 'guest', by: 'guest-address' })
  expect(await recognise(ctx, { email: 'ada@skargard.example' })).toEqual({ door: 'partner', by: 'partner-address' })
  expect(await recognise(ctx, { email: 'nobody@example.com' })).toBeNull()
  expect(await recognise(ctx, { name: '9999999' })).toBeNull()
})

test('R36 | POST /{locale}/extranet/sign-in | a guest with number and PIN is told kindly and taken over; the PIN goes nowhere', async () => {
  const guest = browser()
  const told = await guest.send('/sv/extranet/sign-in', { email: bookings.ana.number, password: bookings.ana.pin, carry_topic: 'rates', carry_subtopic: 'restrictions', carry_body: 'Rummet är kallt.' })
  expect(told.status).toBe(422)
  expect(told.text).toContain('Det här ser ut att gälla en gäst')
  expect(told.text).not.toContain(bookings.ana.pin)
  const crossed = await crossOver(guest, told.text)
  expect([crossed.status, crossed.location]).toEqual([303, '/sv/guest/contact'])
  expect((await guest.send('/sv/guest/contact')).text).toContain('Din text har följt med')
  expect((await guest.send('/sv/guest/contact/property/other/message')).text).toContain('Rummet är kallt.')
  expect(await countOf('sign-in')).toEqual({ came: 1, handedOver: 1 })
})

test('R36 | POST /{locale}/partner/locked-out | a guest’s text is stored in no partner conversation, and stands in the guest’s form after one tap; no address holds it or its key', async () => {
  const guest = browser()
  const told = await guest.send('/en/partner/locked-out', { submissionId: randomUUID(), propertyNumber: '2280417', name: 'Ana Ruiz', text: secretText })
  expect(told.status).toBe(422)
  const crossed = await crossOver(guest, told.text)
  expect(crossed.location).toBe('/en/guest/contact')
  expect(crossed.cookies.join()).toMatch(/hospes-carried=[\w-]{43}; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax/)
  const form = await guest.send('/en/guest/contact/property/other/message')
  expect(form.text).toContain('My room in Bergen has no heating.')
  expect(form.text).toContain('value="Ana Ruiz"')
  expect(await stored()).not.toContain('no heating')
  const sent = await guest.send('/en/guest/contact/property/other/message', { submissionId: randomUUID(), name: 'Ana Ruiz', email: 'ana.ruiz@example.com', body: 'My room has no heating.', do: 'send' })
  expect(sent.status).toBe(200)
  const { rows } = await sql<{ door: string; partner_id: string | null }>`select door, partner_id from conversations.conversation where excerpt like '%no heating%'`.execute(world.app.system.db)
  expect(rows).toEqual([{ door: 'guest', partner_id: null }])
  expect(guest.jar.has('hospes-carried')).toBe(false)
  expect((await guest.send('/en/guest/contact/property/other/message')).text).not.toContain('no heating')
})

test('R36 | POST /{locale}/guest/booking/sign-in | a property id where a confirmation number belongs is a partner’s: told kindly, one tap away', async () => {
  const host = browser()
  const told = await host.send('/sv/guest/booking/sign-in', { number: '2280417', pin: '604182' })
  expect([told.status, told.text.includes('Driver du ett boende?'), told.text.includes('id="pin"')]).toEqual([422, true, true])
  expect((await crossOver(host, told.text)).location).toBe('/sv/extranet/contact')
  expect(await countOf('guest-sign-in')).toEqual({ came: 1, handedOver: 1 })
  const refused = await browser().send('/sv/extranet/sign-in', { email: 'ana.ruiz@guest.example', password: 'wrong-password' })
  expect(refused.text).toContain('Är du gäst?</h2>')
})

test('R36 | askForCallBack() | refuses a guest’s text also when a page has let it through', async () => {
  const request = { submissionId: randomUUID(), propertyNumber: '2280417', name: 'Ana', text: secretText, locale: 'en', network: '198.51.100.7' }
  await expect(askForCallBack(ctx, request)).rejects.toMatchObject({ code: 'invalid' })
  expect(await stored()).not.toContain('no heating. Number')
})

test('R36 | GET /{locale}/extranet/{page} | a signed-in guest who follows a link into the extranet is told so, with the text they had written', async () => {
  const ana = await world.guest('ana')
  const guest = browser(`hospes-guest=${ana.token}`)
  const told = await guest.send('/en/extranet/inbox')
  expect(told.status).toBe(403)
  expect(told.text).toContain('This page is for partners')
  const written = await guest.send('/en/extranet/contact/rates/restrictions/message', { submissionId: randomUUID(), body: 'I typed this in the wrong place.', do: 'send' })
  await crossOver(guest, written.text)
  expect((await guest.send('/en/guest/contact/booking-details/other/message')).text).toContain('I typed this in the wrong place.')
  expect((await countOf('extranet-link')).came).toBe(2)
  expect((await browser().send('/en/extranet/inbox')).location).toContain('/en/extranet/sign-in')
})

test('R36 | POST /{locale}/guest/contact/{topic}/{subtopic}/message | a partner at the guests’ door is taken over with their text; who insists may send it here', async () => {
  const ada = await world.partner('ada')
  const host = browser(`hospes-partner=${ada.token}`)
  const fields = { name: 'Ada', email: 'ada@skargard.example', body: 'Boende-id 2280417: jag kan inte ändra priserna.', do: 'send' }
  const told = await host.send('/sv/guest/contact/other/anything-else/message', { submissionId: randomUUID(), ...fields })
  expect(told.text).toContain('Driver du ett boende?')
  expect(await stored()).not.toContain('ändra priserna')
  const crossed = await crossOver(host, told.text)
  expect(crossed.location).toBe('/sv/extranet/contact')
  expect((await host.send('/sv/extranet/contact')).text).toContain('Din text har följt med')
  expect((await host.send('/sv/extranet/contact/rates/restrictions/message')).text).toContain('jag kan inte ändra priserna')
  const sent = await host.send('/sv/extranet/contact/rates/restrictions/message', { submissionId: randomUUID(), body: fields.body, do: 'send' })
  expect(sent.status).toBe(303)
  expect(host.jar.has('hospes-carried')).toBe(false)
  const insists = await browser().send('/sv/guest/contact/other/anything-else/message', { submissionId: randomUUID(), ...fields, do: 'insist' })
  expect(insists.text).toContain('ada@skargard.example')
})

test('the guests’ page tells a signed-in partner which door is theirs, and a guest and a stranger nothing of it', async () => {
  const page = async (who: Visitor) => (await who.page('/en/guest/contact')).text
  expect(await page(await world.partner('ada'))).toContain('Do you run a property?')
  for (const who of [world.visitor, await world.guest('ana')]) expect(await page(who)).not.toContain('Do you run a property?')
})

test('what was typed is gone after half an hour, nobody finds it with another key, and the other door never sees it', async () => {
  const guest = browser()
  await crossOver(guest, (await guest.send('/en/partner/locked-out', { submissionId: randomUUID(), propertyNumber: '4071882316', name: 'Ana', text: 'Short.' })).text)
  const form = '/en/guest/contact/property/other/message'
  expect((await guest.send(form)).text).toContain('Short.')
  expect((await guest.send('/en/partner/locked-out')).text).not.toContain('Short.')
  const stranger = browser('hospes-carried=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  expect((await stranger.send(form)).text).not.toContain('Short.')
  world.setNow(new Date(clock.getTime() + 31 * 60_000))
  expect((await guest.send(form)).text).not.toContain('Short.')
  await forgetOldHandOvers(world.system)
  expect(await world.app.system.db.selectFrom('doors.handover').select('source').execute()).toEqual([])
  world.setNow(clock)
})

test('R36 | GET /api/v1/desk/wrong-doors | leads see the counts by source, agents do not', async () => {
  const before = await countOf('sign-in')
  await browser().send('/en/extranet/sign-in', { email: 'ana.ruiz@example.com', password: 'whatever' })
  await browser().send('/en/extranet/sign-in', { email: 'nobody@example.com', password: 'whatever' })
  expect((await countOf('sign-in')).came).toBe(before.came + 1)
  expect(await (await world.agent('maja')).refused('GET', '/api/v1/desk/wrong-doors')).toMatchObject({ status: 403 })
})
