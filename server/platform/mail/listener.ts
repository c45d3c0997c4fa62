import { Transform, type Readable } from 'node:stream'
import type { SMTPServerAddress, SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import type { Logger } from 'pino'
import type { Origin } from './reading/message.ts'

/** What came in, as its envelope says. */
export type Delivery = { recipients: string[]; origin: Origin; raw: Buffer }

export type ListenerOptions = {
  host: string
  port: number
  lmtp: boolean
  /** With it STARTTLS is offered. */
  tls: { key: string; cert: string } | null
  maxBytes: number
  /** Addresses, beside the loopback ones, of the operator's own mail servers. */
  trustedServers: readonly string[]
  log: Logger
  /** Whether an address is one of ours; everything else is refused: mail for others is not passed on. */
  accepts(address: string): Promise<boolean>
  /** Resolves once it is stored for good; the sender keeps it until then, and tries again when this rejects. */
  store(delivery: Delivery): Promise<void>
  limits?: Partial<Limits>
}
type Limits = { recipients: number; clients: number; clientsOfOne: number; idleMs: number; dataMs: number; bytesAtOnce: number }
export type MailListener = { port: number; close(): Promise<void> }

const limitsOf = (given: Partial<Limits> = {}): Limits => ({
  recipients: 100, clients: 200, clientsOfOne: 50, idleMs: 60_000, dataMs: 600_000, bytesAtOnce: 200 * 1024 * 1024, ...given,
})

/** Takes mail by SMTP or LMTP. What is answered with 250 is stored; everything else the sender still has. */
export const listenForMail = async (options: ListenerOptions): Promise<MailListener> => {
  const limits = limitsOf(options.limits)
  const held = { bytes: 0, clients: new Map<string, number>() }
  const answer = async (done: (error: Error | null) => void, work: () => Promise<Error | null>) => done(await work().catch((error: unknown) => answerTo(error, options.log)))
  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    ...protocolOf(options), maxClients: limits.clients, socketTimeout: limits.idleMs,
    onConnect: ({ remoteAddress }, done) => {
      const clients = (held.clients.get(remoteAddress) ?? 0) + 1
      held.clients.set(remoteAddress, clients)
      done(clients > limits.clientsOfOne ? refusal(421, 'too many connections from your address') : null)
    },
    onClose: ({ remoteAddress }) => {
      const left = (held.clients.get(remoteAddress) ?? 1) - 1
      if (left > 0) held.clients.set(remoteAddress, left)
      else held.clients.delete(remoteAddress)
    },
    onMailFrom: (address, _session, done) => {
      const told = Number((address.args as Record<string, unknown> | false) && (address.args as Record<string, unknown>).SIZE)
      done(told > options.maxBytes ? tooLarge(options.maxBytes) : null)
    },
    onRcptTo: (address, session, done) => {
      if (session.envelope.rcptTo.length >= limits.recipients) return done(refusal(452, 'too many recipients, send the rest in another mail'))
      void answer(done, async () => ((await options.accepts(addressOf(address))) ? null : refusal(550, '5.1.1 no such address here')))
    },
    onData: (stream, session, done) => {
      void answer(done, async () => {
        const raw = await collect(stream, { held, limits, maxBytes: options.maxBytes })
        await options.store({ recipients: session.envelope.rcptTo.map(addressOf), origin: originOf(session, options.trustedServers), raw })
        return null
      })
    },
  })
  server.on('error', (error: Error) => options.log.debug({ err: error }, 'mail connection'))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host, () => resolve())
  })
  const address = server.server.address()
  return {
    port: address && typeof address === 'object' ? address.port : options.port,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

const protocolOf = ({ lmtp, tls, maxBytes, trustedServers }: ListenerOptions): SMTPServerOptions => ({
  lmtp, logger: false, banner: 'Hospes', size: maxBytes, authOptional: true, disableReverseLookup: true, hideENHANCEDSTATUSCODES: false,
  disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'], ...tls, useXForward: ['127.0.0.1', '::1', ...trustedServers], closeTimeout: 5_000,
})

const addressOf = ({ address }: SMTPServerAddress) => address.toLowerCase()

type Collecting = { held: { bytes: number }; limits: Limits; maxBytes: number }

/** The whole mail, or nothing: what is too large or takes too long is read no further than to its end and forgotten. */
const collect = async (stream: Readable, { held, limits, maxBytes }: Collecting): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  let failure: Error | null = null
  const forget = () => {
    held.bytes -= chunks.reduce((sum, { length }) => sum + length, 0)
    chunks.length = 0
  }
  const timer = setTimeout(() => stream.destroy(refusal(421, 'took too long')), limits.dataMs)
  const sink = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      size += chunk.length
      if (size > maxBytes) failure = tooLarge(maxBytes)
      else if (held.bytes + chunk.length > limits.bytesAtOnce) failure ??= refusal(452, '4.3.1 busy, try again later')
      if (failure) {
        forget()
        // A sender that goes on long after the limit is not listening.
        return size > maxBytes * 2 + 1_000_000 ? next(failure) : next()
      }
      held.bytes += chunk.length
      chunks.push(chunk)
      next()
    },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      stream.on('error', reject)
      stream.on('close', () => (stream.readableEnded ? undefined : reject(refusal(421, 'the connection was lost'))))
      sink.on('error', reject).on('finish', resolve)
      stream.pipe(sink)
    })
    if (failure) throw failure
    return Buffer.concat(chunks)
  } finally {
    clearTimeout(timer)
    forget()
  }
}

class SmtpRefusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}
const refusal = (code: number, message: string) => new SmtpRefusal(code, message)
const tooLarge = (maxBytes: number) => refusal(552, `5.3.4 too large, ${Math.floor(maxBytes / 1_048_576)} MB at most`)

// Whatever keeps it from being stored, a database away or a disk full, is for a time: the sender tries again.
const answerTo = (error: unknown, log: Logger): Error => {
  if (error instanceof SmtpRefusal) return error
  log.error({ err: error }, 'mail could not be taken')
  return refusal(452, '4.3.1 could not be stored, try again later')
}

type Forwarded = { ADDR?: string; HELO?: string }

const originOf = (session: SMTPServerSession, trustedServers: readonly string[]): Origin => {
  const own = isLoopback(session.remoteAddress) || trustedServers.includes(session.remoteAddress)
  const told = own ? Object.fromEntries((session as unknown as { xForward?: Map<string, string> }).xForward ?? []) as Forwarded : {}
  const { mailFrom } = session.envelope
  return {
    sender: mailFrom ? mailFrom.address : '',
    remote: told.ADDR ?? session.remoteAddress,
    helo: (told.HELO ?? String(session.hostNameAppearsAs || session.clientHostname || '')).slice(0, 255),
    trusted: own && told.ADDR === undefined,
  }
}

const isLoopback = (address: string) => address === '::1' || /^(::ffff:)?127\./.test(address)
