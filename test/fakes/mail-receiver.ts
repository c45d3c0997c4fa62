import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string[]; from: string; mail: ParsedMail; raw: Buffer }

/** A real SMTP server that keeps what it gets, and can refuse, put off or go away. */
export const mailReceiver = async () => {
  const received: Received[] = []
  const answers = new Map<string, number>()
  const behaviour = { delayMs: 0 }
  const start = async (port: number) => {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        const code = answers.get(address)
        done(code ? Object.assign(new Error('not now'), { responseCode: code }) : null)
      },
      onData: async (stream, session, done) => {
        const raw = await buffer(stream)
        const mail = await simpleParser(raw)
        const { mailFrom, rcptTo } = session.envelope
        received.push({ to: rcptTo.map(({ address }) => address), from: mailFrom ? mailFrom.address : '', mail, raw })
        await sleep(behaviour.delayMs)
        done()
      },
    })
    server.on('error', () => undefined)
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
    return server
  }
  let server = await start(0)
  const address = server.server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    behaviour,
    /** What it answers for a recipient from now on; null takes it back. */
    answer: (recipient: string, code: number | null) => void (code === null ? answers.delete(recipient) : answers.set(recipient, code)),
    goAway: () => new Promise<void>((gone) => server.close(() => gone())),
    comeBack: async () => {
      server = await start(port)
    },
  }
}
