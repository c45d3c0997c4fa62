import { createTransport } from 'nodemailer'

export type OutgoingMail = {
  from: string
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  headers: Record<string, string>
}
export type MailResult = { sent: true } | { sent: false; because: 'transport-down' | 'refused'; detail: string }
/** The way out for mail. `null` where the installation has no smarthost: mail is then kept, and shown in demo mode. */
export type MailTransport = { send(mail: OutgoingMail): Promise<MailResult>; probe(): Promise<boolean>; close(): void }

/** A smarthost by URL (`smtp://user:password@host:587`). */
export const smtpTransport = (url: string): MailTransport => {
  const transport = createTransport({ url, pool: true, maxConnections: 2, connectionTimeout: 10_000, socketTimeout: 30_000 })
  return {
    send: async ({ messageId, ...mail }) => {
      try {
        await transport.sendMail({ ...mail, messageId })
        return { sent: true }
      } catch (error) {
        return { sent: false, ...failureOf(error) }
      }
    },
    probe: () => transport.verify().then(() => true, () => false),
    close: () => transport.close(),
  }
}

// A 5xx answer is about this mail; anything else (no connection, 4xx, timeout) is about the transport.
const failureOf = (error: unknown): { because: 'transport-down' | 'refused'; detail: string } => {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  const detail = error instanceof Error ? error.message : String(error)
  return { because: code >= 500 ? 'refused' : 'transport-down', detail }
}
