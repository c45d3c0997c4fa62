import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { forgetBrand } from '#brand'
import { loseSilent } from '#chat'
import { ChatStanding } from '#contract/chat'
import { Written } from '#contract/desk'
import { Offers } from '#contract/queue'
import { close } from '#conversations'
import { goAway, goOff, goOn } from '#staff'
import { readEvents, pollEvents, type Received } from '#test/events'
import { answer, deskOf, startWorld, visitorAs, type Agent, type Visitor } from '#test/world'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const [maja, sofia, lukas, henrik] = await Promise.all(['maja', 'sofia', 'lukas', 'henrik'].map(world.agent))
if (!maja || !sofia || !lukas || !henrik) throw new Error('agents')

const state = { seconds: 0 }
const after = (seconds: number) => world.setNow(new Date(start.getTime() + (state.seconds += seconds) * 1_000))
const only = async (...there: Agent[]) => {
  for (const agent of [maja, sofia, lukas, henrik]) await goOff(world.system, agent.actor.id)
  for (const agent of there) await goOn(world.system, agent.actor.id)
  await world.settle()
}
const way = '/en/guest/contact/booking-details/other/chat'
type Chat = { id: string; who: Visitor; token: string; headers: { cookie: string } }

/** Somebody of whom nothing is known begins a chat, as their browser would. */
const begin = async (change: Record<string, string> = {}): Promise<Chat> => {
  await sql`delete from platform.rate_limit`.execute(world.app.system.db)
  const answered = await world.visitor.submit(way, { submissionId: randomUUID(), name: 'Una Byrne', email: '', body: 'Is there a lift?', timeZone: 'Europe/Dublin', do: 'chat', ...change })
  const token = /hospes-visit=([\w-]+)/.exec(answered.headers.get('set-cookie') ?? '')?.[1] ?? ''
  const id = /chat\/([0-9a-f-]{36})$/.exec(answered.location ?? '')?.[1]
  if (!id) throw new Error(`${answered.status} ${answered.text}`)
  await world.settle()
  return { id, token, who: visitorAs(world, token), headers: { cookie: `hospes-visit=${token}` } }
}
const at = (id: string, rest = '') => `/api/v1/chats/${id}${rest}?side=visit`
const standingOf = ({ who, id }: Chat) => who.get(at(id), ChatStanding)
const say = ({ who, id }: Chat, body: string, clientId = randomUUID()) => who.post(at(id, '/messages'), { clientId, body }, Written)
const here = ({ who, id }: Chat) => who.post(at(id, '/here'), {}, ChatStanding)
const offered = async (agent: Agent) => (await agent.get('/api/v1/desk/offers', Offers)).offers[0]
const accept = async (agent: Agent) => {
  const offer = await offered(agent)
  await agent.call('POST', `/api/v1/desk/offers/${offer?.id}/accept`, {})
  await world.settle()
  return offer
}
const told = async ({ who, id }: Chat) => [...(await who.page(`/en/guest/chat/${id}/entries?after=0`)).text.matchAll(/class="quiet"[^>]*><span>([^<]*)/g)].map(([, text]) => text?.replaceAll('&#39;', '’'))
const mailsTo = async (address: string) => (await sql<{ subject: string; body_text: string }>`select subject, body_text from email.outgoing where recipient = ${address} order by created_at`.execute(world.app.system.db)).rows
const end = async ({ id }: Chat) => {
  await close(maja.ctx, id, { outcome: 'solved' })
  await world.settle()
}

test('R33 R61 R63 | POST /{locale}/guest/contact/{topic}/{subtopic}/chat | a chat is a conversation that waits in its lane, rings at one desk, is answered there and read', async () => {
  await only(maja)
  const una = await begin()
  expect(await standingOf(una)).toMatchObject({ state: 'waiting', place: 1, minutes: 1, agent: null, open: true })
  const offer = await accept(maja)
  expect(offer).toMatchObject({ work: 'chat', conversationId: una.id, askerName: 'Una Byrne' })
  expect(await standingOf(una)).toMatchObject({ state: 'live', agent: { name: 'Maja Ekström', away: false } })
  const before = await deskOf(maja, una.id)
  expect(before).toMatchObject({ channel: 'chat', chat: { here: true, left: null }, asker: { identity: 'unverified' } })
  expect(before.promise?.dueAt).toBeDefined()
  await answer(maja, una.id, 'There is, beside the stairs.')
  await world.settle()
  expect((await deskOf(maja, una.id)).chat?.readSeq).toBeLessThan((await deskOf(maja, una.id)).lastSeq)
  await una.who.call('POST', at(una.id, '/seen'), {})
  const { chat, promise, entries } = await deskOf(maja, una.id)
  expect(chat?.readSeq).toBeGreaterThanOrEqual(entries.findLast(({ kind }) => kind === 'reply')?.seq ?? Infinity)
  expect(promise?.kept).toBe(true)
  expect((await una.who.page(`/en/guest/chat/${una.id}`)).text).toContain('There is, beside the stairs.')
  await end(una)
  expect(await standingOf(una)).toMatchObject({ state: 'ended' })
})

test('R61 | POST /api/v1/chats/{id}/messages | two who wait are told their places; with a second agent the next one rings there', async () => {
  await only(maja)
  const [first, second] = [await begin(), await begin()]
  expect([(await standingOf(first)).place, (await standingOf(second)).place]).toEqual([1, 2])
  await accept(maja)
  expect(await standingOf(second)).toMatchObject({ state: 'waiting', place: 1 })
  await goOn(world.system, sofia.actor.id)
  await world.settle()
  await goAway(world.system, maja.actor.id)
  expect(await standingOf(first)).toMatchObject({ state: 'live', agent: { name: 'Maja Ekström', away: true } })
  for (const chat of [first, second]) await end(chat)
})

test('R61 R63 | POST /api/v1/desk/conversations/{id}/hand-over | a colleague goes on in the same thread, and the asker is told by name; whoever goes home leaves nobody alone', async () => {
  await only(maja, sofia)
  const una = await begin()
  const first = (await offered(maja)) ? maja : sofia
  const other = first === maja ? sofia : maja
  await accept(first)
  await first.call('POST', `/api/v1/desk/conversations/${una.id}/hand-over`, { to: { agentId: other.actor.id }, note: 'She asks about the lift.' })
  await world.settle()
  expect(await standingOf(una)).toMatchObject({ state: 'live', agent: { name: other.actor.name } })
  expect(await told(una)).toEqual([`${first.actor.name} is with you now`, `${first.actor.name} has handed over to ${other.actor.name}, who can read everything above`])
  expect((await una.who.page(`/en/guest/chat/${una.id}`)).text).not.toContain('She asks about the lift.')
  await goOff(world.system, other.actor.id)
  await world.settle()
  expect((await told(una)).at(-1)).toBe(`${other.actor.name} had to leave. You keep your place, and somebody else comes`)
  expect(await standingOf(una)).toMatchObject({ state: 'waiting', place: 1 })
  await first.call('POST', `/api/v1/desk/conversations/${una.id}/take`, {})
  await world.settle()
  expect(await standingOf(una)).toMatchObject({ state: 'live', agent: { name: first.actor.name } })
  await end(una)
})

test('R61 | POST /api/v1/chats/{id}/leave | the laptop is closed: what was unread goes by mail, and whoever comes back is in the same conversation', async () => {
  await only(maja)
  const una = await begin({ email: 'una@guest.example' })
  await accept(maja)
  await answer(maja, una.id, 'One moment, I am asking the house.')
  await world.settle()
  expect(await mailsTo('una@guest.example')).toEqual([])
  await here(una)
  after(120)
  await loseSilent(world.system)
  await world.settle()
  expect(await standingOf(una)).toMatchObject({ state: 'left', left: 'lost', open: true })
  await answer(maja, una.id, 'There is a lift to the third floor.')
  await world.settle()
  const mails = await mailsTo('una@guest.example')
  expect(mails.map(({ body_text: text }) => /One moment|third floor/.exec(text)?.[0])).toEqual(['One moment', 'third floor'])
  expect(mails[1]?.body_text).toContain(`/en/guest/chat/${una.id}`)
  // The lid is opened again: the line stands, and they are in the chat as before.
  expect(await here(una)).toMatchObject({ state: 'live', agent: { name: 'Maja Ekström' } })
  await answer(maja, una.id, 'Welcome back.')
  await world.settle()
  expect(await mailsTo('una@guest.example')).toHaveLength(2)
  expect(await told(una)).toEqual(['Maja Ekström is with you now', 'The line was lost', 'Back in the chat'])
  await end(una)
})

test('R61 | POST /{locale}/guest/chat/{id}/leave | by e-mail needs an address, which can be given then; a chat long left is come back to by a press, not by looking', async () => {
  await only(maja)
  const una = await begin()
  const page = `/en/guest/chat/${una.id}`
  const refused = await una.who.submit(`${page}/leave`, { goesOn: 'email' })
  expect([refused.status, refused.text.includes('Give an address')]).toEqual([422, true])
  expect((await una.who.submit(`${page}/leave`, { goesOn: 'email', email: 'una.b@guest.example' })).status).toBe(303)
  await world.settle()
  expect((await una.who.page(page)).text).toContain('The answer goes to una.b@guest.example')
  // Nobody had answered: they have it in writing that it is received, and by when.
  expect(await mailsTo('una.b@guest.example')).toHaveLength(1)
  after(900)
  expect(await here(una)).toMatchObject({ state: 'left', left: 'email' })
  expect((await deskOf(maja, una.id)).place).toMatchObject({ lane: 'ordinary' })
  await una.who.submit(`${page}/back`, {})
  await world.settle()
  expect(await standingOf(una)).toMatchObject({ state: 'waiting', place: 1 })
  await end(una)
  await una.who.submit(page, { clientId: randomUUID(), body: 'One more thing.' })
  await world.settle()
  expect((await deskOf(maja, una.id)).state).not.toBe('closed')
  await end(una)
})

test('R33 R61 | POST /{locale}/guest/contact/{topic}/{subtopic}/chat | with nobody on, the other ways are offered and nothing typed is lost; the same words go as a message', async () => {
  await only()
  const typed = { submissionId: randomUUID(), name: 'Una Byrne', email: 'una@guest.example', body: 'Is there a lift?', timeZone: '', do: 'chat' }
  expect((await world.visitor.page('/en/guest/contact/booking-details/other/options')).text).toContain('Nobody is in the chat just now')
  const empty = (await world.visitor.page(way)).text
  expect(['Write a message instead', 'still here', '(optional)'].map((words) => empty.includes(words))).toEqual([true, false, false])
  const closed = await world.visitor.submit(way, typed)
  expect([closed.status, closed.headers.get('set-cookie')]).toEqual([422, null])
  for (const kept of ['Is there a lift?', 'Una Byrne', 'una@guest.example', 'it is answered by']) expect(closed.text).toContain(kept)
  const sent = await world.visitor.submit(way, { ...typed, do: 'message' })
  expect(sent.text).toMatch(/H-[0-9A-Z]{4}/)
  await world.settle()
})

test('L8 | POST /api/v1/chats/{id}/messages | five at once under one id are one message with five equal answers; another text under it, and another’s id, are refused', async () => {
  await only(maja)
  const [una, other] = [await begin(), await begin()]
  const clientId = randomUUID()
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => say(una, 'Once.', clientId)))
  expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1)
  expect((await deskOf(maja, una.id)).entries.filter(({ body }) => body === 'Once.')).toHaveLength(1)
  expect((await una.who.refused('POST', at(una.id, '/messages'), { clientId, body: 'Twice.' })).status).toBe(409)
  expect((await other.who.refused('POST', at(una.id, '/messages'), { clientId, body: 'Once.' })).status).toBe(404)
  const pressed = await Promise.all([1, 2].map(() => una.who.submit(`/en/guest/chat/${una.id}`, { clientId, body: 'Once.' })))
  expect(pressed.map(({ status }) => status)).toEqual([303, 303])
  for (const chat of [una, other]) await end(chat)
})

test('L1 L9 | GET /api/v1/conversations/{id}/events | a chat’s stream and asking, cut again and again while six write and it is passed on: nothing missing, doubled or out of order', async () => {
  await only(maja)
  const una = await begin()
  await accept(maja)
  const url = `${world.base}/api/v1/conversations/${una.id}/events`
  const enough = (all: Received[]) => all.filter(({ data }) => data.fact === 'message').length >= 72
  const byStream = (async () => {
    const all: Received[] = []
    let cuts = 0
    for (let lastId = 'c:1'; !enough(all); cuts++) {
      const reading = await readEvents(`${url}?side=visit`, { headers: una.headers, lastId })
      await Promise.race([reading.until(3), new Promise((resolve) => setTimeout(resolve, 300))])
      reading.cut()
      all.push(...reading.received)
      lastId = all.at(-1)?.id ?? lastId
    }
    return { all, cuts }
  })()
  const byAsking = (async () => {
    const all: Received[] = []
    for (let lastId = 'c:1'; !enough(all);) {
      const asked = await pollEvents(url, { headers: una.headers, lastId, wait: 1, side: 'visit' })
      all.push(...asked.events)
      lastId = asked.id
    }
    return all
  })()
  await sql`delete from platform.rate_limit`.execute(world.app.system.db)
  await Promise.all(Array.from({ length: 6 }, async (_, writer) => {
    for (let count = 0; count < 12; count++) await say(una, `${writer}/${count}`)
  }))
  const [{ all, cuts }, asked] = await Promise.all([byStream, byAsking])
  expect(cuts).toBeGreaterThan(10)
  for (const seen of [all, asked]) {
    const seqs = seen.map(({ id }) => Number(id.slice(2)))
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b))
    const stored = (await deskOf(maja, una.id)).entries.filter(({ kind }) => kind === 'message').map(({ seq }) => seq).filter((seq) => seq > 1)
    expect(stored.filter((seq) => seq <= Math.max(...seqs)).every((seq) => seqs.includes(seq))).toBe(true)
  }
  // What happened while the peer was away, the hand-over among it, is there when the page comes back.
  await goOn(world.system, sofia.actor.id)
  await maja.call('POST', `/api/v1/desk/conversations/${una.id}/hand-over`, { to: { agentId: sofia.actor.id }, note: 'Yours.' })
  await world.settle()
  const late = await readEvents(`${url}?side=visit`, { headers: una.headers, lastId: all.at(-1)?.id })
  await late.until(1)
  late.cut()
  expect(late.received.some(({ data }) => data.fact === 'chat')).toBe(true)
  await end(una)
})

test('L10 L11 | GET /api/v1/conversations/{id}/events | another site, another chat and an ended session get nothing of a chat; a look at what is not theirs tells nothing', async () => {
  await only(maja)
  const [una, other] = [await begin(), await begin()]
  const stream = `/api/v1/conversations/${una.id}/events?side=visit`
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect((await una.who.send(stream, { headers })).status).toBe(403)
    expect((await una.who.send(at(una.id, '/here'), { method: 'POST', body: '{}', headers: { ...headers, 'content-type': 'application/json' } })).status).toBe(403)
  }
  for (const address of [stream, at(una.id), `/en/guest/chat/${una.id}`, `/en/guest/chat/${una.id}/entries?after=0`]) expect((await other.who.send(address)).status, address).toBe(404)
  // The session of a chat opens nothing else: no booking, no other door.
  expect((await una.who.page('/en/guest/booking')).status).toBe(302)
  expect((await una.who.send(`/api/v1/chats/${una.id}?side=guest`)).status).toBe(401)
  const reading = await readEvents(world.base + stream, { headers: una.headers })
  await sql`delete from identity.session where proof = 'visit'`.execute(world.app.system.db)
  await reading.ended
  await answer(maja, una.id, 'Nobody hears this.')
  expect(reading.received.filter(({ data }) => data.fact === 'reply')).toEqual([])
  const gone = await una.who.submit(`/en/guest/chat/${una.id}`, { clientId: randomUUID(), body: 'Kept words.' })
  expect([gone.status, gone.text.includes('Kept words.')]).toEqual([401, true])
  for (const chat of [una, other]) await end(chat)
})

test('R61 | POST /api/v1/chats/{id}/messages | hostile input is refused in words, or kept as the text it is, and nothing breaks', async () => {
  await only(maja)
  const una = await begin()
  const raw = (body: string) => una.who.send(at(una.id, '/messages'), { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  const ids = () => `"clientId":"${randomUUID()}"`
  for (const [body, status] of [
    ['', 400], ['{', 400], ['['.repeat(50_000), 400], [`{${ids()},"body":""}`, 400], [`{${ids()},"body":1e999}`, 400], [`{${ids()},"body":"${'x'.repeat(10_001)}"}`, 400],
    [`{${ids()},"body":"${'x'.repeat(120_000)}"}`, 413], [`{"clientId":"1","body":"x"}`, 400], [`{${ids()},"body":NaN}`, 400], [`{${ids()},"body":${'{"a":'.repeat(15_000)}`, 400], [`{"__proto__":{"body":"x"}}`, 400],
  ] as const) expect((await raw(body)).status, body.slice(0, 40)).toBe(status)
  const said = ['javascript:alert(1) <img src=x onerror=alert(1)>', '\u202Etxet', 'z\u0335\u0336'.repeat(3_000), '😀'.repeat(4_000), 'half \\ud800 sign', 'nul \\u0000', 'twice","body":"said']
  for (const body of said) expect((await raw(`{${ids()},"body":"${body}"}`)).status).toBe(201)
  expect((await una.who.page(`/en/guest/chat/${una.id}`)).text).not.toContain('<img src=x')
  for (const lastId of ['c:-1', 'c:9223372036854775808', 'x', 'c:999999', 'c:1\u0007']) {
    const answered = await pollEvents(`${world.base}/api/v1/conversations/${una.id}/events`, { headers: una.headers, lastId, wait: 0, side: 'visit' })
    expect([answered.status, answered.events[0]?.data], lastId).toEqual([200, { resync: true }])
  }
  const floods = await Promise.all(Array.from({ length: 100 }, () => raw(`{${ids()},"body":"again"}`)))
  expect(floods.filter(({ status }) => status === 429).length).toBeGreaterThan(0)
  const files = await una.who.submit(`/en/guest/chat/${una.id}`, { clientId: randomUUID(), body: 'A picture' }, [new File(['MZ nothing to run'], 'program.exe')])
  expect([files.status, files.text.includes('program.exe')]).toEqual([422, true])
  await end(una)
})

test('R33 | GET /{locale}/guest/contact/{topic}/{subtopic}/options | outside the hours of its calendar the chat says when it opens, and is not begun', async () => {
  await only(maja)
  const keep = async (calendar: string | null) => {
    await sql`update brand.brand set settings = settings || jsonb_build_object('chatCalendar', ${calendar}::text) where id = ${world.app.brandId}`.execute(world.app.system.db)
    forgetBrand(world.app.brandId)
  }
  await keep('office')
  world.setNow(new Date('2026-05-13T17:30:00Z'))
  expect((await world.visitor.page('/en/guest/contact/booking-details/other/options')).text).toMatch(/icon-chat[^]*?Closed now, opens Thursday 07:00 your time/)
  const refused = await world.visitor.submit(way, { submissionId: randomUUID(), name: 'Una Byrne', email: '', body: 'Is there a lift?', timeZone: '', do: 'chat' })
  expect([refused.status, refused.text.includes('Is there a lift?')]).toEqual([422, true])
  world.setNow(new Date('2026-05-14T08:00:00Z'))
  expect((await world.visitor.page('/en/guest/contact/booking-details/other/options')).text).toContain('/en/guest/contact/booking-details/other/chat')
  await keep(null)
})
