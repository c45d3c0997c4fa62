import { createServer, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { smtpTransport } from './index.ts'

const mail = {
  from: { name: 'Fjordstay', address: 'help@fjordstay.example' }, to: 'ada@skargard.example', subject: 'Hello', text: 'Hello', html: '<p>Hello</p>',
  messageId: '<one@fjordstay.example>', headers: {}, bounceTo: 'bounce@fjordstay.example', replyTo: null,
}

const opened: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

test('what the receiver says about this mail is about this mail', async () => {
  expect(await sendTo({ onRcptTo: (_address, _session, done) => done(smtpError(550, 'no such mailbox')) })).toMatchObject({ because: 'refused', detail: expect.stringContaining('no such mailbox') })
  expect(await sendTo({ onRcptTo: (_address, _session, done) => done(smtpError(451, 'greylisted')) })).toMatchObject({ because: 'later' })
  expect(await sendTo({ onData: (stream, _session, done) => void stream.resume().on('end', () => done(smtpError(554, 'spam'))) })).toMatchObject({ because: 'refused' })
})

test('a wrong password, a sender that may not send and a server that goes away hold every mail back', async () => {
  const wrongPassword = { authOptional: false, onAuth: (_auth: unknown, _session: unknown, done: (error: Error) => void) => done(smtpError(535, 'no')) }
  expect(await sendTo(wrongPassword as SMTPServerOptions, 'user:wrong@')).toMatchObject({ because: 'transport-down' })
  expect(await sendTo({ onMailFrom: (_address, _session, done) => done(smtpError(550, 'sender not allowed')) })).toMatchObject({ because: 'transport-down' })
  expect(await sendTo({ onRcptTo: (_address, _session, done) => done(smtpError(421, 'closing')) })).toMatchObject({ because: 'transport-down' })
  expect(await sendTo({ onConnect: (_session, done) => done(smtpError(554, 'no service')) })).toMatchObject({ because: 'transport-down' })
})

test('nobody at the address is a transport that is down', async () => {
  const transport = open('smtp://127.0.0.1:1')
  expect(await transport.send(mail)).toMatchObject({ sent: false, because: 'transport-down' })
  expect(await transport.probe()).toBe(false)
})

test('a connection lost in the middle of one mail, by a server that takes the next, is this mail’s trouble', async () => {
  const server = await listen(createServer(hangUpOnData))
  expect(await open(`smtp://127.0.0.1:${server.port}`).send(mail)).toMatchObject({ sent: false, because: 'later' })
})

test('one address is one address, whatever stands in it', async () => {
  const seen: string[] = []
  const note: SMTPServerOptions['onRcptTo'] = ({ address }, _session, done) => {
    seen.push(address)
    done()
  }
  await sendTo({ onRcptTo: note }, '', { ...mail, to: 'ada@skargard.example, eve@evil.example' })
  await sendTo({ onRcptTo: note }, '', { ...mail, to: 'ada@skargard.example\r\nRCPT TO:<eve@evil.example>' })
  expect(seen.filter((address) => address.startsWith('eve'))).toEqual([])
})

const sendTo = async (options: SMTPServerOptions, user = '', what = mail) => {
  const server = new SMTPServer({ disabledCommands: user ? ['STARTTLS'] : ['STARTTLS', 'AUTH'], authOptional: true, allowInsecureAuth: true, logger: false, ...options })
  server.on('error', () => undefined)
  const { port } = await listen(server.server)
  return open(`smtp://${user}127.0.0.1:${port}`).send(what)
}

const open = (url: string) => {
  const transport = smtpTransport(url)
  opened.push(() => transport.close())
  return transport
}

const listen = async (server: Server) => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  opened.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return { port: address && typeof address === 'object' ? address.port : 0 }
}

const hangUpOnData = (socket: Socket) => {
  socket.on('error', () => undefined)
  socket.write('220 ready\r\n')
  socket.on('data', (chunk) => {
    const said = chunk.toString()
    if (said.startsWith('DATA')) socket.destroy()
    else socket.write(said.startsWith('QUIT') ? '221 bye\r\n' : '250 fine\r\n')
  })
}

const smtpError = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })
