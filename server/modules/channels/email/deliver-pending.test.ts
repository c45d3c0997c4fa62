import { once } from 'node:events'
import { fork } from 'node:child_process'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { reply } from '#conversations'
import { smtpTransport, type MailTransport } from '#platform/mail'
import { testDatabase } from '#test/postgres'
import { createBreaker, deliverPending, failedMails, newestMails, post, sendTo, unsentCount } from './index.ts'
import { mailReceiver } from '#test/fakes/mail-receiver'
import { emailWorld, settings } from './world.fixture.ts'

const database = await testDatabase()
const world = await emailWorld(database)
const { ctx, clock, agentCtx } = world
const receiver = await mailReceiver()
const transport = smtpTransport(receiver.url)
const { from } = settings

beforeEach(async () => {
  await deliverPending(ctx, { transport, settings })
  receiver.received.length = 0
  receiver.behaviour.delayMs = 0
})

const tick = (seconds: number) => void (clock.now = new Date(clock.now.getTime() + seconds * 1_000))
const code = (to: string, n: number | string) => ({ kind: 'code', to, subject: `Code ${n}`, text: `Code ${n}`, html: `<p>Code ${n}</p>`, dedupeKey: `code:${to}:${n}` }) as const
const mailOf = async (email: string) => (await newestMails(ctx, { limit: 500 })).rows.find(({ to }) => to === email)

test('R60 | deliverPending() | what was written leaves once, in order, and reads right at the other end', async () => {
  const ada = await world.asker({ name: 'Åsa Ölund – «ö» 🏨', locale: 'sv' })
  const { id, caseNumber } = await world.ask(ada)
  await reply(agentCtx, id, { clientId: crypto.randomUUID(), seenSeq: 1, body: 'Hej Åsa!\n\n.\nFyra stjärnor – klart 🏨' })
  await world.tell(2)
  expect(await deliverPending(ctx, { transport, settings })).toEqual({ sent: 2, failed: 0, transportDown: false })
  expect(await deliverPending(ctx, { transport, settings })).toEqual({ sent: 0, failed: 0, transportDown: false })
  const [receipt, answer] = receiver.received
  expect([receipt?.to, answer?.to]).toEqual([[ada.email], [ada.email]])
  expect(receipt?.mail.subject).toBe(`Vi har fått ditt meddelande · ${caseNumber}`)
  expect(receipt?.mail.from?.value).toEqual([{ name: 'Fjordstay', address: 'help@fjordstay.example' }])
  expect(receipt?.mail.text).toContain('Hej Åsa Ölund – «ö» 🏨,')
  expect(answer?.mail.text).toContain('Hej Åsa!\n\n.\nFyra stjärnor – klart 🏨')
  expect(answer?.mail.html).toContain('Fyra stjärnor – klart 🏨')
  expect(receipt?.mail.references).toEqual(answer?.mail.references)
  expect(receipt?.mail.messageId).toMatch(/^<mail\.a-[a-z2-7]{26}\.[a-z2-7]{16}@fjordstay\.example>$/)
})

test('mail by machines says so; an answer by a person does not', async () => {
  const ada = await world.asker()
  const { id } = await world.ask(ada)
  await reply(agentCtx, id, { clientId: crypto.randomUUID(), seenSeq: 1, body: 'Done.' })
  await world.tell()
  tick(1)
  await post(ctx, code(ada.email, 1), settings)
  await deliverPending(ctx, { transport, settings })
  const headers = receiver.received.map(({ mail }) => ['auto-submitted', 'x-auto-response-suppress', 'precedence'].map((name) => mail.headers.get(name)))
  expect(headers).toEqual([['auto-generated', 'All', 'bulk'], [undefined, undefined, undefined], ['auto-generated', 'All', undefined]])
})

test('hostile subjects and names bring no header and no recipient', async () => {
  const hostile = 'Hi\r\nBcc: all@evil.example\r\n\r\n<script>\u2028X-Evil: 1'
  await world.configure({ name: `Fjordstay"\r\nBcc: all@evil.example, <eve@evil.example>` })
  await post(ctx, { ...code('ada@skargard.example', 'hostile'), subject: hostile }, settings)
  await expect(post(ctx, code('a@b.example, c@d.example', 1), settings)).rejects.toMatchObject({ code: 'invalid' })
  await expect(post(ctx, code('a@b.example\r\nRCPT TO:<c@d.example>', 1), settings)).rejects.toMatchObject({ code: 'invalid' })
  await deliverPending(ctx, { transport, settings })
  await world.configure({})
  const [got, ...more] = receiver.received
  expect(more).toEqual([])
  expect(got?.to).toEqual(['ada@skargard.example'])
  expect(got?.mail.headers.has('bcc') || got?.mail.headers.has('x-evil')).toBe(false)
  expect(got?.mail.from?.value.map(({ address }) => address)).toEqual([from])
  expect(got?.mail.subject).toBe('Hi Bcc: all@evil.example <script> X-Evil: 1')
})

test('E13 | SMTP | a transport that is down costs no attempt; when it is back everything leaves', async () => {
  const people = await Promise.all([world.asker(), world.asker(), world.asker()])
  for (const person of people) await world.ask(person)
  await world.tell()
  await receiver.goAway()
  const breaker = createBreaker(transport)
  const delivery = { transport, settings, breaker }
  expect(await deliverPending(ctx, delivery)).toEqual({ sent: 0, failed: 0, transportDown: true })
  await receiver.comeBack()
  tick(14)
  expect(await deliverPending(ctx, delivery)).toEqual({ sent: 0, failed: 0, transportDown: true })
  tick(1)
  expect(await deliverPending(ctx, delivery)).toEqual({ sent: 3, failed: 0, transportDown: false })
  expect(receiver.received.map(({ to }) => to[0])).toEqual(people.map(({ email }) => email))
  const { rows } = await newestMails(ctx, { limit: 3 })
  expect(rows.map(({ attempts, error }) => [attempts, error])).toEqual([[0, null], [0, null], [0, null]])
})

test('while it is down the transport is probed every 15 seconds, not at every round', async () => {
  let probes = 0
  const breaker = createBreaker({ probe: async () => ++probes > 2 })
  breaker.trip(clock.now)
  const rounds: boolean[] = []
  for (let second = 0; second < 50; second += 5) {
    tick(5)
    rounds.push(await breaker.letsThrough(clock.now))
  }
  expect(probes).toBe(3)
  expect(rounds.indexOf(true)).toBe(8)
})

test('a refused mail is marked with the reason and holds nobody else up', async () => {
  const [gone, ada] = [await world.asker(), await world.asker()]
  receiver.answer(gone.email, 550)
  await world.ask(gone)
  await world.ask(ada)
  await world.tell()
  expect(await deliverPending(ctx, { transport, settings })).toEqual({ sent: 1, failed: 1, transportDown: false })
  expect(await mailOf(gone.email)).toMatchObject({ sentAt: null, failedAt: clock.now, error: expect.stringContaining('550') })
  expect(await unsentCount(ctx)).toBe(0)
})

test('a mail that is put off backs off, keeps its conversation’s order, and is given up after ten tries, a day later', async () => {
  const [slow, ada] = [await world.asker(), await world.asker()]
  const { id } = await world.ask(slow)
  await reply(agentCtx, id, { clientId: crypto.randomUUID(), seenSeq: 1, body: 'Second' })
  await world.ask(ada)
  await world.tell()
  receiver.answer(slow.email, 451)
  expect(await deliverPending(ctx, { transport, settings })).toEqual({ sent: 1, failed: 0, transportDown: false })
  tick(5)
  receiver.answer(slow.email, null)
  expect((await deliverPending(ctx, { transport, settings })).sent).toBe(0)
  tick(5)
  expect((await deliverPending(ctx, { transport, settings })).sent).toBe(2)
  expect(receiver.received.slice(1).map(({ mail }) => mail.subject?.split(' · ')[0])).toEqual(['We have your message', 'Fjordstay has answered you'])

  receiver.answer('never@skargard.example', 451)
  await post(ctx, code('never@skargard.example', 1), settings)
  for (const wait of [0, 10, 120, 1_440, ...Array.from({ length: 6 }, () => 14_400)]) {
    expect(await mailOf('never@skargard.example')).toMatchObject({ failedAt: null })
    tick(wait)
    await deliverPending(ctx, { transport, settings })
  }
  expect(await mailOf('never@skargard.example')).toMatchObject({ attempts: 10, failedAt: clock.now, error: expect.stringContaining('451') })
})

test('R60 E13 | deliverPending() | an answer that its receiver puts off for four hours says so once, stands on the list as waiting, and can go another way', async () => {
  const [slow, other] = [await world.asker(), await world.asker()]
  const { id } = await world.ask(slow)
  await world.tell()
  await deliverPending(ctx, { transport, settings })
  await reply(agentCtx, id, { clientId: crypto.randomUUID(), seenSeq: 1, body: 'Second' })
  await world.tell()
  receiver.answer(slow.email, 451)
  const told = async () => (await ctx.db.selectFrom('conversations.entry').where('conversation_id', '=', id).where('kind', '=', 'undelivered').select(['body', 'data']).execute())
  const waiting = async () => (await failedMails(agentCtx)).find(({ to }) => to === slow.email)
  for (const wait of [0, 10, 120, 1_440, 4 * 3_600 - 1_571]) {
    tick(wait)
    await deliverPending(ctx, { transport, settings })
  }
  expect([await told(), await waiting()]).toEqual([[], undefined])
  tick(1)
  await deliverPending(ctx, { transport, settings })
  await deliverPending(ctx, { transport, settings })
  const until = new Date(clock.now.getTime() + (1_570 + 5 * 14_400) * 1_000)
  expect(await told()).toEqual([{ body: expect.stringContaining('451'), data: { mail: { to: slow.email, kind: 'delayed', until: until.toISOString() } } }])
  const listed = await waiting()
  expect(listed).toMatchObject({ waiting: { at: 'ours', until }, conversationId: id, failedAt: null, cameBack: false })
  await sendTo(agentCtx, listed?.id ?? '', other.email)
  expect((await deliverPending(ctx, { transport, settings })).sent).toBe(1)
  expect(receiver.received.at(-1)?.to).toEqual([other.email])
  expect((await failedMails(agentCtx)).filter(({ to }) => to === slow.email || to === other.email)).toEqual([])
  receiver.answer(slow.email, null)
})

test('without a transport mail stays kept', async () => {
  await world.ask(await world.asker())
  await world.tell()
  expect(await deliverPending(ctx, { transport: null, settings })).toEqual({ sent: 0, failed: 0, transportDown: false })
  expect(await unsentCount(ctx)).toBe(1)
})

test('two nodes at once never send the same mail', async () => {
  for (let n = 0; n < 30; n++) await post(ctx, code('ada@skargard.example', `node ${n}`), settings)
  const nodes = [ctx, { ...ctx, db: database.forBrand(ctx.actor.brandId) }, { ...ctx, db: database.forBrand(ctx.actor.brandId) }]
  const others = nodes.map(() => smtpTransport(receiver.url))
  while ((await unsentCount(ctx)) > 0) await Promise.all(nodes.map((node, n) => deliverPending(node, { transport: others[n] ?? null, settings })))
  for (const other of others) other.close()
  expect(receiver.received.map(({ mail }) => mail.subject)).toEqual(Array.from({ length: 30 }, (_, n) => `Code node ${n}`))
})

test('a process that dies between the receiver’s yes and its own mark sends again under the same Message-ID', async () => {
  const dying: MailTransport = {
    ...transport,
    send: async (mail) => {
      await transport.send(mail)
      throw new Error('killed')
    },
  }
  await post(ctx, code('ada@skargard.example', 'dying'), settings)
  await expect(deliverPending(ctx, { transport: dying, settings })).rejects.toThrow('killed')
  expect((await deliverPending(ctx, { transport, settings })).sent).toBe(1)
  const ids = receiver.received.map(({ mail }) => mail.messageId)
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
})

test('E13 | SMTP | killed with -9 in the middle of a round, nothing is lost, repeats share one Message-ID and the order holds', async () => {
  const count = 60
  for (let n = 0; n < count; n++) {
    tick(1)
    await post(ctx, code('ada@skargard.example', `kill ${n}`), settings)
  }
  receiver.behaviour.delayMs = 5
  for (let kill = 1; kill <= 3; kill++) {
    const child = fork(path.join(import.meta.dirname, 'deliver.child.fixture.ts'), [JSON.stringify({ connection: database.connection, brandId: ctx.actor.brandId, url: receiver.url, settings })])
    const exited = once(child, 'exit')
    while (receiver.received.length < kill * 15) await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGKILL')
    await exited
  }
  while ((await unsentCount(ctx)) > 0) await deliverPending(ctx, { transport, settings })
  const firstOfEach = [...new Set(receiver.received.map(({ mail }) => mail.subject))]
  expect(firstOfEach).toEqual(Array.from({ length: count }, (_, n) => `Code kill ${n}`))
  expect(new Set(receiver.received.map(({ mail }) => mail.messageId)).size).toBe(count)
  expect(receiver.received.length).toBeLessThanOrEqual(count + 3)
})
