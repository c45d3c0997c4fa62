import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { note, receive } from '#conversations'
import { pollEvents, readEvents, type Received } from '#test/events'
import { askWithCuts, readWithCuts } from '#test/cut-readers'
import { Near } from '#contract/live'
import { answer, ask, startWorld, threadOf, type Visitor } from '#test/world'

const world = await startWorld()
const ada = await world.partner('ada')
const mateo = await world.partner('mateo')
const maja = await world.agent('maja')
const feed = `${world.base}/api/v1/events`
const bearer = (who: { token: string }) => ({ authorization: `Bearer ${who.token}` })
const cookies = (partner: { token: string }, agent: { token: string }) => ({ cookie: `hospes-partner=${partner.token}; hospes-staff=${agent.token}` })
const numbers = (events: readonly Received[]) => events.map(({ id }) => Number(id.slice(2)))
const ascending = (events: readonly Received[]) => expect(numbers(events)).toEqual([...new Set(numbers(events))].toSorted((a, b) => a - b))
const say = (id: string, body: string) => receive(ada.ctx, id, { clientId: randomUUID(), body })
const facts = ({ received }: { received: readonly Received[] }) => received.map(({ data }) => data.fact)
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('L1 | GET /api/v1/events | a partner’s feed, as a stream and by asking, cut again and again while six people write: nothing missing, doubled or out of order', async () => {
  const opened = await Promise.all([ask(ada), ask(ada), ask(ada)])
  await world.settle()
  const from = `f:${world.app.feed.position}`
  const cuts = [0, 0]
  const countOf = (reader: number) => (so: number) => void (cuts[reader] = so)
  const writing = Promise.all([...opened, ...opened].map(async ({ id }, writer) => {
    for (let count = 0; count < 20; count++) {
      // However quick or slow the machine: the second half is written to readers who have been cut often.
      if (count === 10) await expect.poll(() => Math.min(...cuts), { timeout: 15_000 }).toBeGreaterThanOrEqual(5)
      await (count % 4 === 3 ? note(maja.ctx, id, { clientId: randomUUID(), body: 'Between us.' }) : say(id, `${writer}/${count}`))
    }
  }))
  const messages = (all: Received[]) => all.filter(({ data }) => data.fact === 'message.received')
  const enough = (seen: Received[]) => messages(seen).length >= 90
  const readers = await Promise.all([readWithCuts(feed, bearer(ada), { from, every: 1, enough, onCut: countOf(0) }), askWithCuts(feed, bearer(ada), { from, enough, onCut: countOf(1) })])
  await writing
  for (const all of readers) {
    ascending(all)
    expect(messages(all)).toHaveLength(90)
    for (const { id } of opened) {
      const told = messages(all).filter(({ data }) => data.conversationId === id).map(({ data }) => data.seq)
      const written = (await threadOf(ada, id)).entries.filter(({ kind, seq }) => kind === 'message' && seq > 1).map(({ seq }) => seq)
      expect(told).toEqual(written)
    }
    expect(all.some(({ data }) => data.fact === 'note.written')).toBe(false)
  }
})

test('L3 | conversations.receive() | twenty write at once into five conversations: a reader who goes on by its place misses nothing', async () => {
  const opened = await Promise.all(Array.from({ length: 5 }, () => ask(ada)))
  const reading = await readEvents(feed, { headers: bearer(ada), lastId: `f:${world.app.feed.position}` })
  const written = (await Promise.all(Array.from({ length: 20 }, async (_, writer) => {
    const { id } = opened[writer % opened.length] ?? { id: '' }
    return [`${id} ${await say(id, `${writer}`)}`, `${id} ${await say(id, `${writer} again`)}`]
  }))).flat()
  const told = () => reading.received.filter(({ data }) => data.fact === 'message.received').map(({ data }) => `${String(data.conversationId)} ${String(data.seq)}`)
  await expect.poll(() => told().toSorted(), { timeout: 10_000 }).toEqual(written.toSorted())
  reading.cut()
})

test('L4 L5 | GET /api/v1/events | twenty-four streams that were idle hear each of ten messages once, and nothing is left of them', async () => {
  const { id } = await ask(ada)
  const readings = await Promise.all([maja, await world.agent('henrik'), ada].flatMap((who) => Array.from({ length: 8 }, () => readEvents(feed, { headers: bearer(who) }))))
  await expect.poll(() => readings.every((reading) => reading.startedAt())).toBe(true)
  const seqs = await Promise.all(Array.from({ length: 10 }, (_, count) => say(id, `Number ${count}`)))
  const told = ({ received }: (typeof readings)[number]) => received.filter(({ data }) => data.fact === 'message.received' && data.conversationId === id).map(({ data }) => data.seq)
  for (const reading of readings) {
    await expect.poll(() => told(reading), { timeout: 10_000 }).toEqual(seqs.toSorted((a, b) => a - b))
    reading.cut()
  }
  await expect.poll(() => world.app.hub.count(), { timeout: 10_000 }).toBe(0)
})

test('a conversation’s stream, cut again and again, tells every entry once by the conversation’s own count', async () => {
  const { id } = await ask(ada)
  const writing = (async () => {
    for (let count = 0; count < 40; count++) await say(id, `Number ${count}`)
  })()
  const address = `${world.base}/api/v1/conversations/${id}/events`
  const all = await readWithCuts(address, bearer(maja), { from: 'c:0', every: 2, enough: (seen) => seen.filter(({ data }) => data.fact === 'message').length >= 41 })
  await writing
  expect(numbers(all)).toEqual(Array.from({ length: all.length }, (_, index) => index + 1))
  expect(all.every(({ data }) => data.conversationId === id && !('body' in data))).toBe(true)
})

test('who asks gets an empty answer after the wait, with a place to go on from, and is told when that place is none', async () => {
  const empty = await pollEvents(feed, { headers: bearer(mateo), wait: 0 })
  expect(empty).toMatchObject({ status: 200, id: expect.stringMatching(/^f:\d+$/) as string, events: [], near: [] })
  expect((await pollEvents(feed, { headers: bearer(mateo), lastId: 'f:999999999999' })).events).toMatchObject([{ data: { resync: true } }])
  expect((await pollEvents(feed, { headers: {} })).status).toBe(401)
})

test('L9 | GET /api/v1/events | what was taken, answered and closed while the line was down is told when it stands again', async () => {
  const { id } = await ask(ada)
  await world.settle()
  const [hers, staffs] = [await readEvents(feed, { headers: bearer(ada) }), await readEvents(feed, { headers: bearer(maja) })]
  await expect.poll(() => [hers, staffs].every((reading) => reading.startedAt())).toBe(true)
  for (const reading of [hers, staffs]) reading.cut()
  await answer(maja, id)
  await maja.call('POST', `/api/v1/desk/conversations/${id}/close`, { outcome: 'solved', askerAgreed: true })
  await world.settle()
  const again = await Promise.all([hers, staffs].map((reading, index) => readEvents(feed, { headers: bearer(index === 0 ? ada : maja), lastId: reading.startedAt() })))
  const [asker, staff] = await Promise.all(again.map((reading, index) => reading.until(index + 2)))
  const names = (events: Received[] = []) => events.filter(({ data }) => data.conversationId === id).map(({ data }) => data.fact)
  expect(names(asker)).toEqual(expect.arrayContaining(['reply.written', 'conversation.closed']))
  expect(names(staff)).toEqual(expect.arrayContaining(['conversation.taken', 'reply.written', 'conversation.closed']))
  for (const reading of again) reading.cut()
})

test('R52 | POST /api/v1/desk/conversations/{id}/near | who looks and who writes is told to those who are there too, and nothing of staff’s looking to the asker', async () => {
  const { id } = await ask(ada)
  const henrik = await world.agent('henrik')
  const readings = await Promise.all([ada, maja, henrik, mateo].map((who) => readEvents(feed, { headers: bearer(who) })))
  const near = (who: Visitor, does: string, root = '/api/v1/desk') => who.post(`${root}/conversations/${id}/near`, { does }, Near)
  await near(maja, 'looks')
  expect((await near(ada, 'types', '/api/v1')).people).toEqual([])
  expect((await near(henrik, 'types')).people).toMatchObject([{ name: 'Maja Ekström', typing: false }, { name: ada.actor.name, side: 'asker', typing: true }])
  const last = (reading?: (typeof readings)[number]) => reading?.murmurs.at(-1)?.people
  await expect.poll(() => last(readings[1])).toMatchObject([{ id: ada.actor.id, typing: true }, { id: henrik.actor.id, typing: true }])
  await expect.poll(() => last(readings[0])).toMatchObject([{ id: henrik.actor.id, typing: true }])
  // Whose line is gone has left, a few seconds later; who never was there hears nothing.
  readings[2]?.cut()
  await expect.poll(() => last(readings[1]), { timeout: 8_000 }).toMatchObject([{ id: ada.actor.id }])
  expect(last(readings[0])).toEqual([])
  expect(readings[3]?.murmurs).toEqual([])
  for (const reading of readings) reading.cut()
})

test('a stream that is cut before its first event goes on from where it began', async () => {
  const { id } = await ask(ada)
  await world.settle()
  const reading = await readEvents(feed, { headers: bearer(ada) })
  await soon(50)
  const began = reading.startedAt()
  reading.cut()
  expect(began).toMatch(/^f:\d+$/)
  await say(id, 'While nobody listened.')
  await world.settle()
  const again = await readEvents(feed, { headers: bearer(ada), lastId: began })
  expect((await again.until(1))[0]?.data).toMatchObject({ fact: 'message.received', conversationId: id })
  again.cut()
})

test('a reader whose place is too old, or none of ours, is told to fetch everything anew, and goes on from now', async () => {
  await world.app.system.db.updateTable('platform.feed').set((eb) => ({ last_position: eb('last_position', '+', 20_000) })).execute()
  await soon(1_100)
  const places = ['f:0', 'f:999999999999', 'c:5', 'f:-1', `f:${2n ** 63n}`, 'f:abc', 'f:1 or 1=1']
  const readings = await Promise.all(places.map((lastId) => readEvents(feed, { headers: bearer(ada), lastId })))
  for (const reading of readings) expect((await reading.until(1))[0]?.data, reading.received[0]?.id).toEqual({ resync: true })
  const { id } = await ask(ada)
  for (const reading of readings) {
    expect((await reading.until(2))[1]?.data).toMatchObject({ fact: 'conversation.opened', conversationId: id })
    ascending(reading.received)
    reading.cut()
  }
  const beyond = await readEvents(`${world.base}/api/v1/conversations/${id}/events`, { headers: bearer(ada), lastId: 'c:400' })
  expect((await beyond.until(1))[0]?.data).toEqual({ resync: true })
  beyond.cut()
})

test('what a reader may not see is not told: other partners, internal notes, staff’s doings', async () => {
  const [hers, his] = await Promise.all([readEvents(feed, { headers: bearer(ada) }), readEvents(feed, { headers: bearer(mateo) })])
  const staff = await readEvents(feed, { headers: bearer(maja) })
  const { id } = await ask(ada)
  // Who is answered before they are in the queue never gets the entry "received".
  await world.settle()
  await note(maja.ctx, id, { clientId: randomUUID(), body: 'Secret.' })
  await answer(maja, id)
  await world.settle()
  await expect.poll(() => facts(staff)).toContain('reply.written')
  await expect.poll(() => facts(hers)).toContain('reply.written')
  expect(his.received).toEqual([])
  expect(facts(hers)).not.toContain('note.written')
  expect(facts(staff)).toEqual(expect.arrayContaining(['conversation.opened', 'note.written', 'reply.written']))
  expect(JSON.stringify([staff.received, hers.received])).not.toMatch(/Secret|looked into/)
  for (const reading of [hers, his, staff]) reading.cut()
})

test('who has gone while their session is looked up leaves no stream behind', async () => {
  await expect.poll(() => world.app.hub.count(), { timeout: 10_000 }).toBe(0)
  const closed = await world.app.system.db.transaction().execute(async (tx) => {
    await sql`lock table identity.session in access exclusive mode`.execute(tx)
    const line = connect(Number(new URL(world.base).port), '127.0.0.1')
    line.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${maja.token}\r\n\r\n`)
    const waits = () => sql`select from pg_locks where relation = 'identity.session'::regclass and not granted`.execute(tx)
    await expect.poll(async () => (await waits()).rows.length, { timeout: 10_000 }).toBeGreaterThan(0)
    line.resetAndDestroy()
    return new Promise<boolean>((resolve) => void line.on('close', () => resolve(true)))
  })
  expect(closed).toBe(true)
  const reading = await readEvents(feed, { headers: bearer(maja) })
  expect(reading.status).toBe(200)
  await expect.poll(() => world.app.hub.count()).toBe(1)
  reading.cut()
})

test('a browser with both sessions says whose feed it wants', async () => {
  const both = cookies(ada, maja)
  const [partner, agent] = await Promise.all([readEvents(`${feed}?side=partner`, { headers: both }), readEvents(feed, { headers: both })])
  const { id } = await ask(mateo, { topic: 'reservations', subtopic: 'other', confirmationNumber: '4072018665' })
  expect((await agent.until(1))[0]?.data).toMatchObject({ conversationId: id })
  expect(partner.received).toEqual([])
  partner.cut()
  agent.cut()
})

test('L11 | GET /api/v1/events | a page of another site gets no stream, with the cookie and all', async () => {
  const { id } = await ask(ada)
  const cookie = `hospes-partner=${ada.token}`
  const elsewhere: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: world.base.replace('http', 'https') + '0' }]
  for (const headers of elsewhere) {
    for (const address of [feed, `${world.base}/api/v1/conversations/${id}/events`]) {
      const reading = await readEvents(address, { headers: { cookie, ...headers } })
      await reading.ended
      expect(reading).toMatchObject({ status: 403, received: [] })
    }
  }
  const own = await readEvents(feed, { headers: { cookie, origin: world.base, 'sec-fetch-site': 'same-origin' } })
  expect(own.status).toBe(200)
  own.cut()
})

test('who may not read a conversation gets no stream of it, and nobody gets one without a session', async () => {
  const { id } = await ask(ada)
  const nils = await world.partner('nils')
  const address = `${world.base}/api/v1/conversations/${id}/events`
  const status = async (url: string, headers: Record<string, string>) => (await readEvents(url, { headers })).status
  expect([await status(address, bearer(mateo)), await status(address, bearer(nils)), await status(address, {}), await status(feed, {})]).toEqual([404, 404, 401, 401])
  expect(await status(`${world.base}/api/v1/conversations/${randomUUID()}/events`, bearer(maja))).toBe(404)
  expect(await status(`${world.base}/api/v1/conversations/${'-'.repeat(36)}/events`, bearer(maja))).toBeLessThan(500)
})

test('L10 I7 | GET /api/v1/events | a revoked session gets no event five seconds later, and its streams end, as do those of one who may see less', async () => {
  const [left, stays] = [await world.partner('ada'), await world.partner('ada')]
  const { id } = await ask(stays)
  const streams = [await readEvents(feed, { headers: bearer(left) }), await readEvents(`${world.base}/api/v1/conversations/${id}/events`, { headers: bearer(left) })]
  const other = await readEvents(feed, { headers: bearer(stays) })
  const camille = await world.partner('camille')
  const withoutRights = await readEvents(feed, { headers: bearer(camille) })
  await world.app.system.db.updateTable('identity.partner_user').set({ rights: [] }).where('account_id', '=', camille.actor.id).execute()
  await left.submit('/en/extranet/sign-out', {})
  await soon(5_000)
  const known = streams.map(({ received }) => received.length)
  await say(id, 'After the sign-out.')
  await other.until(1)
  await soon(300)
  expect(streams.map(({ received }) => received.length)).toEqual(known)
  await Promise.all([...streams, withoutRights].map(({ ended }) => ended))
  other.cut()
})

test('one person has eight streams, the ninth is refused; cut ones make room', async () => {
  const open = () => readEvents(feed, { headers: bearer(maja) })
  const readings = await Promise.all(Array.from({ length: 8 }, open))
  expect(readings.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
  expect((await open()).status).toBe(429)
  for (const reading of readings) reading.cut()
  await soon(100)
  const again = await open()
  expect(again.status).toBe(200)
  again.cut()
})

test('a line break in the place to go on from is refused before it is read', async () => {
  const status = new Promise<string>((resolve, reject) => {
    const line = connect(Number(new URL(world.base).port), '127.0.0.1', () => line.write('GET /api/v1/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: f:1\r\r\nX-Evil: 1\r\n\r\n'))
    line.on('data', (data) => resolve(String(data).slice(0, 12))).on('error', reject)
  })
  expect(await status).toBe('HTTP/1.1 400')
  const reading = await readEvents(`${feed}?after=f:1%0d%0aX-Evil:%201`, { headers: bearer(ada) })
  expect((await reading.until(1))[0]?.data).toEqual({ resync: true })
  reading.cut()
})
