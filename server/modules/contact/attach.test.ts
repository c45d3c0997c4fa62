import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, startWorld, threadOf } from '#test/world'
import { draftOf } from './draft.ts'

const world = await startWorld()
const ada = await world.partner('ada')
const mateo = await world.partner('mateo')
const maja = await world.agent('maja')
const form = '/en/extranet/contact/rates/restrictions/message'
const place = { topic: 'rates', subtopic: 'restrictions' }
const kept = async () => (await draftOf(ada.ctx, place)).files.map(({ name }) => name)
const forget = async () => void (await world.app.system.db.deleteFrom('contact.draft').execute())

const pngHead = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100', 'hex')
const png = (name: string, size = 200) => new File([Buffer.concat([pngHead, Buffer.alloc(size - pngHead.length, 1)])], name)
const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)
const megabyte = 1024 * 1024
const submissionId = () => crypto.randomUUID()

test('R14 | POST /{locale}/extranet/contact/{topic}/{subtopic}/message | sends several files with the message, for those who may read it', async () => {
  const files = [png('entrance.png'), file('prices.csv', 'room;price\n1;95\n'), file('offer.pdf', '%PDF-1.4\n%âãÏÓ\n1 0 obj\n')]
  const sent = await ada.submit(form, { submissionId: submissionId(), body: 'Three files.', do: 'send' }, files)
  expect(sent.status).toBe(303)
  const id = /platform\/([0-9a-f-]{36})\/sent/.exec(sent.location ?? '')?.[1] ?? ''
  const { attachments } = (await threadOf(ada, id)).entries[0] ?? { attachments: [] }
  expect(attachments).toMatchObject([{ name: 'entrance.png', mediaType: 'image/png', byteSize: 200 }, { name: 'offer.pdf', mediaType: 'application/pdf' }, { name: 'prices.csv', mediaType: 'text/csv' }])
  const path = attachments[0]?.path ?? ''
  for (const reader of [ada, maja]) {
    const got = await reader.send(path)
    expect(got.status).toBe(200)
    expect(Buffer.from(await got.arrayBuffer()).subarray(0, pngHead.length)).toEqual(pngHead)
    expect(Object.fromEntries(got.headers)).toMatchObject({ 'content-disposition': "attachment; filename*=UTF-8''entrance.png", 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" })
  }
  for (const stranger of [world.visitor, mateo]) expect((await stranger.send(path)).status).toBe(404)
  expect(await kept()).toEqual([])
})

test.each([
  ['a page that calls itself a picture', file('room.png', '<html><script>alert(1)</script>')],
  ['a program that calls itself a document', file('invoice.pdf', Buffer.from('4d5a90000300000004000000ffff0000b800000000000000', 'hex'))],
  ['a picture with another ending', png('picture.jpg')],
  ['a picture without an ending', png('picture')],
  ['a picture that is a program by its last ending', png('picture.png.exe')],
  ['a drawing that can run scripts', file('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a web page', file('page.html', '<p>hello')],
  ['an archive', file('all.zip', Buffer.from('504b0304140000000000', 'hex'))],
  ['a text with zero bytes', file('notes.txt', 'a\0b')],
])('R14 | POST /{locale}/extranet/contact/{topic}/{subtopic}/message | refuses %s, says so, and keeps text and the other files', async (_what, bad) => {
  await forget()
  const refused = await ada.submit(form, { submissionId: submissionId(), body: 'I wrote this long text.', do: 'send' }, [png('fine.png'), bad])
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(`“${bad.name}” is of a kind we do not accept`)
  expect(refused.text).toContain('I wrote this long text.')
  expect(await kept()).toEqual(['fine.png'])
})

test('R14 | POST /{locale}/extranet/contact/{topic}/{subtopic}/message | all files together have 25 MB: what does not fit and what is empty is named', async () => {
  await forget()
  const first = await ada.submit(form, { body: 'Large.', do: 'keep' }, [png('a.png', 12 * megabyte), png('b.png', 12 * megabyte)])
  expect(first.status).toBe(200)
  const second = await ada.submit(form, { body: 'Large.', do: 'keep' }, [png('c.png', 2 * megabyte), file('empty.txt', ''), png('d.png', megabyte)])
  expect(second.text).toContain('“c.png” does not fit: all files together may be 25 MB.')
  expect(second.text).toContain('“empty.txt” is empty.')
  expect(await kept()).toEqual(['a.png', 'b.png', 'd.png'])
})

test('of files sent at once in two tabs no more than 25 MB are kept', async () => {
  await forget()
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => ada.submit(form, { body: 'Large.', do: 'keep' }, [png(`${name}.png`, 10 * megabyte)])))
  expect(await kept()).toHaveLength(2)
})

test('a file comes off the draft again, and twenty fit', async () => {
  await forget()
  await ada.submit(form, { body: 'Many.', do: 'keep' }, Array.from({ length: 21 }, (_, number) => png(`${number}.png`, 100 + number)))
  expect(await kept()).toHaveLength(20)
  const [one] = (await draftOf(ada.ctx, place)).files
  expect(await mateo.submit(form, { body: '', detach: one?.id ?? '' })).toMatchObject({ status: 200 })
  expect(await kept()).toHaveLength(20)
  expect(await ada.submit(form, { body: 'Many.', detach: one?.id ?? '' })).toMatchObject({ status: 200 })
  expect(await kept()).toHaveLength(19)
})

test('pressing Send three times at once with a file sends one message with one file', async () => {
  await forget()
  for (let round = 0; round < 5; round++) {
    const fields = { submissionId: submissionId(), body: 'Pressed three times.', do: 'send' }
    const answers = await Promise.all([1, 2, 3].map(() => ada.submit(form, fields, [png('once.png', round === 0 ? 14 * megabyte : 1_000)])))
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
    const id = /platform\/([0-9a-f-]{36})/.exec(answers[0]?.location ?? '')?.[1] ?? ''
    expect((await threadOf(ada, id)).entries[0]?.attachments).toHaveLength(1)
  }
})

test('a file’s name is stored without folders and invisible characters, and never names a path on the disk', async () => {
  await forget()
  await ada.submit(form, { body: 'Names.', do: 'keep' }, [png('..\\..\\evil‮gnp.png'), png('../../etc/pass\u200bwd.png', 300), png(`${'long'.repeat(80)}.png`, 400)])
  const names = await kept()
  expect(names.toSorted()).toEqual(['evilgnp.png', `${'long'.repeat(80).slice(0, 146)}.png`, 'passwd.png'].toSorted())
  const stored = await readdir(join(world.app.config.dataDir, 'files'), { recursive: true })
  expect(stored.every((path) => /^[0-9a-f]{2}([/\\][0-9a-f]{62})?$/.test(path))).toBe(true)
})

test('somebody else’s file cannot be attached by its id', async () => {
  await forget()
  await ada.submit(form, { body: 'Mine.', do: 'keep' }, [png('mine.png', 500)])
  const [mine] = (await draftOf(ada.ctx, place)).files
  await expect(ask(mateo, { topic: 'reservations', subtopic: 'other', confirmationNumber: '4072018665', fileIds: [mine?.id] })).rejects.toThrow('fileIds')
  expect((await mateo.send(`/files/${mine?.id}`)).status).toBe(404)
})
