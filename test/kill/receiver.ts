import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A mail server that outlives the program under test and counts how often each Message-ID came. */
export const mailReceiver = async () => {
  const copies = new Map<string, number>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onData: async (stream, _session, done) => {
      const mail = await buffer(stream).catch(() => null)
      // Cut off in the middle by a kill: the sender has no yes and sends it again.
      if (mail === null) return
      const id = /^message-id:\s*(\S+)/im.exec(mail.toString())?.[1] ?? 'none'
      copies.set(id, (copies.get(id) ?? 0) + 1)
      done()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => new Promise<void>((gone) => server.close(() => gone())))
  const address = server.server.address()
  return { url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, copies }
}
