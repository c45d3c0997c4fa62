import { fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { addressOf, namingOf, readAddress } from '#email'
import { scanner } from '#platform/files'
import { fakeClamd } from '#test/fakes/clamd'
import { imapServer, mailboxUser } from '#test/fakes/imap'
import { answer, ask, deskOf, startWorld } from '#test/world'
import { readConfig } from '../../../config.ts'
import { mailSettings } from '../../../app/mail-settings.ts'
import { deliveredTo } from './delivered-to.ts'
import { keepToPass, type Scan } from './files.ts'
import { mailboxStates } from './index.ts'
import { namesOf } from '#test/fakes/mails'

const imap = await imapServer()
const env = { MAIL_FROM: 'help@mail.fjordstay.example', MAILBOXES: imap.url('door=guest&seen=1'), PRIVATE_HOSTS: '127.0.0.1', MAIL_SIGNED_ADDRESSES: '1' }
const world = await startWorld({ env, names: namesOf('skargard.example', 'example.com') })
const { app } = world
const db = app.system.db
const maja = await world.agent('maja')
const settings = mailSettings(app)
const naming = namingOf(settings, app.brandId)
afterAll(() => imap.goAway())

const arrived = () => db.selectFrom('postbox.arrival').selectAll().orderBy('received_at').orderBy('id').execute()
const until = async <Found>(look: () => Promise<Found | false | undefined>): Promise<Found> => {
  for (let tries = 0; tries < 600; tries++) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it never came')
}
const mail = ({ to = mailboxUser.name, text = 'Hej', from = 'ana.ruiz@example.com', head = '' }) =>
  `Return-Path: <${from}>\r\nDelivered-To: ${to}\r\nReceived: from mx.example.com (localhost [127.0.0.1])\r\n\tby mail.fjordstay.example; Mon, 11 May 2026 10:00:00 +0000\r\n${head}From: ${from}\r\nTo: somebody@example.com\r\nSubject: ${text}\r\nMessage-ID: <${crypto.randomUUID()}@example.com>\r\n\r\n${text}\r\n`

test('R60 | IMAP | a mail in a mailbox opens a conversation at its door, an answer’s answer comes back to it, and the mailbox keeps both, marked as read', async () => {
  imap.put(mail({ text: 'Var finns nyckeln?' }))
  const opened = await until(async () => (await arrived())[0]?.state === 'done' && (await arrived())[0])
  expect(opened).toMatchObject({ source: 'imap', outcome: 'opened', recipient: mailboxUser.name, sender: 'ana.ruiz@example.com', from_address: 'ana.ruiz@example.com' })
  expect(await deskOf(maja, opened.conversation_id ?? '')).toMatchObject({ door: 'guest', channel: 'email' })

  const ada = await world.partner('ada')
  const { id } = await ask(ada)
  await answer(maja, id)
  // Who wrote it is proved by the hop the operator's server tells of; the address it was delivered to is a signed one.
  imap.put(mail({ to: addressOf('reply', id, naming), from: 'ada@skargard.example', text: 'Tack' }))
  const added = await until(async () => (await arrived())[1]?.state === 'done' && (await arrived())[1])
  expect(added).toMatchObject({ outcome: 'added', conversation_id: id })
  await until(async () => imap.flags().every((flags) => flags.includes('\\Seen')))
  expect(imap.count()).toBe(2)
  // Read again from the beginning, under numbers that mean other mails: nothing is taken twice.
  imap.renumber()
  const cursor = () => db.selectFrom('postbox.mailbox').select(['uid_validity', 'last_uid']).executeTakeFirstOrThrow()
  await until(async () => Number((await cursor()).uid_validity) === 8 && Number((await cursor()).last_uid) === 2)
  expect(await arrived()).toHaveLength(2)
})

test('R60 | IMAP | a refused password is said at once, with no secret in it, and is forgotten when it is right again', async () => {
  imap.setPassword('another')
  const refused = await until(async () => (await mailboxStates(world.system)).find(({ trouble }) => trouble === 'credential'))
  expect(refused.name).toBe(`${mailboxUser.name} 127.0.0.1:${imap.port}/INBOX`)
  expect(JSON.stringify(refused)).not.toContain(mailboxUser.password)
  imap.setPassword(mailboxUser.password)
  imap.put(mail({ text: 'Efter felet' }))
  expect(await until(async () => (await mailboxStates(world.system)).find(({ trouble, readAt }) => trouble === null && readAt !== null))).toMatchObject({ detail: '', failingSince: null })
  await until(async () => (await arrived()).length === 3)
})

test('E3 | IMAP | 60 mails, nodes that read at once, three of them killed, and new numbers twice: 60 exactly', async () => {
  const other = await imapServer({ idle: false })
  const box = readConfig({ MAILBOXES: other.url('door=partner') }).mail.mailboxes[0]
  const { connectionString, host, port, user, database } = app.system.pool.options
  const connection = connectionString ? { kind: 'url', url: connectionString } : { kind: 'socket', host, port, user, database }
  const node = () => fork(path.join(import.meta.dirname, 'mailbox.child.fixture.ts'), [JSON.stringify({ connection, brandId: app.brandId, box, settings })])
  const before = (await arrived()).length
  const taken = async () => (await arrived()).length - before
  const nodes = [node(), node(), node(), node()]
  afterAll(() => nodes.forEach((each) => each.kill('SIGKILL')))
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 20; n++) other.put(mail({ text: `Mail ${round * 20 + n}` }))
    await until(async () => (await taken()) > round * 20 + 3)
    const killed = nodes.shift()
    if (!killed) throw new Error('nobody to kill')
    const gone = once(killed, 'exit')
    killed.kill('SIGKILL')
    await gone
    if (round === 1) other.renumber()
  }
  await until(async () => (await taken()) >= 60)
  other.renumber()
  await until(async () => Number((await db.selectFrom('postbox.mailbox').where('name', '=', box?.name ?? '').select('uid_validity').executeTakeFirst())?.uid_validity) === 15)
  for (const each of nodes) each.kill('SIGKILL')
  await other.goAway()
  expect(await taken()).toBe(60)
  expect(new Set((await arrived()).map(({ raw }) => /Subject: (.*)/.exec(String(raw))?.[1])).size).toBe(before + 60)
})

test('whom a mail was for is what the operator’s own servers wrote, never what came with it', () => {
  const to = (raw: string, hops = 1) => deliveredTo(Buffer.from(raw), { hops, settings, brandId: app.brandId })
  const reply = addressOf('reply', '019aa0f4-7a3b-7c1d-8e2f-0123456789ab', naming)
  const received = 'Received: from a\r\n\tby b\r\n'
  expect(to(`Delivered-To: ${reply}\r\n${received}From: a@b.example\r\n\r\nx`)).toBe(reply)
  expect(to(`X-Original-To: <${reply}>\r\nDelivered-To: box@mail.fjordstay.example\r\n${received}\r\nx`)).toBe(reply)
  // Below the first Received line, in the body, or where no server says anything: somebody else's words.
  expect(to(`${received}Delivered-To: ${reply}\r\n${received}\r\nx`)).toBeNull()
  expect(to(`${received}\r\nDelivered-To: ${reply}\r\n`)).toBeNull()
  expect(to(`Delivered-To: ${reply}\r\n\r\nx`)).toBeNull()
  // Two servers of one's own, one behind the other.
  expect(to(`${received}Delivered-To: ${reply}\r\n${received}\r\nx`, 2)).toBe(reply)
  expect(to(`Delivered-To: elsewhere@example.com\r\n${received}\r\nx`)).toBeNull()
})

test('E12 | keepToPass() | what the scanner has not passed is not passed on, and the reason goes with its name', async () => {
  const clamd = await fakeClamd()
  const file = (name: string, text: string) => ({ name, type: 'text/plain', bytes: Buffer.from(text), inline: false, contentId: null })
  const files = [file('a.txt', 'A harmless text.'), file('b.txt', 'EICAR'), file('c.txt', 'GIANT')]
  const keep = (scan: Scan) => keepToPass(world.system, { ownerId: randomUUID(), files }, { files: app.files, reader: app.reader, scan })
  expect(await keep(scanner(clamd.place))).toEqual({ fileIds: [expect.any(String)], unpassed: [{ why: 'infected', names: ['b.txt'] }, { why: 'unchecked', names: ['c.txt'] }] })
  await clamd.close()
  expect((await keep(scanner(clamd.place))).unpassed).toEqual([{ why: 'unchecked', names: ['a.txt', 'b.txt', 'c.txt'] }])
  expect((await keep(null)).unpassed).toEqual([])
  // Set into the text by the mail program: a logo is of the text, a photo is a file.
  const picture = (noise: number, name: string) => sharp(randomBytes(noise * noise * 3), { raw: { width: noise, height: noise, channels: 3 } }).png().toBuffer().then((bytes) => ({ name, type: 'image/png', bytes, inline: true, contentId: `<${name}>` }))
  const { fileIds } = await keepToPass(world.system, { ownerId: randomUUID(), files: [await picture(20, 'logo.png'), await picture(150, 'photo.png')] }, { files: app.files, reader: app.reader, scan: null })
  expect(await db.selectFrom('platform.file').where('id', 'in', fileIds).select('name').execute()).toEqual([{ name: 'photo.png' }])
})

test('R60 | readAddress() | signed addresses hold in any case of letters, are of one brand, and no part of one is good', () => {
  const id = '019aa0f4-7a3b-7c1d-8e2f-0123456789ab'
  const address = addressOf('reply', id, naming)
  expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64)
  expect(readAddress(address.toUpperCase(), naming)).toEqual({ kind: 'reply', id })
  expect(readAddress(address, { ...naming, brandId: crypto.randomUUID() })).toBeNull()
  expect(readAddress(address.replace('reply+', 'bounce+'), naming)).toBeNull()
  for (let cut = 8; cut < address.indexOf('@'); cut++) expect(readAddress(address.slice(0, cut) + address.slice(cut + 1), naming)).toBeNull()
  expect(readAddress(address, { ...naming, keys: [{ id: 'b', secret: 'a newer key' }, ...naming.keys] })).toEqual({ kind: 'reply', id })
  expect(readAddress(address, { ...naming, keys: [{ id: 'a', secret: 'another key' }] })).toBeNull()
})
