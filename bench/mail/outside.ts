import { setTimeout as sleep } from 'node:timers/promises'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { freePort } from '../message/program.ts'
import type { Ground } from './ground.ts'

/** A smarthost that keeps what it is given, goes away and comes back. */
export const outsideServer = async (ground: Ground) => {
  const kept: string[] = []
  const state: { server: SMTPServer | null; delay: number } = { server: null, delay: 0 }
  const port = await freePort()
  const back = async () => {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'], logger: false, closeTimeout: 100,
      onData: async (stream, _session, done) => {
        const mail = await buffer(stream).catch(() => null)
        if (mail === null) return
        kept.push(decoded(mail.toString()))
        await sleep(state.delay)
        done()
      },
    })
    server.on('error', () => undefined)
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
    state.server = server
  }
  const away = () => new Promise<void>((gone) => (state.server ? state.server.close(() => gone()) : gone()))
  await back()
  ground.atEnd(away)
  return { url: `smtp://127.0.0.1:${port}`, mails: (): readonly string[] => kept, away, back, delayMs: (ms: number) => void (state.delay = ms) }
}

// Long lines are broken on their way; what is looked for may stand across a break. The head has breaks of its own kind.
const decoded = (mail: string) => {
  const body = mail.indexOf('\r\n\r\n')
  return mail.slice(0, body) + mail.slice(body).replaceAll('=\r\n', '')
}
