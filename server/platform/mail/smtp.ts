import { createTransport } from 'nodemailer'
import type { MailResult, MailTransport, WayOut } from './transport.ts'

/** What every mail is signed with, so that receivers know it for the domain's own. */
export type DkimKey = { domain: string; selector: string; privateKey: string }

/** A smarthost by URL (`smtp://user:password@host:587`). */
export const smtpTransport = (url: string, dkim: DkimKey | null = null): MailTransport => {
  const transport = createTransport({
    url, pool: true, maxConnections: 1, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000,
    disableFileAccess: true, disableUrlAccess: true,
    ...(dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } } : {}),
  })
  const look = (): Promise<WayOut> =>
    transport.verify().then((): WayOut => ({ up: true }), (error: unknown): WayOut => {
      const failure = readFailure(error)
      return { up: false, because: aboutTheSignIn.test(failure.code) ? 'credential' : 'connection', detail: withoutSecret(failure.detail, url) }
    })
  const probe = () => look().then(({ up }) => up)
  return {
    send: async ({ to, bounceTo, replyTo, ...mail }) => {
      try {
        // An address as an object is taken as it stands; as text it would be read for several.
        await transport.sendMail({ ...mail, to: { name: '', address: to }, envelope: { from: bounceTo ?? '', to: [{ name: '', address: to }] }, ...(replyTo ? { replyTo: { name: mail.from.name, address: replyTo } } : {}) })
        return { sent: true }
      } catch (error) {
        const failure = readFailure(error)
        const because = await reasonOf(failure, probe)
        return { sent: false, because, detail: failure.detail, ...(because === 'transport-down' && aboutTheSignIn.test(failure.code) ? { credential: true } : {}) }
      }
    },
    probe,
    look,
    close: () => transport.close(),
  }
}

// A server may say back what it was told.
const withoutSecret = (text: string, url: string): string => {
  const secret = decodeURIComponent(URL.parse(url)?.password ?? '')
  return secret === '' ? text : text.replaceAll(secret, '…')
}

type Failure = { code: string; command: string; response: number; detail: string }
type Reason = Extract<MailResult, { sent: false }>['because']

const readFailure = (error: unknown): Failure => {
  const seen = Object(error) as Partial<Record<'code' | 'command' | 'responseCode', unknown>>
  return {
    code: String(seen.code ?? ''),
    command: String(seen.command ?? ''),
    response: Number(seen.responseCode) || 0,
    detail: error instanceof Error ? error.message : String(error),
  }
}

// A wrong password answers 535 and a sender that may not send answers 550: both would mark every mail refused if the number decided alone.
const aboutTheTransport = /^(EAUTH|ENOAUTH|EOAUTH2|EDNS|ETLS|EREQUIRETLS|EPROXY|ECONFIG|EPROTOCOL)$/
const aboutTheSignIn = /^(EAUTH|ENOAUTH|EOAUTH2)$/
const lostConnection = /^(ECONNECTION|ESOCKET|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EPIPE)$/
const goingAway = 421
const tooLarge = 552

const reasonOf = async ({ code, command, response }: Failure, probe: () => Promise<boolean>): Promise<Reason> => {
  if (aboutTheTransport.test(code) || response === goingAway) return 'transport-down'
  // A connection lost in the middle of a mail is the mail's own trouble only if the server answers the next one.
  if (lostConnection.test(code)) return (await probe()) ? 'later' : 'transport-down'
  if (command === 'MAIL FROM' && response > 0 && response !== tooLarge) return 'transport-down'
  const refusedHere = response === 0 && /^(EENVELOPE|EMESSAGE)$/.test(code)
  return response >= 500 || refusedHere ? 'refused' : 'later'
}
