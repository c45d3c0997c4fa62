import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { reservationByNumber } from '#directory'
import { announce, resolve } from '#notices'
import { rotateKey } from '#push'
import { fakePushService, type Browser } from '../../test/fakes/push-service.ts'
import { answer, ask, bookings, startWorld, threadOf, type Partner } from '#test/world'
import { deliverPushes } from './push.ts'
import { tidy } from './tidy.ts'

const service = await fakePushService()
afterAll(service.close)
const world = await startWorld({ env: service.env, clock: new Date() })
const begun = world.app.now()
const [ada, maja] = [await world.partner('ada'), await world.agent('maja')]
const at = '/en/app/more/notifications'
beforeEach(async () => {
  await sql`delete from push.device`.execute(world.app.system.db)
  await sql`delete from push.wish`.execute(world.app.system.db)
  world.setNow(begun)
})

const keyOf = async (who: Partner) => ((await (await who.send(`${at}/key`)).json()) as { key: string }).key
const subscribe = async (who: Partner = ada, path = `${at}/device`): Promise<Browser> => {
  const browser = service.browser(await keyOf(who))
  expect((await who.submit(path, browser.subscribed)).status).toBe(200)
  return browser
}
const later = async (seconds: number) => {
  world.setNow(new Date(world.app.now().getTime() + seconds * 1_000))
  await deliverPushes(world.app)
}
const answered = async (body?: string) => {
  const { id } = await ask(ada)
  await answer(maja, id, body)
  await world.settle()
  return id
}
const told = ({ arrived }: Browser) => arrived.map(({ note }) => (note.does === 'tell' ? note.text.replace(/[\u2066-\u2069]/g, '') : 'withdrawn'))
const devices = async () => (await sql<{ name: string }>`select name from push.device order by added_at`.execute(world.app.system.db)).rows
const rows = async () => (await sql<{ error: string | null; due_at: Date | null }>`select error, due_at from push.notification`.execute(world.app.system.db)).rows

test('R40 M3 | POST /{locale}/app/more/notifications/device | an answer is told on the device, with the last signs of its number and nothing that was written, under our own key', async () => {
  const browser = await subscribe()
  const id = await answered('The secret word is heron.')
  const { caseNumber } = await threadOf(ada, id)
  expect(browser.arrived).toHaveLength(1)
  expect(browser.arrived[0]).toMatchObject({
    note: { does: 'tell', to: ada.actor.id, about: `conversation:${id}`, title: 'Pulse', path: `/en/app/messages/${id}`, dir: 'ltr' },
    ttl: 86_400, urgency: 'high', topic: expect.stringMatching(/^[\w-]{32}$/), signedBy: browser.subscribed.key, subject: expect.stringMatching(/^mailto:/),
  })
  expect(told(browser)).toEqual([`New answer in case …${caseNumber.slice(-4)}`])
  expect(JSON.stringify(browser.arrived)).not.toMatch(/heron|Saturdays|Maja|Ada |Skärgård/)
  expect(service.wrong).toEqual([])
})

test('M3 | POST /api/v1/desk/conversations/{id}/reply | within a minute a device makes one sound about a conversation, and then one for all that has come', async () => {
  const browser = await subscribe()
  const id = await answered()
  for (const body of ['More of it.', 'And more.']) await answer(maja, id, body)
  await world.settle()
  await later(59)
  expect(browser.arrived).toHaveLength(1)
  await later(2)
  expect(browser.arrived).toHaveLength(2)
  expect(new Set(browser.arrived.map(({ topic }) => topic)).size).toBe(1)
  await answered()
  expect(browser.arrived).toHaveLength(3)
})

test('M3 | POST /{locale}/app/messages/{id}/seen | read elsewhere, what is shown is withdrawn and what waits is not told', async () => {
  const [phone, tablet] = [await subscribe(), await subscribe()]
  const id = await answered()
  await answer(maja, id, 'One thing more.')
  await world.settle()
  await ada.submit(`/en/app/messages/${id}/seen`, {})
  await world.settle()
  await later(120)
  for (const browser of [phone, tablet]) expect(told(browser)).toEqual([expect.stringContaining('New answer'), 'withdrawn'])
  expect(phone.arrived[1]).toMatchObject({ topic: phone.arrived[0]?.topic, note: { about: `conversation:${id}`, to: ada.actor.id } })
  await ada.submit(`/en/app/messages/${id}/seen`, {})
  await world.settle()
  expect(phone.arrived).toHaveLength(2)
})

test('M3 | POST /{locale}/app/more/notifications/device | a device that is gone is forgotten after one try; a service that is busy is asked again when it says, and one that fails later and later', async () => {
  const [gone, busy, broken, strict] = [await subscribe(), await subscribe(), await subscribe(), await subscribe()]
  const keyless = { ...service.browser(await keyOf(ada)).subscribed, p256dh: Buffer.alloc(65, 4).toString('base64url') }
  expect((await ada.submit(`${at}/device`, keyless)).status).toBe(200)
  gone.answers.push({ status: 410 })
  busy.answers.push({ status: 429, headers: { 'retry-after': '90' } })
  broken.answers.push(...Array.from({ length: 9 }, () => ({ status: 503 })))
  strict.answers.push({ status: 413 })
  await answered()
  // One that cannot be reached by the key it gave is no hindrance to the others.
  expect(await devices()).toHaveLength(3)
  await later(89)
  expect([busy.tries, strict.tries]).toEqual([1, 1])
  await later(2)
  expect([gone.tries, busy.arrived.length]).toEqual([1, 1])
  for (let hours = 0; hours < 6; hours++) await later(3_600)
  expect([broken.tries, strict.tries]).toEqual([5, 1])
  expect((await rows()).map(({ error, due_at }) => [error, due_at])).toEqual(expect.arrayContaining([['503', null], ['413', null], [null, null]]))
  world.setNow(begun)
  await answered()
  expect([gone.tries, busy.arrived.length, strict.arrived.length]).toEqual([1, 2, 1])
})

test('S4 | POST /{locale}/app/more/notifications/device | only push services that are named are called, whatever a browser says, and none inside', async () => {
  const browser = service.browser(await keyOf(ada))
  const { port } = new URL(service.base)
  for (const endpoint of [
    'https://example.com/push', `http://localhost:${port}/push`, `http://127.1:${port}/x`.replace('127.1', '127.0.0.2'), 'https://169.254.169.254/latest', 'http://fcm.googleapis.com/x', 'https://127.0.0.1.evil.example/x',
    `http://ada:secret@127.0.0.1:${port}/x`, 'file:///etc/passwd', 'https://evil.example/#127.0.0.1',
  ]) expect((await ada.submit(`${at}/device`, { ...browser.subscribed, endpoint })).status, endpoint).toBe(400)
  for (const wrong of [{ p256dh: 'x' }, { auth: '' }, { key: 'y'.repeat(87) + '=' }]) expect((await ada.submit(`${at}/device`, { ...browser.subscribed, ...wrong })).status).toBe(400)
  expect(await devices()).toEqual([])
})

test('R40 | POST /{locale}/app/more/notifications | each is told of what they want, in the language of the app, and in quiet hours not before they end', async () => {
  const browser = await subscribe(ada, `/sv${at.slice(3)}/device`)
  const wish = { 'kind-letters': '1', 'kind-notices': '1', quiet: '1', from: '22:00', until: '07:00' }
  expect((await ada.submit(at, { ...wish, until: '22:00' })).status).toBe(422)
  expect((await ada.submit(at, wish)).location).toBe(`${at}?saved=1`)
  await answered()
  await announce(world.system, { key: `late-${randomUUID()}`, door: 'partner', topics: ['rates'], severity: 'fault', titles: { en: 'Late' }, bodies: { en: 'Late.' } })
  await world.settle()
  // Midday and one at night in Stockholm, where she is.
  const day = (days: number, clock: string) => new Date(`${new Date(begun.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T${clock}:00Z`)
  world.setNow(day(1, '11:00'))
  await deliverPushes(world.app)
  const before = told(browser).length
  world.setNow(day(2, '00:00'))
  const booking = await reservationByNumber(world.system, bookings.thomas.number)
  const thomas = await world.guest('thomas')
  await thomas.submit(`/en/guest/booking/${booking?.id}/messages`, { clientId: randomUUID(), body: 'We come late.' })
  await world.settle()
  expect(told(browser).slice(before)).toEqual([])
  world.setNow(day(2, '06:00'))
  await deliverPushes(world.app)
  expect(told(browser).slice(before)).toEqual(['Nytt meddelande om bokning …5937'])
  expect(told(browser)[0]).toBe('Det finns ett nytt känt problem')
})

test('R40 M3 | POST /{locale}/app/sign-out | a device whose session has ended is told nothing; signing in again in the same browser keeps it', async () => {
  const [one, other] = [await world.partner('ada'), await world.partner('ada')]
  const [left, stays] = [await subscribe(one), await subscribe(other)]
  await one.submit('/en/app/sign-out', {})
  await answered()
  expect([left.tries, stays.arrived.length]).toEqual([0, 1])
  await other.submit(`${at}/device/off`, { endpoint: stays.subscribed.endpoint })
  await answered()
  expect([stays.tries, await devices()]).toEqual([1, []])
  // A week without use ends a session by itself.
  const idle = await subscribe(await world.partner('ada'))
  world.setNow(new Date(begun.getTime() + 8 * 86_400_000))
  const [again] = [await world.partner('ada')]
  const { id } = await ask(again)
  await answer(await world.agent('maja'), id)
  await world.settle()
  expect([idle.tries, await devices()]).toEqual([0, []])
})

test('devices go on under the old key until they are next used, and then it is forgotten', async () => {
  const browser = await subscribe()
  const fresh = await rotateKey(world.system, world.app.secret)
  expect(fresh).not.toBe(browser.subscribed.key)
  await answered()
  expect(browser.arrived[0]?.signedBy).toBe(browser.subscribed.key)
  const moved = await ada.submit(`${at}/device`, browser.subscribed)
  expect(JSON.parse(moved.text)).toEqual({ key: fresh })
  await ada.submit(`${at}/device`, { ...browser.subscribed, key: fresh })
  await answered()
  expect(browser.arrived[1]?.signedBy).toBe(fresh)
  await tidy(world.app)
  const { rows: keys } = await sql<{ public_key: string; sealed: Buffer }>`select public_key, sealed from push.key`.execute(world.app.system.db)
  expect(keys.map(({ public_key }) => public_key)).toEqual([fresh])
})

test('a notice that is mended is taken from the screens', async () => {
  const browser = await subscribe()
  await ada.submit(at, { 'kind-notices': '1' })
  const key = `mended-${randomUUID()}`
  await announce(world.system, { key, door: 'partner', topics: ['rates'], severity: 'fault', titles: { en: 'Slow' }, bodies: { en: 'Slow.' } })
  await world.settle()
  await resolve(world.system, key)
  await world.settle()
  expect(told(browser)).toEqual(['There is a new known issue', 'withdrawn'])
})
