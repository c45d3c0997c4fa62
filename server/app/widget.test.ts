import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forgetBrand } from '#brand'
import { Written } from '#contract/desk'
import { makeSignedLink, makeWidgetIdentity, type WidgetPerson } from '#identity'
import { goOn } from '#staff'
import { bookings, deskOf, startWorld, visitorAs } from '#test/world'
import { guestLinkKey } from './guest-door.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const maja = await world.agent('maja')
await goOn(world.system, maja.actor.id)
await world.settle()
const { db } = world.app.system
const key = guestLinkKey(world.app.config, world.app.secret)
const origin = 'https://www.fjordstay.example'
const settings = async (widget: { origins: string[] }) => {
  const row = await db.selectFrom('brand.brand').select('settings').executeTakeFirstOrThrow()
  await db.updateTable('brand.brand').set({ settings: JSON.stringify({ ...(row.settings as object), widget }) }).execute()
  forgetBrand(world.app.brandId)
}
const identify = (token: string, headers: Record<string, string> = {}) =>
  world.visitor.send('/en/widget/identity', { method: 'POST', body: JSON.stringify({ token }), headers: { 'content-type': 'application/json', ...headers } })
const tokenFor = (who: WidgetPerson, now = world.app.now()) => makeWidgetIdentity(who, { now, key })
const begin = (who: typeof world.visitor, fields: Record<string, string>) =>
  who.submit('/en/widget/guest/topics/booking-details/other/chat', { submissionId: randomUUID(), name: 'Una Byrne', email: '', body: 'Is there a lift?', timeZone: '', do: 'chat', ...fields })

test('R61 L11 | GET /{locale}/widget/{door} | only pages that the operator names may show the frame, nothing else of ours is shown anywhere, and no other site gets an answer', async () => {
  const ancestors = async (path: string) => /frame-ancestors ([^;]*)/.exec((await world.visitor.page(path)).headers.get('content-security-policy') ?? '')?.[1]
  expect(await ancestors('/en/widget/guest')).toBe("'self'")
  await settings({ origins: [origin, 'http://localhost:8080'] })
  const shell = await world.visitor.page('/ar/widget/guest')
  expect(await ancestors('/ar/widget/guest')).toBe(`'self' ${origin} http://localhost:8080`)
  expect(shell.headers.get('content-security-policy')).not.toMatch(/unsafe|\*/)
  expect(shell.text).toContain(`data-origins="${world.base} ${origin} http://localhost:8080"`)
  expect(shell.text).toContain('dir="rtl"')
  for (const path of ['/en/widget/guest/topics', '/en/guest', '/en/extranet/sign-in', '/desk/sign-in']) expect(await ancestors(path), path).toBe("'none'")
  // Who is allowed to show the frame is allowed nothing else.
  const begun = await begin(world.visitor, {})
  const [session, chat] = [begun.headers.get('hospes-session') ?? '', begun.headers.get('hospes-go') ?? '']
  const una = visitorAs(world, session)
  const id = chat.split('/').at(-1) ?? ''
  for (const foreign of [{ origin }, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const headers = foreign as unknown as Record<string, string>
    expect((await una.send(`/api/v1/conversations/${id}/events?side=visit`, { headers })).status).toBe(403)
    expect((await una.send(`${chat}/here`, { method: 'POST', headers })).status).toBe(403)
    expect((await identify(tokenFor({ booking: bookings.thomas.number }), headers)).status).toBe(403)
  }
  for (const path of ['/widget.js', '/en/widget/guest', chat]) expect((await una.page(path)).headers.get('access-control-allow-origin'), path).toBeNull()
})

test('R61 | POST /{locale}/widget/{door}/topics/{topic}/{subtopic}/chat | a stranger’s session comes in the answer and by no cookie, opens their one chat and no other', async () => {
  const begun = await begin(world.visitor, {})
  expect([begun.status, begun.headers.get('set-cookie'), begun.location]).toEqual([204, null, null])
  const [session, chat] = [begun.headers.get('hospes-session') ?? '', begun.headers.get('hospes-go') ?? '']
  const una = visitorAs(world, session)
  const page = await una.page(chat)
  expect(page.text).toContain('Is there a lift?')
  expect(page.text).not.toMatch(/<html|<script/)
  expect((await world.visitor.page(chat)).status).toBe(401)
  expect((await una.page('/en/guest/booking')).status).toBe(302)
  // Nothing is read on behalf of somebody before whom the frame is put away.
  await world.settle()
  const id = chat.split('/').at(-1) ?? ''
  await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  await maja.call('POST', `/api/v1/desk/conversations/${id}/reply`, { clientId: randomUUID(), seenSeq: (await deskOf(maja, id)).lastSeq, body: 'There is.' })
  const read = async () => (await deskOf(maja, id)).chat?.readSeq
  const before = await read()
  await una.page(chat)
  expect(await read()).toBe(before)
  await una.send(`${chat}/seen`, { method: 'POST' })
  expect(await read()).toBeGreaterThan(before ?? Infinity)
  await una.send('/en/widget/forget', { method: 'POST' })
  expect((await una.page(chat)).status).toBe(401)
})

test('R31 R61 | POST /{locale}/widget/identity | whom the operator’s server has signed for is known; a token is good once, for ten minutes, for this and for nobody else', async () => {
  const token = tokenFor({ booking: bookings.thomas.number })
  const answers = await Promise.all([identify(token), identify(token), identify(token)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401, 401])
  const session = answers.find(({ status }) => status === 204)?.headers.get('hospes-session') ?? ''
  expect(answers.every(({ headers }) => headers.get('set-cookie') === null)).toBe(true)
  const thomas = visitorAs(world, session)
  expect((await thomas.page('/en/widget/guest/topics/booking-details/other/chat')).text).not.toContain('name="name"')
  const begun = await begin(thomas, { name: '' })
  expect(begun.status).toBe(204)
  expect(await deskOf(maja, begun.headers.get('hospes-go')?.split('/').at(-1) ?? '')).toMatchObject({ asker: { identity: 'link' } })
  const tooLate = new Date(start.getTime() - 601_000)
  const [body = '', signature = ''] = tokenFor({ booking: bookings.helen.number }).split('.')
  const others = Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), who: { partner: 'ada@skargard.example' } })).toString('base64url')
  const bad = [
    '', 'x', '.', `${body}.`, `${others}.${signature}`, tokenFor({ booking: '1' }), tokenFor({ booking: '9999999999' }), tokenFor({ guest: randomUUID() }), tokenFor({ partner: 'nobody@skargard.example' }),
    tokenFor({ booking: bookings.helen.number }, tooLate), tokenFor({ booking: bookings.helen.number }, new Date(start.getTime() + 3_600_000)),
    makeWidgetIdentity({ booking: bookings.helen.number }, { now: start, key: 'another key' }),
    makeSignedLink({ number: bookings.helen.number, expiresAt: new Date(start.getTime() + 300_000), once: true }, key),
  ]
  for (const each of bad) expect((await identify(each)).status, each.slice(0, 30)).toBe(401)
  // Nor does what is made for the widget open a booking by a link.
  expect((await world.visitor.page(`/en/guest/link?t=${tokenFor({ booking: bookings.helen.number })}`)).text).not.toContain('Helen')
})

test('R36 R61 | GET /{locale}/widget/partner/topics | the partners’ door knows whom it was told of; a guest is led to their own, and a host who writes as a stranger is asked', async () => {
  expect((await world.visitor.page('/sv/widget/partner/topics')).status).toBe(401)
  const partner = await identify(tokenFor({ partner: 'mateo@mirador.example' }))
  expect((await visitorAs(world, partner.headers.get('hospes-session') ?? '').page('/sv/widget/partner/topics')).text).toContain('/sv/widget/partner/topics/rates')
  const guest = await world.guest('thomas')
  const turned = await guest.page('/en/widget/partner/topics')
  expect([turned.status, turned.text.includes('/en/widget/guest/topics')]).toEqual([403, true])
  const submissionId = randomUUID()
  const asked = await begin(world.visitor, { submissionId, body: 'My property id is 2280417, where is my payout?' })
  expect([asked.status, asked.text.includes('Do you run a property?'), asked.text.includes('2280417'), asked.headers.get('hospes-session')]).toEqual([200, true, true, null])
  expect((await begin(world.visitor, { submissionId, body: 'My property id is 2280417, where is my payout?', insist: '1' })).status).toBe(204)
})

test('R61 | GET /api/v1/conversations/{id}/events | broken and old-fashioned requests are answered or refused, and a clock that jumps back changes no order', async () => {
  const begun = await begin(world.visitor, {})
  const session = begun.headers.get('hospes-session') ?? ''
  const id = begun.headers.get('hospes-go')?.split('/').at(-1) ?? ''
  for (const line of ['Last-Event-ID: c:1\r\n c:2', 'Last-Event-ID: c:1\rX: 1', 'Connection: upgrade\r\nUpgrade: websocket', 'Content-Length: -1']) {
    const request = `GET /api/v1/conversations/${id}/events?side=visit&wait=0 HTTP/1.0\r\nHost: x\r\nAccept: application/json\r\nAuthorization: Bearer ${session}\r\n${line}\r\n\r\n`
    expect(await rawAnswer(request), line).toMatch(/^HTTP\/1\.[01] (200|400)/)
  }
  const una = visitorAs(world, session)
  world.setNow(new Date(start.getTime() - 3 * 86_400_000))
  const { seq } = await una.post(`/api/v1/chats/${id}/messages?side=visit`, { clientId: randomUUID(), body: 'Three days ago.' }, Written)
  expect((await deskOf(maja, id)).entries.at(-1)).toMatchObject({ seq, body: 'Three days ago.' })
  world.setNow(start)
})

const rawAnswer = (request: string) => new Promise<string>((found, reject) => {
  const socket = connect(Number(new URL(world.base).port), '127.0.0.1', () => socket.write(request))
  socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')))
  socket.on('error', reject).once('data', (data) => {
    socket.destroy()
    found(String(data))
  })
})

test('R61 | GET /widget.js | all there is to load is at most 15 KB, in every language; the operator’s word and colour are in it', async () => {
  // A page is compressed by what stands before us.
  const shell = (await world.visitor.page('/de/widget/guest')).text
  const parts = [...shell.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
  expect(parts).toHaveLength(2)
  const compressed = [...(await Promise.all(['/widget.js', ...parts].map(sizeOf))), gzipSync(shell).byteLength]
  expect(compressed.every((bytes) => bytes > 200)).toBe(true)
  expect(compressed.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(15 * 1024)
  await db.updateTable('brand.brand').set({ colours: JSON.stringify({ guest: '#123456' }) }).execute()
  forgetBrand(world.app.brandId)
  const script = await world.visitor.page('/widget.js')
  for (const word of ['#123456', 'Chatta med oss', 'تحدث معنا']) expect(script.text, word).toContain(word)
  expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect((await world.visitor.send('/widget.js', { headers: { 'if-none-match': script.headers.get('etag') ?? '' } })).status).toBe(304)
})

const sizeOf = (path: string) => new Promise<number>((found, reject) => {
  get(world.base + path, { headers: { 'accept-encoding': 'br' } }, (answer) => {
    const seen = { bytes: 0 }
    answer.on('data', (chunk: Buffer) => void (seen.bytes += chunk.byteLength)).on('end', () => found(seen.bytes))
  }).on('error', reject)
})
