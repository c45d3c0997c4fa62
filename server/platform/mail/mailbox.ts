import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { InsideAddress, outsideAddress } from '#platform/http'

/** A mailbox of another server. The secret is read anew at every connection, so that a changed one needs no restart. */
export type MailboxPlace = {
  host: string
  port: number
  /** `starttls` insists on it; `none` is for servers of one's own network. */
  tls: 'implicit' | 'starttls' | 'none'
  user: string
  secret: { kind: 'password'; value: string } | { kind: 'password-file' | 'token-file'; file: string }
  folder: string
  /** Marks what is taken as read; otherwise the mailbox is opened for reading only. Nothing is ever deleted. */
  markSeen: boolean
  /** Hosts inside our own network that may be connected to. */
  privateHosts: readonly string[]
}
export type ListedMail = { uid: number; size: number }
export type OpenMailbox = {
  /** Looks anew what is there. When UIDVALIDITY has changed, every number means another mail. */
  look(): Promise<{ uidValidity: number }>
  /** What stands behind a number, and came in since a day, in order. */
  after(uid: number, since: Date | null): Promise<ListedMail[]>
  /** A mail as it is, or its head alone; null when it is gone. */
  fetch(uid: number, part: 'all' | 'head'): Promise<Buffer | null>
  markSeen(uid: number): Promise<void>
  /** Whether something came, or the connection went, before the time was over. */
  news(withinMs: number, signal: AbortSignal): Promise<boolean>
  alive(): boolean
  close(): Promise<void>
}

export type MailboxTroubleKind = 'credential' | 'encryption' | 'folder' | 'not-allowed' | 'connection'
/** Why a mailbox cannot be read; the message holds no secret. */
export class MailboxTrouble extends Error {
  readonly kind: MailboxTroubleKind
  constructor(kind: MailboxTroubleKind, message: string) {
    super(message)
    this.kind = kind
  }
}

const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 120_000 } as const
const mostBytesOfAnswer = 256 * 1024 * 1024

/** Connects, signs in and opens the folder. */
export const openMailbox = async (place: MailboxPlace): Promise<OpenMailbox> => {
  const secret = await secretOf(place)
  try {
    return await connected(place, secret)
  } catch (error) {
    throw troubleOf(error, secret)
  }
}

const secretOf = async ({ secret }: MailboxPlace): Promise<string> => {
  if (secret.kind === 'password') return secret.value
  const text = await readFile(secret.file, 'utf8').catch(() => null)
  if (!text?.trim()) throw new MailboxTrouble('credential', `the file with its ${secret.kind === 'token-file' ? 'token' : 'password'} cannot be read or is empty: ${secret.file}`)
  return text.trim()
}

const connected = async (place: MailboxPlace, secret: string): Promise<OpenMailbox> => {
  const { host, port, tls, user, folder } = place
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client({
    ...timeouts, port, secure: tls === 'implicit', host: await outsideAddress(host, place.privateHosts), ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(tls === 'implicit' ? {} : { doSTARTTLS: tls === 'starttls' }), auth: place.secret.kind === 'token-file' ? { user, accessToken: secret } : { user, pass: secret },
    logger: false, disableAutoIdle: true, disableCompression: true, maxLiteralSize: mostBytesOfAnswer, clientInfo: { name: 'Hospes' },
  })
  // Said again by whatever is waiting then; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const look = async () => ({ uidValidity: Number((await client.mailboxOpen(folder, { readOnly: !place.markSeen })).uidValidity) })
    await look()
    return opened(client, { look, translate: (error) => troubleOf(error, secret) })
  } catch (error) {
    client.close()
    throw error
  }
}

type Around = { look: OpenMailbox['look']; translate: (error: unknown) => Error }

const opened = (client: ImapFlow, { look, translate }: Around): OpenMailbox => {
  const asked = <Result>(work: () => Promise<Result>): Promise<Result> => work().catch((error: unknown) => Promise.reject(translate(error)))
  return {
    look: () => asked(look),
    after: (uid, since) => asked(() => listAfter(client, uid, since)),
    fetch: (uid, part) => asked(async () => {
      const found = await client.fetchOne(String(uid), part === 'all' ? { source: true } : { headers: true }, { uid: true })
      return (found && (part === 'all' ? found.source : found.headers)) || null
    }),
    markSeen: (uid) => asked(async () => void (await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }))),
    news: (withinMs, signal) => waitForNews(client, withinMs, signal),
    alive: () => client.usable,
    close: () => client.logout().catch(() => client.close()),
  }
}

const listAfter = async (client: ImapFlow, uid: number, since: Date | null): Promise<ListedMail[]> => {
  if (client.mailbox === false || client.mailbox.exists === 0) return []
  const query = { uid: true, size: true } as const
  if (since === null) return listed(await client.fetchAll(`${uid + 1}:*`, query, { uid: true }), uid)
  const found = await client.search({ since }, { uid: true })
  const wanted = (found || []).filter((each) => each > uid)
  const chunks = Array.from({ length: Math.ceil(wanted.length / 500) }, (_, n) => wanted.slice(n * 500, n * 500 + 500))
  const all: ListedMail[] = []
  for (const chunk of chunks) all.push(...listed(await client.fetchAll(chunk.join(','), query, { uid: true }), uid))
  return all.toSorted((a, b) => a.uid - b.uid)
}

// `n:*` names the last mail even when its number is lower.
const listed = (found: FetchMessageObject[], after: number): ListedMail[] =>
  found.map(({ uid, size }) => ({ uid, size: size ?? 0 })).filter(({ uid }) => uid > after).toSorted((a, b) => a.uid - b.uid)

const waitForNews = (client: ImapFlow, withinMs: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const finish = (news: boolean) => {
      clearTimeout(timer)
      client.off('exists', done)
      client.off('close', done)
      signal.removeEventListener('abort', done)
      resolve(news)
    }
    const done = () => finish(true)
    const timer = setTimeout(() => finish(false), withinMs)
    client.on('exists', done)
    client.on('close', done)
    signal.addEventListener('abort', done)
    if (signal.aborted || !client.usable) return done()
    // Ended by whatever is asked next. A server without IDLE is asked again and again instead.
    void client.idle().catch(() => undefined)
  })

type Seen = { authenticationFailed?: unknown; mailboxMissing?: unknown; tlsFailed?: unknown; responseText?: unknown; code?: unknown; message?: unknown }

const troubleOf = (error: unknown, secret: string): MailboxTrouble => {
  if (error instanceof MailboxTrouble) return error
  if (error instanceof InsideAddress) return new MailboxTrouble('not-allowed', error.message)
  const seen = Object(error) as Seen
  const said = String(seen.responseText ?? '') || String(seen.message ?? error)
  // A server may say back what it was told.
  const message = said.replaceAll(secret, '…').replace(/\s+/g, ' ').slice(0, 300)
  const kind = seen.authenticationFailed ? 'credential' : seen.mailboxMissing ? 'folder' : seen.tlsFailed || /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(String(seen.code ?? '')) ? 'encryption' : 'connection'
  return new MailboxTrouble(kind, message)
}
