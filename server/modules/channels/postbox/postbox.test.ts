import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTransport } from 'nodemailer'
import { addressOf, deliverPending, failedMails, namingOf } from '#email'
import type { MailTransport, OutgoingMail } from '#platform/mail'
import { autoReplies, bounces, notBounces } from '#test/mails/bounces'
import { answer, ask, bookings, deskOf, startWorld } from '#test/world'
import { mailSettings } from '../../../app/mail-settings.ts'
import { translator } from '#web/locales'
import { acceptMail, arrivals, clearOldMails, rawMail, takeIn } from './index.ts'
import { postboxParts } from '../../../app/postbox.ts'
import { namesOf, sendTo, type Sent } from '#test/fakes/mails'

const world = await startWorld({
  takesMail: true,
  env: { MAIL_FROM: 'help@mail.fjordstay.example' },
  names: namesOf('skargard.example', 'example.com', 'news.example'),
})
const { app } = world
const db = app.system.db
const maja = await world.agent('maja')
const [toGuests, toPartners] = ['guests@mail.fjordstay.example', 'partners@mail.fjordstay.example']
await db.updateTable('directory.guest').set({ email: 'ana.ruiz@example.com' }).where('name', '=', 'Ana Ruiz').execute()

const send = async (mail: Sent) => {
  const sent = await sendTo(app.listening.mailPort ?? 0, mail)
  await world.settle()
  return sent
}
const newest = async () => {
  const { rows } = await sql<{ id: string; outcome: string; reason: string | null; conversation_id: string; seq: number; state: string }>`select id, outcome, reason, conversation_id, seq, state from postbox.arrival order by received_at desc, id desc limit 1`.execute(db)
  if (!rows[0]) throw new Error('nothing has arrived')
  return rows[0]
}
const threadAt = async () => deskOf(maja, (await newest()).conversation_id)
const mailsTo = async (address: string) => (await db.selectFrom('email.outgoing').where('recipient', '=', address).selectAll().orderBy('created_at').execute())
const naming = namingOf(mailSettings(app), app.brandId)
const failedReport = ['failed', '5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user'] as const
const replyTo = (id: string) => addressOf('reply', id, naming)

test('R60 E10 | SMTP | a partner’s mail opens a conversation in their name, is confirmed without one word of theirs, and the answer’s answer comes back to it', async () => {
  await send({ from: 'Ada <ada@skargard.example>', to: toPartners, subject: 'Två stjärnor till', text: 'Vi har byggt om och vill ha fyra stjärnor.' })
  const opened = await threadAt()
  expect(opened).toMatchObject({ door: 'partner', channel: 'email', asker: { name: 'Ada Lindqvist', email: 'ada@skargard.example', identity: 'mail' }, partner: { name: expect.any(String) } })
  expect(opened.entries[0]).toMatchObject({ kind: 'message', body: 'Två stjärnor till\n\nVi har byggt om och vill ha fyra stjärnor.', data: { mail: { proved: true, from: 'ada@skargard.example' } } })
  const receipt = (await mailsTo('ada@skargard.example')).at(-1)
  expect(receipt).toMatchObject({ kind: 'receipt', null_sender: true })
  for (const theirs of ['stjärnor', 'Ada', 'byggt']) expect(`${receipt?.subject} ${receipt?.body_text}`).not.toContain(theirs)

  await answer(maja, opened.id, 'Skicka gärna beviset.')
  await world.settle()
  const letter = (await mailsTo('ada@skargard.example')).find(({ kind }) => kind === 'answer')
  expect(letter?.body_text).toContain('⸻')
  await send({ from: 'ada@skargard.example', to: replyTo(opened.id).toUpperCase(), subject: 'SV: Två stjärnor till', inReplyTo: letter?.message_id ?? '', text: `Här kommer det.\n\nDen 12 maj 2026 kl. 11:05 skrev Fjordstay:\n> ${letter?.body_text.replaceAll('\n', '\n> ')}` })
  const thread = await deskOf(maja, opened.id)
  expect(thread.entries.findLast(({ kind }) => kind === 'message')).toMatchObject({ body: 'Här kommer det.', author: { name: 'Ada Lindqvist' } })
  expect((await rawMail(maja.ctx, (await newest()).id)).toString()).toContain('> ')
})

test('R60 | SMTP | without the signed address a mail finds its conversation by a Message-ID of ours, and never by one that only looks like it', async () => {
  const ada = await world.partner('ada')
  const { id } = await ask(ada)
  await answer(maja, id)
  await world.settle()
  const letter = (await mailsTo('ada@skargard.example')).findLast(({ kind }) => kind === 'answer')
  await send({ from: 'ada@skargard.example', to: toPartners, subject: 'Re', text: 'Thank you.', inReplyTo: letter?.message_id ?? '' })
  expect(await newest()).toMatchObject({ outcome: 'added', conversation_id: id })
  await send({ from: 'ada@skargard.example', to: toPartners, subject: 'Re', text: 'Forged.', inReplyTo: (letter?.message_id ?? '').replace(/.(?=@)/, (last) => (last === 'a' ? 'b' : 'a')) })
  expect(await newest()).toMatchObject({ outcome: 'opened' })
})

test('R60 | SMTP | a signed address holds after closing and merging, and one of a conversation that is gone begins another', async () => {
  const ada = await world.partner('ada')
  const [first, second] = [await ask(ada), await ask(ada)]
  const by = { from: 'ada@skargard.example', subject: 'Re' }
  await answer(maja, first.id)
  await maja.call('POST', `/api/v1/desk/conversations/${first.id}/close`, { outcome: 'solved', askerAgreed: true })
  await send({ ...by, to: replyTo(first.id), text: 'It is back again.' })
  expect(await newest()).toMatchObject({ outcome: 'added', conversation_id: first.id })
  expect(await deskOf(maja, first.id)).toMatchObject({ closure: null })
  await maja.call('POST', `/api/v1/desk/conversations/${second.id}/merge`, { caseNumber: first.caseNumber })
  await send({ ...by, to: replyTo(second.id), text: 'And here too.' })
  expect(await newest()).toMatchObject({ outcome: 'added', conversation_id: second.id })
  expect((await deskOf(maja, second.id)).entries.findLast(({ kind }) => kind === 'message')).toMatchObject({ body: 'And here too.' })
  await send({ ...by, to: replyTo(crypto.randomUUID()), text: 'To nobody any more.' })
  expect(await newest()).toMatchObject({ outcome: 'opened' })
})

test('E10 | SMTP | a forged sender is never the participant, is seen by staff alone until accepted, and causes no mail', async () => {
  const ada = await world.partner('ada')
  const { id } = await ask(ada)
  await world.settle()
  const before = (await mailsTo('ada@skargard.example')).length
  // The envelope's domain passes SPF; the domain in From does not let it.
  await send({ from: 'Ada Lindqvist <ada@skargard.example>', envelopeFrom: 'eve@example.com', to: replyTo(id), subject: 'Re', text: 'Pay to this account instead.' })
  expect(await newest()).toMatchObject({ outcome: 'held', reason: 'not-proved', conversation_id: id })
  const seen = await ada.page(`/en/extranet/inbox/platform/${id}`)
  expect(seen.text).not.toContain('Pay to this account')
  const held = (await deskOf(maja, id)).entries.find(({ kind }) => kind === 'held')
  expect(held).toMatchObject({ body: 'Pay to this account instead.', data: { mail: { proved: false } } })
  expect(await mailsTo('ada@skargard.example')).toHaveLength(before)
  const list = await arrivals(maja.ctx, { attention: true })
  expect(list[0]).toMatchObject({ outcome: 'held', from: 'ada@skargard.example', conversationId: id })

  const accepted = await acceptMail(maja.ctx, { conversationId: id, seq: held?.seq ?? 0 })
  expect(await acceptMail(maja.ctx, { conversationId: id, seq: held?.seq ?? 0 })).toBe(accepted)
  expect((await ada.page(`/en/extranet/inbox/platform/${id}`)).text).toContain('Pay to this account')
  // A new one of an unproved address opens a conversation that nothing automatic is sent about.
  await send({ from: 'ada@skargard.example', envelopeFrom: 'eve@example.com', to: toPartners, subject: 'Urgent', text: 'Change my bank account.' })
  expect(await threadAt()).toMatchObject({ asker: { identity: 'unverified', email: 'ada@skargard.example' }, partner: null })
  expect(await mailsTo('ada@skargard.example')).toHaveLength(before)
})

test('R36 | SMTP | a guest who writes to the partners’ address is told kindly, once, and their words stand at the guests’ door', async () => {
  await send({ from: 'Ana Ruiz <ana.ruiz@example.com>', to: toPartners, subject: 'Calefacción', text: `No hay calefacción. Reserva ${bookings.ana.number}.` })
  const opened = await threadAt()
  expect(opened).toMatchObject({ door: 'guest', locale: 'es', asker: { name: 'Ana Ruiz', identity: 'mail' }, reservation: { confirmationNumber: bookings.ana.number } })
  const [told, ...more] = await mailsTo('ana.ruiz@example.com')
  expect(told).toMatchObject({ kind: 'hand-over', null_sender: true })
  expect(told?.body_text).toContain('guests@mail.fjordstay.example')
  expect(told?.body_text).not.toContain('calefacción')
  expect(more).toEqual([])
  expect(await db.selectFrom('doors.wrong_door').where('source', '=', 'mail').select(['door', 'came', 'handed_over']).execute()).toEqual([{ door: 'partner', came: 1, handed_over: 1 }])
})

test('R60 | SMTP | newsletters, out-of-office and loops cause no mail and wake nobody; a person’s is not taken for one', async () => {
  const ada = await world.partner('ada')
  const { id } = await ask(ada)
  await answer(maja, id)
  await world.settle()
  const before = await db.selectFrom('email.outgoing').select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow()
  await send({ from: 'ada@skargard.example', to: replyTo(id), subject: 'Autosvar: på resa', text: 'Jag är borta till den 20 maj.', headers: { 'Auto-Submitted': 'auto-replied (vacation)' } })
  expect(await newest()).toMatchObject({ outcome: 'automatic', reason: 'vacation', conversation_id: id })
  await send({ from: 'news@news.example', to: toGuests, subject: 'Offers', text: 'Buy now.', headers: { 'List-Unsubscribe': '<https://news.example/u>' } })
  expect(await newest()).toMatchObject({ outcome: 'set-aside', reason: 'list', conversation_id: null })
  await send({ from: 'help@mail.fjordstay.example', to: toGuests, subject: 'We have your message', text: 'Again.' })
  expect(await newest()).toMatchObject({ outcome: 'set-aside', reason: 'loop' })
  const thread = await deskOf(maja, id)
  expect(thread.state).toBe('answered')
  expect(thread.entries.at(-1)).toMatchObject({ kind: 'automatic', body: 'Jag är borta till den 20 maj.' })
  expect(await db.selectFrom('email.outgoing').select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow()).toEqual(before)
  const elsewhere = (await arrivals(maja.ctx, { attention: false })).map(({ reason }) => reason)
  expect(elsewhere).toEqual(expect.arrayContaining(['list', 'loop', 'vacation']))
})

test('R60 | SMTP | the same mail again is one row and one entry, whatever is done twice', async () => {
  const mail = { from: 'ana.ruiz@example.com', to: toGuests, raw: 'From: ana.ruiz@example.com\r\nTo: guests\r\nMessage-ID: <same@example.com>\r\nSubject: Once\r\n\r\nOnly once.\r\n' }
  await send(mail)
  const { id, conversation_id } = await newest()
  await send(mail)
  await db.updateTable('postbox.arrival').set({ state: 'new', attempts: 0 }).where('id', '=', id).execute()
  await takeIn(world.system, [id, id], postboxParts(app))
  expect((await newest()).id).toBe(id)
  expect((await deskOf(maja, conversation_id)).entries.filter(({ kind }) => kind === 'message')).toHaveLength(1)
  // To all: one mail, and one matter, whichever of our addresses it went to.
  const { id: matter } = await ask(await world.partner('ada'))
  await send({ from: 'ada@skargard.example', to: toPartners, andTo: [toGuests, replyTo(matter)], subject: 'To all', text: 'Said once.' })
  const toAll = await sql<{ recipient: string; outcome: string; reason: string | null; conversation_id: string }>`select recipient, outcome, reason, conversation_id from postbox.arrival where subject = 'To all'`.execute(db)
  const aside = { outcome: 'set-aside', reason: 'same-mail', conversation_id: matter }
  expect(toAll.rows.toSorted((a, b) => a.recipient.localeCompare(b.recipient))).toEqual([{ recipient: toGuests, ...aside }, { recipient: toPartners, ...aside }, { recipient: replyTo(matter), outcome: 'added', reason: null, conversation_id: matter }])
  // A Message-ID that came before says nothing: another mail is another mail.
  await send({ ...mail, raw: mail.raw.replace('Only once', 'Something else') })
  expect((await newest()).conversation_id).not.toBe(conversation_id)
})

test('E4 | SMTP | what cannot be read is seen in a conversation, and the original is kept', async () => {
  const raw = `From: ana.ruiz@example.com\r\nTo: guests\r\n${'X-Filler: y\r\n'.repeat(120_000)}\r\nHello\r\n`
  await send({ from: 'ana.ruiz@example.com', to: toGuests, raw })
  expect(await newest()).toMatchObject({ outcome: 'unreadable', state: 'done' })
  expect((await threadAt()).entries[0]).toMatchObject({ kind: 'message', body: expect.stringContaining('could not be read') })
  expect(await rawMail(maja.ctx, (await newest()).id)).toEqual(Buffer.from(raw))
})

test('E4 | SMTP | reports, answers by machines and odd mails are each seen: in a conversation, or set aside with a reason', async () => {
  const before = await db.selectFrom('postbox.arrival').select('id').execute()
  const mails = Object.values({ ...autoReplies, ...notBounces, ...Object.fromEntries(Object.entries(bounces).slice(0, 6)) })
  for (const [n, raw] of mails.entries()) await sendTo(app.listening.mailPort ?? 0, { from: `odd${n}@odd.example`, to: toGuests, raw })
  await world.settle()
  const seen = await db.selectFrom('postbox.arrival').where('id', 'not in', before.map(({ id }) => id)).select(['outcome', 'reason', 'conversation_id', 'state']).execute()
  expect(seen).toHaveLength(mails.length)
  expect(seen.filter(({ state, outcome, reason, conversation_id }) => state !== 'done' || outcome === null || (conversation_id === null && reason === null))).toEqual([])
})

test('E8 | SMTP | a report about an answer says so in the conversation, that it waits or failed, reopens it and stops mail to an address that is not there; a stranger’s report does nothing', async () => {
  const ada = await world.partner('ada')
  const { id } = await ask(ada)
  await answer(maja, id)
  await world.settle()
  const letter = (await mailsTo('ada@skargard.example')).findLast(({ kind }) => kind === 'answer')
  const report = (to: string, [action, status, said]: readonly [string, string, string] = failedReport) => ({
    from: 'MAILER-DAEMON@skargard.example', envelopeFrom: '', to, raw: [
      'From: MAILER-DAEMON@skargard.example', `To: ${to}`, 'Subject: Undelivered Mail Returned to Sender', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '',
      '--b', 'Content-Type: text/plain', '', 'It did not arrive.', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.skargard.example', '', `Final-Recipient: rfc822; ada@skargard.example`, `Action: ${action}`, `Status: ${status}`, ...said.split('\n'), '--b--', ''].join('\r\n'),
  })
  await send(report(toPartners))
  expect(await newest()).toMatchObject({ outcome: 'set-aside', reason: 'report-of-unknown-mail' })
  expect(await db.selectFrom('email.suppression').selectAll().execute()).toEqual([])
  const back = addressOf('bounce', letter?.id ?? '', naming)
  await db.updateTable('email.outgoing').set({ sent_at: app.now() }).where('id', '=', letter?.id ?? '').execute()
  // Still tried: seen once in the conversation and on the list, however often the server says it.
  const until = new Date(Math.floor(app.now().getTime() / 1_000) * 1_000 + 2 * 86_400_000)
  for (const said of ['smtp; 451 4.4.1 try later', 'smtp; 451 4.4.1 and later']) await send(report(back, ['delayed', '4.4.1', `Diagnostic-Code: ${said}\nWill-Retry-Until: ${until.toUTCString()}`]))
  expect((await deskOf(maja, id)).entries.filter(({ kind }) => kind === 'undelivered')).toMatchObject([{ body: '451 4.4.1 try later', data: { mail: { to: 'ada@skargard.example', kind: 'delayed', status: '4.4.1', suppressed: false, until: until.toISOString() } } }])
  expect(await failedMails(maja.ctx)).toMatchObject([{ id: letter?.id, waiting: { at: 'theirs', until }, cameBack: false }])
  await send(report(back))
  expect(await newest()).toMatchObject({ outcome: 'undelivered', reason: '5.1.1', conversation_id: id })
  expect((await deskOf(maja, id)).entries.findLast(({ kind }) => kind === 'undelivered')).toMatchObject({ data: { mail: { to: 'ada@skargard.example', status: '5.1.1', suppressed: true } } })
  // It waits since then, and says nothing of the promise, which the answer kept.
  await expect.poll(async () => (await deskOf(maja, id)).place?.reasons.map(({ kind }) => kind)).toEqual(['reopened', 'waiting'])
  expect(await db.selectFrom('email.suppression').select(['address', 'because']).execute()).toEqual([{ address: 'ada@skargard.example', because: 'unknown-address' }])
  expect(await failedMails(maja.ctx)).toMatchObject([{ id: letter?.id, waiting: null, cameBack: true }])
  await db.deleteFrom('email.suppression').execute()
})

test('R60 | SMTP | guest and property write to each other without either’s address; nobody else may, and not for ever', async () => {
  const ana = await world.guest('ana')
  const reservationId = ana.actor.reservationId ?? ''
  const [reachesGuest, reachesProperty] = [addressOf('guest', reservationId, naming), addressOf('property', reservationId, naming)]
  await send({ from: 'ana.ruiz@example.com', to: reachesProperty, subject: 'Llegada', text: 'Llegamos a las diez.' })
  expect(await newest()).toMatchObject({ outcome: 'relayed' })
  const { rows } = await sql<{ recipient: string; reply_to: string; body_text: string }>`select recipient, reply_to, body_text from email.outgoing where kind = 'relayed' order by created_at desc`.execute(db)
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    expect(row).toMatchObject({ reply_to: reachesGuest, body_text: expect.stringContaining('Llegamos a las diez.') })
    expect(row.body_text).not.toContain('ana.ruiz@example.com')
  }
  await send({ from: 'eve@example.com', to: reachesProperty, subject: 'x', text: 'Let me in.' })
  expect(await newest()).toMatchObject({ outcome: 'refused', reason: 'not-a-participant' })
  await send({ from: 'ana.ruiz@example.com', to: reachesProperty, text: 'Please confirm your card at https://pay.evil.example/x now' })
  const letters = await db.selectFrom('correspondence.message').select(['body', 'side']).orderBy('at', 'desc').execute()
  expect(letters[0]).toEqual({ side: 'guest', body: 'Please confirm your card at pay[.]evil[.]example/x now' })
})

test('R60 | SMTP | between guest and property long words come as far as is said, and files go along: by mail, and on the page of either; nobody else opens them', async () => {
  const ana = await world.guest('ana')
  const reservationId = ana.actor.reservationId ?? ''
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
  await send({
    from: 'ana.ruiz@example.com', to: addressOf('property', reservationId, naming), subject: 'Llegada', text: 'Llegamos tarde. '.repeat(1_500),
    attachments: [{ filename: 'vuelo.pdf', content: pdf }, { filename: 'vuelo.exe', content: Buffer.from('MZ\u0090\0') }],
  })
  expect(await newest()).toMatchObject({ outcome: 'relayed' })
  const letter = await db.selectFrom('correspondence.message').where('reservation_id', '=', reservationId).select(['body', 'seq']).orderBy('seq', 'desc').executeTakeFirstOrThrow()
  const note = translator('es', 'UTC').t
  expect(letter.body.length).toBeGreaterThan(20_000)
  expect(letter.body.endsWith(`…\n\n${note('mail.relay.cut')}\n\n${note('mail.relay.files', { files: 'vuelo.exe' })} ${note('mail.relay.files.kind')}`)).toBe(true)
  const [file, ...more] = await db.selectFrom('correspondence.attachment').where('reservation_id', '=', reservationId).selectAll().execute()
  expect([file, more]).toMatchObject([{ name: 'vuelo.pdf', seq: letter.seq, byte_size: pdf.byteLength }, []])
  const path = `/files/${file?.file_id}`
  const partners = await Promise.all(['ada', 'priya'].map((key) => world.partner(key)))
  const { partner_id: partnerId } = await db.selectFrom('correspondence.thread').where('reservation_id', '=', reservationId).select('partner_id').executeTakeFirstOrThrow()
  const statuses = await Promise.all([ana, await world.guest('thomas'), maja, world.visitor, ...partners].map(async (who) => (await who.send(path)).status))
  expect(statuses).toEqual([200, 404, 404, 404, ...partners.map(({ actor }) => (actor.partnerId === partnerId ? 200 : 404))])
  expect((await ana.page(`/es/guest/booking/${reservationId}/messages`)).text).toContain(`href="${path}"`)
  const sent: OutgoingMail[] = []
  const transport: MailTransport = { send: async (mail) => (sent.push(mail), { sent: true }), probe: async () => true, look: async () => ({ up: true }), close: () => undefined }
  await deliverPending(world.system, { transport, files: app.files, settings: mailSettings(app) })
  const passed = sent.filter(({ text }) => text.includes('Llegamos tarde.'))
  expect(passed.length).toBeGreaterThan(0)
  for (const { attachments } of passed) expect(attachments).toEqual([{ filename: 'vuelo.pdf', contentType: 'application/pdf', content: pdf }])
})

test('E12 | SMTP | files that nobody should open are not kept, whatever they are called; who wrote is told once, without a word of theirs', async () => {
  const attachments = [{ filename: 'offer.pdf.exe', content: Buffer.from('MZ\u0090\0') }, { filename: 'room.zip', content: Buffer.from('PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaaa') }, { filename: 'picture.pdf', content: Buffer.from('Rar!\u001a\u0007\0') }]
  const mail = { from: 'Nils <nils@skargard.example>', to: toPartners, subject: 'Avtalet', text: 'Se bilagan.', attachments }
  await send(mail)
  const opened = await threadAt()
  expect(opened.entries[0]).toMatchObject({ attachments: [], data: { mail: { refused: ['offer.pdf.exe', 'room.zip', 'picture.pdf'] } } })
  const told = async () => (await mailsTo('nils@skargard.example')).filter(({ kind }) => kind === 'files-refused')
  expect(await told()).toMatchObject([{ null_sender: true, body_text: expect.stringContaining('25 MB') }])
  for (const theirs of ['offer', 'room', 'Avtalet', 'bilagan', 'Nils']) expect(`${(await told())[0]?.subject} ${(await told())[0]?.body_text}`).not.toContain(theirs)
  await send({ ...mail, text: 'Se bilagan igen.' })
  await send({ ...mail, envelopeFrom: 'eve@example.com', text: 'I somebody else’s name.' })
  expect(await told()).toHaveLength(1)
})

test('mails older than they are kept lose their bytes and nothing else; those somebody has yet to look at keep them', async () => {
  const [held] = await arrivals(maja.ctx, { attention: true })
  const later = { ...world.system, now: () => new Date(Date.now() + 366 * 86_400_000) }
  expect(await clearOldMails(later, 0)).toBe(0)
  expect(await clearOldMails({ ...later, now: () => new Date() }, 365)).toBe(0)
  const cleared = await clearOldMails(later, 365)
  expect(cleared).toBeGreaterThan(5)
  expect(await clearOldMails(later, 365)).toBe(0)
  expect((await rawMail(maja.ctx, held?.id ?? '')).byteLength).toBeGreaterThan(0)
  const [aside] = await arrivals(maja.ctx, { attention: false })
  await expect(rawMail(maja.ctx, aside?.id ?? '')).rejects.toThrow('not_found')
  expect(aside?.from).not.toBe('')
})

test('mail for others is refused, and so is what is too large, with the limit said', async () => {
  const to = (address: string) => sendTo(app.listening.mailPort ?? 0, { from: 'ana.ruiz@example.com', to: address, text: 'Hello' })
  await expect(to('somebody@elsewhere.example')).rejects.toMatchObject({ responseCode: 550 })
  await expect(to('nobody@mail.fjordstay.example')).rejects.toMatchObject({ responseCode: 550 })
  const transport = createTransport({ host: '127.0.0.1', port: app.listening.mailPort ?? 0, ignoreTLS: true })
  const large = transport.sendMail({ envelope: { from: 'ana.ruiz@example.com', to: [toGuests], size: 40 * 1024 * 1024 } as never, raw: 'Subject: x\r\n\r\n' + 'x'.repeat(100) })
  await large.catch(() => undefined)
  transport.close()
})
