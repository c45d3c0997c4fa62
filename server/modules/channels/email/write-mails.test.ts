import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { announceClosing, close, note, receive, reply } from '#conversations'
import { setMailCopies } from '#identity'
import { follow, move } from '#promises'
import { testDatabase } from '#test/postgres'
import { newestMails } from './index.ts'
import { emailWorld } from './world.fixture.ts'

const database = await testDatabase()
const world = await emailWorld(database)
const { ctx, clock, agentCtx } = world

const clientId = () => crypto.randomUUID()
const mailsTo = async (email: string) => (await newestMails(ctx, { limit: 500 })).rows.filter((mail) => mail.to === email).toReversed()

test('R15 | writeMails() | whoever wrote gets a receipt with case number, promise in their own time, where the answer comes and the way there', async () => {
  const ada = await world.asker()
  const { id, caseNumber } = await world.ask(ada)
  await world.tell()
  const [receipt, ...more] = await mailsTo(ada.email)
  expect(more).toEqual([])
  expect(receipt).toMatchObject({ kind: 'receipt', subject: `We have your message · ${caseNumber}`, sentAt: null, error: null })
  for (const form of [receipt?.text, receipt?.html]) {
    expect(form).toContain(caseNumber)
    expect(form).toContain('Property information › Star rating')
    expect(form).toContain('Thursday 14 May at 15:05')
    expect(form).toContain('Fjordstay messages')
    expect(form).toContain(`https://help.fjordstay.example/en/extranet/inbox/platform/${id}`)
    expect(form).not.toContain('four stars')
  }
})

test('R15 | writeMails() | a Swede reads Swedish, in Swedish time', async () => {
  const ada = await world.asker({ locale: 'sv', timeZone: 'Europe/Stockholm' })
  await world.ask(ada)
  await world.tell()
  const [receipt] = await mailsTo(ada.email)
  expect(receipt?.subject).toMatch(/^Vi har fått ditt meddelande · H-/)
  expect(receipt?.text).toContain('Vårt mål är att svara senast: torsdag 14 maj kl. 14:05 CEST')
  expect(receipt?.text).toContain('Information om boendet › Antal stjärnor')
  expect(receipt?.text).toContain('/sv/extranet/inbox/platform/')
  expect(receipt?.html).toContain('<html lang="sv" dir="ltr">')
})

test('R15 | writeMails() | who reads Arabic reads it from right to left, and numbers and names keep their order', async () => {
  const ada = await world.asker({ locale: 'ar', timeZone: 'Europe/Stockholm' })
  const { caseNumber } = await world.ask(ada)
  await world.tell()
  const [receipt] = await mailsTo(ada.email)
  expect(receipt?.subject).toBe(`وصلتنا رسالتك · ${caseNumber}`)
  expect(receipt?.html).toContain('<html lang="ar" dir="rtl">')
  expect(receipt?.html).toContain(`<span dir="auto">${caseNumber}</span>`)
  expect(receipt?.text).toContain('نسعى إلى الرد في موعد أقصاه: الخميس، 14 مايو في 14:05')
})

test('the answer comes as it was written, and nothing of the notes beside it', async () => {
  const ada = await world.asker()
  const { id } = await world.ask(ada)
  await note(agentCtx, id, { clientId: clientId(), body: 'She has written three times, be quick' })
  await reply(agentCtx, id, { clientId: clientId(), seenSeq: 2, body: 'Hello Ada,\n\nfour stars & <one> page is enough:\nhttps://a.example/?b=1&c=2' })
  await world.tell()
  const [, answer, ...more] = await mailsTo(ada.email)
  expect(more).toEqual([])
  expect(answer).toMatchObject({ kind: 'answer' })
  expect(answer?.text).toContain('Hello Ada,\n\nfour stars & <one> page is enough:\nhttps://a.example/?b=1&c=2')
  expect(answer?.html).toContain('four stars &amp; &lt;one&gt; page is enough:<br><a href="https://a.example/?b=1&amp;c=2" rel="noopener nofollow ugc">https://a.example/?b=1&amp;c=2</a></p>')
  expect(answer?.html).toContain('Maja Lund has answered you')
  expect(`${answer?.text}${answer?.html}`).not.toContain('be quick')
})

test('files of an answer are named and stay in the conversation', async () => {
  const ada = await world.asker()
  const { id } = await world.ask(ada)
  const file = { brand_id: ctx.actor.brandId, owner_id: agentCtx.actor.id, sha256: Buffer.alloc(32), media_type: 'application/pdf', byte_size: 9 }
  const files = [{ ...file, id: clientId(), name: 'a <b>.pdf' }, { ...file, id: clientId(), name: 'c.pdf' }]
  await ctx.db.insertInto('platform.file').values(files).execute()
  await reply(agentCtx, id, { clientId: clientId(), seenSeq: 1, body: 'Here you are', fileIds: files.map((each) => each.id) })
  await world.tell()
  const [, answer] = await mailsTo(ada.email)
  expect(answer?.text).toContain('2 files belong to the answer: a <b>.pdf and c.pdf. They are in the conversation.')
  expect(answer?.html).toContain('a &lt;b&gt;.pdf')
})

test('R16 | writeMails() | a moved promise tells the new time and the reason in words, ours or the agent’s', async () => {
  const ada = await world.asker()
  const { id } = await world.ask(ada)
  await follow(ctx, id)
  await move(ctx, id, { to: new Date('2026-05-15T06:30:00Z'), reason: 'more-than-usual' })
  await move(ctx, id, { to: new Date('2026-05-16T06:30:00Z'), reason: 'We have asked the municipality.' })
  await world.tell()
  const [, first, second] = await mailsTo(ada.email)
  expect(first?.kind).toBe('promise-moved')
  expect(first?.text).toContain('You have our answer by: Friday 15 May at 09:30 EEST\nInstead of: Thursday 14 May at 15:05 EEST\n')
  expect(first?.text).toContain('Why: More people than usual need our help just now.')
  expect(second?.text).toContain('Why: We have asked the municipality.')
})

test('R18 | writeMails() | an announced closing says when and how to keep it open; a done one the outcome and that writing reopens it', async () => {
  const ada = await world.asker()
  const { id, caseNumber } = await world.ask(ada)
  await announceClosing(agentCtx, id, { outcome: 'answered', silenceDays: 7 })
  await receive(world.as(ada), id, { clientId: clientId(), body: 'Not yet' })
  await close(agentCtx, id, { outcome: 'not-possible', reason: 'The certificate is from 2019.' })
  await world.tell()
  const [, announced, closed, ...more] = await mailsTo(ada.email)
  expect(more).toEqual([])
  expect(announced?.subject).toBe(`We close your case on 20 May 2026 unless you write · ${caseNumber}`)
  expect(announced?.text).toContain('The conversation closes on Wednesday 20 May at 15:05')
  expect(closed?.text).toContain('Outcome: Not possible\nReason: The certificate is from 2019.')
  expect(closed?.text).toContain('it opens again')
})

test('who does not want copies, has no account or calls gets no mail', async () => {
  const [quiet, caller] = [await world.asker(), await world.asker()]
  await setMailCopies(ctx, quiet.id, false)
  const before = (await newestMails(ctx, { limit: 500 })).rows.length
  await world.ask(quiet)
  await world.ask(null, { channel: 'callback' })
  await world.ask(caller, { channel: 'phone' })
  await world.tell()
  expect((await newestMails(ctx, { limit: 500 })).rows).toHaveLength(before)
  await setMailCopies(ctx, quiet.id, true)
  await world.ask(quiet)
  await world.tell()
  expect(await mailsTo(quiet.email)).toHaveLength(1)
})

test('a job that runs twice, also at the same moment, writes one mail and one fact', async () => {
  const ada = await world.asker()
  await world.ask(ada)
  await world.tell(3)
  const mails = await mailsTo(ada.email)
  expect(mails).toHaveLength(1)
  const facts = await ctx.db.selectFrom('platform.fact').where('name', '=', 'mail.queued').select('payload').execute()
  expect(facts.filter(({ payload }) => (payload as { mailIds: string[] }).mailIds.includes(mails[0]?.id ?? ''))).toHaveLength(1)
})

test('hostile names and addresses stay text and never become a header or a second recipient', async () => {
  const name = 'Eve\r\nBcc: all@evil.example <img src=x onerror=alert(1)> "&\''
  const eve = await world.asker({ name })
  const comma = await world.asker({ email: 'eve@skargard.example, all@evil.example' })
  await world.ask(eve)
  await world.ask(comma)
  await world.configure({ name: 'Fjord\r\nX-Evil: 1 \u202Estay' })
  const { id } = await world.ask(eve)
  await reply(agentCtx, id, { clientId: clientId(), seenSeq: 1, body: '</div><script>alert(1)</script>' })
  await world.tell()
  await world.configure({})
  const mails = await mailsTo(eve.email)
  expect(mails).toHaveLength(3)
  for (const mail of mails) {
    expect(mail.subject).not.toMatch(/[\r\n\u202E]/)
    expect(mail.html).not.toContain('<img')
    expect(mail.html).not.toContain('<script')
  }
  expect(await mailsTo(comma.email)).toEqual([])
})

test('the newest mails come in pages, and a made-up place in the list is refused', async () => {
  clock.now = new Date(clock.now.getTime() + 60_000)
  const ada = await world.asker()
  for (let n = 0; n < 5; n++) await world.ask(ada)
  await world.tell()
  const first = await newestMails(ctx, { limit: 3 })
  const second = await newestMails(ctx, { limit: 3, after: first.next ?? undefined })
  expect(first.rows).toHaveLength(3)
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(6)
  const madeUp = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url')
  await expect(newestMails(ctx, { limit: 3, after: madeUp })).rejects.toMatchObject({ code: 'invalid' })
})

// Whoever is behind an address that was typed into a form, and what was typed with it.
const stranger = (email: string, askerName = 'Win at www.evil.example now') => world.ask(null, { door: 'guest', askerName, email, body: 'See www.evil.example' })

test('S13 | writeMails() | a typed address is told nothing that was typed, once a day, five an hour to a domain; an answer always comes', async () => {
  const first = await stranger('victim@one.example')
  const { id } = await stranger('Victim@One.example')
  await follow(ctx, id)
  await move(ctx, id, { to: new Date('2026-05-15T06:30:00Z'), reason: 'more-than-usual' })
  for (let n = 0; n < 6; n++) await stranger(`v${n}@many.example`)
  await world.tell()
  const all = (await newestMails(ctx, { limit: 500 })).rows
  const receipts = all.filter(({ to }) => to.toLowerCase() === 'victim@one.example')
  expect(receipts.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([`receipt We have your message · ${first.caseNumber}`])
  expect(`${receipts[0]?.subject}${receipts[0]?.text}${receipts[0]?.html}`).not.toMatch(/evil|Hello/)
  expect(all.filter(({ to }) => to.endsWith('@many.example'))).toHaveLength(5)
  await reply(agentCtx, id, { clientId: clientId(), seenSeq: 2, body: 'Here you are' })
  await close(agentCtx, id, { outcome: 'answered' })
  await world.tell()
  expect((await mailsTo('Victim@One.example')).map(({ kind }) => kind)).toEqual(['answer', 'closed'])
  clock.now = new Date(clock.now.getTime() + 25 * 3_600_000)
  await stranger('victim@one.example')
  await world.tell()
  expect(await mailsTo('victim@one.example')).toHaveLength(2)
})

test('a receipt whose job failed half-way is written by the next try', async () => {
  await sql`alter table email.outgoing add constraint broken check (recipient <> 'again@two.example')`.execute(database.db)
  await stranger('again@two.example')
  await expect(world.tell()).rejects.toThrow('broken')
  await sql`alter table email.outgoing drop constraint broken`.execute(database.db)
  await world.tell()
  expect(await mailsTo('again@two.example')).toHaveLength(1)
})
