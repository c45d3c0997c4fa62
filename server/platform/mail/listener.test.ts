import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { createLog } from '#platform/log'
import { listenForMail, type Delivery } from './listener.ts'

const kept: Delivery[] = []
const maxBytes = 100_000
const listen = (limits: { idleMs?: number; dataMs?: number; clientsOfOne?: number }) =>
  listenForMail({
    host: '127.0.0.1', port: 0, lmtp: false, tls: null, maxBytes, trustedServers: [], log: createLog('silent'), limits,
    accepts: async (address) => address.endsWith('@ours.example'), store: async (delivery) => void kept.push(delivery),
  })
const listener = await listen({})
const hasty = await listen({ idleMs: 300, dataMs: 300, clientsOfOne: 20 })
afterAll(() => Promise.all([listener.close(), hasty.close()]))

type Client = { socket: Socket; said(): string; answer(): Promise<string>; say(bytes: string | Buffer): Promise<string>; closed: Promise<unknown> }

/** A client that says what it likes, and hears each answer, or '' when it is hung up on. */
const call = async (port = listener.port, greeted = true): Promise<Client> => {
  const socket = connect(port, '127.0.0.1')
  const heard = { text: '', read: 0 }
  socket.on('data', (bytes) => void (heard.text += bytes.toString('latin1'))).on('error', () => undefined)
  const closed = once(socket, 'close')
  const next = () => /(?:^\d{3}-.*\r\n)*^\d{3}(?: .*)?\r\n/m.exec(heard.text.slice(heard.read))
  const answer = async (): Promise<string> => {
    for (let found = next(); ; found = next()) {
      if (found) return (heard.read += found.index + found[0].length, found[0])
      if (socket.closed || socket.destroyed) return ''
      await Promise.race([once(socket, 'data'), closed]).catch(() => undefined)
    }
  }
  const say = (bytes: string | Buffer) => (socket.write(bytes), answer())
  if (greeted) await answer().then(() => say('EHLO client.example\r\n'))
  return { socket, said: () => heard.text, answer, say, closed }
}

const toData = async (client: Client, from = 'a@client.example') => {
  await client.say(`MAIL FROM:<${from}>\r\n`)
  await client.say('RCPT TO:<guests@ours.example>\r\n')
  return client.say('DATA\r\n')
}
const keptWith = (word: string) => kept.filter(({ raw }) => raw.includes(word))

test('E5 | SMTP | eight ends of a mail that are none split it nowhere: what comes behind stays in it', async () => {
  const ends = ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r.\r\n', '\r\n.\r', '\n.\r', '\r\n\0.\r\n']
  await Promise.all(ends.map(async (end, n) => {
    const client = await call()
    await toData(client)
    const smuggled = `MAIL FROM:<staff@ours.example>\r\nRCPT TO:<guests@ours.example>\r\nDATA\r\nSubject: smuggled\r\n\r\nsmuggled-${n}`
    expect(await client.say(`Subject: outer\r\n\r\nouter-${n}${end}${smuggled}\r\n.\r\n`)).toMatch(/^250/)
    client.socket.end()
    expect(keptWith(`outer-${n}`), JSON.stringify(end)).toHaveLength(1)
    expect(keptWith(`smuggled-${n}`), JSON.stringify(end)).toEqual(keptWith(`outer-${n}`))
    expect(keptWith(`outer-${n}`)[0]?.origin.sender).toBe('a@client.example')
  }))
})

test('E5 | SMTP | lines that are no commands, too long, of another protocol or full of NULs are refused, and nothing is kept', async () => {
  const before = kept.length
  const [long, http, nul, folded, early] = [await call(), await call(), await call(), await call(), await call(listener.port, false)]
  long.socket.write(Buffer.alloc(2_000_000, 'x'))
  http.socket.write('POST / HTTP/1.1\r\nHost: ours.example\r\nContent-Length: 30\r\n\r\nMAIL FROM:<a@client.example>\r\n')
  expect(await long.answer()).toMatch(/^(421|5\d\d)|^$/)
  expect(await http.answer()).toMatch(/^(421|5\d\d)|^$/)
  expect(await nul.say('\0\0\0\r\n')).toMatch(/^5\d\d/)
  expect(await nul.say('MAIL FROM:<a\0@client.example>\r\n').then((answer) => answer.slice(0, 3))).toMatch(/^(501|250)$/)
  // A line break in an address ends the command there; what follows is one of its own, out of turn.
  expect(await folded.say('MAIL FROM:<a@client.example\r\nRCPT TO:<guests@ours.example>\r\n')).toMatch(/^501/)
  expect(await folded.answer()).toMatch(/^503/)
  // Commands that do not wait for the greeting are answered in their order, or not at all.
  early.socket.write('EHLO early.example\r\nMAIL FROM:<a@client.example>\r\nRCPT TO:<else@where.example>\r\nQUIT\r\n')
  await early.closed
  expect(early.said()).not.toMatch(/^354/m)
  for (const { socket } of [long, http, nul, folded]) socket.destroy()
  expect(kept).toHaveLength(before)
})

test('E5 | SMTP | a hundred recipients are taken and no more; others’ addresses, and those that only look like ours, never', async () => {
  const client = await call()
  await client.say('MAIL FROM:<a@client.example> SMTPUTF8\r\n')
  client.socket.write(Array.from({ length: 1_500 }, (_, n) => `RCPT TO:<r${n}@ours.example>\r\n`).join(''))
  const answers = { taken: 0, later: 0 }
  for (let n = 0; n < 1_500; n++) {
    const code = (await client.answer()).slice(0, 3)
    if (code === '250') answers.taken++
    else if (code === '452') answers.later++
    else break
  }
  expect(answers).toEqual({ taken: 100, later: 1_400 })
  await client.say('RSET\r\n')
  await client.say('MAIL FROM:<a@client.example> SMTPUTF8\r\n')
  // The о is Cyrillic; the others go on to somewhere else.
  for (const address of ['guests@оurs.example', 'guests@xn--urs-tdd.example', '"guests@ours.example"@evil.example', '@ours.example:guests@evil.example', 'guests%ours.example@evil.example', 'guests@ours.example.evil.example'])
    expect(await client.say(`RCPT TO:<${address}>\r\n`), address).toMatch(/^5\d\d/)
  client.socket.destroy()
})

test('E12 | SMTP | what is too large is refused when it says so, and when it does not; nothing of it is kept', async () => {
  const before = kept.length
  const client = await call()
  expect(await client.say(`MAIL FROM:<a@client.example> SIZE=${maxBytes + 1}\r\n`)).toMatch(/^552/)
  expect(await toData(client)).toMatch(/^354/)
  expect(await client.say(`Subject: x\r\n\r\n${'x'.repeat(70)}\r\n${`${'y'.repeat(70)}\r\n`.repeat(2_000)}.\r\n`)).toMatch(/^552/)
  expect(await toData(client)).toMatch(/^354/)
  expect(await client.say('Subject: x\r\n\r\nsmall-enough\r\n.\r\n')).toMatch(/^250/)
  client.socket.end()
  expect(keptWith('small-enough')).toHaveLength(1)
  expect(kept).toHaveLength(before + 1)
})

test('E5 | SMTP | who falls silent, drips or hangs up in the middle of a mail leaves nothing; idle ones are sent away, and too many of one address', async () => {
  const before = kept.length
  const [silent, gone, dripping] = [await call(hasty.port), await call(hasty.port), await call(hasty.port)]
  for (const client of [silent, gone, dripping]) expect(await toData(client)).toMatch(/^354/)
  silent.socket.write('Subject: half\r\n\r\nhalf of it')
  gone.socket.write('Subject: half\r\n\r\nhalf of it')
  gone.socket.resetAndDestroy()
  const drip = async () => {
    for (const letter of 'Subject: drip\r\n\r\nnever to its end') {
      if (dripping.socket.destroyed) return
      dripping.socket.write(letter)
      await wait(20)
    }
  }
  await Promise.all([silent.closed, dripping.closed, drip()])
  expect(`${silent.said()}${dripping.said()}`).not.toMatch(/^250 .*queued/im)
  const many = await Promise.all(Array.from({ length: 200 }, () => call(hasty.port, false)))
  const greetings = await Promise.all(many.map((client) => client.answer()))
  expect(greetings.filter((line) => line.startsWith('220')).length).toBeLessThanOrEqual(20)
  expect(greetings.filter((line) => line.startsWith('421')).length).toBeGreaterThanOrEqual(180)
  // Those that were greeted and say nothing are sent away; then there is room again.
  await Promise.all(many.map(({ closed }) => closed))
  expect(kept).toHaveLength(before)
  const after = await call(hasty.port)
  await toData(after)
  expect(await after.say('Subject: x\r\n\r\nafter-all\r\n.\r\n')).toMatch(/^250/)
  after.socket.end()
})
