export type MailAddress = { name: string; address: string }
export type OutgoingMail = {
  from: MailAddress
  /** One address, nothing around it. */
  to: string
  subject: string
  text: string
  html: string
  /** With its angle brackets. The same for every try, so that a mail that arrives twice is recognised. */
  messageId: string
  headers: Record<string, string>
  /** Where a mail server reports to; null: nowhere, for mail that must cause no mail. */
  bounceTo: string | null
  replyTo: string | null
  attachments?: { filename: string; contentType: string; content: Buffer }[]
}
/**
 * `transport-down` says nothing about the mail: all of them wait. `refused` is final for this mail. `later` is this mail's own
 * trouble while the transport is up.
 */
export type MailResult = { sent: true } | { sent: false; because: 'transport-down' | 'refused' | 'later'; detail: string; /** What is down is our sign-in. */ credential?: boolean }
/** How the way out stands: somebody has to mend a sign-in that is refused; a connection may come back alone. */
export type WayOut = { up: true } | { up: false; because: 'credential' | 'connection'; detail: string }
/** The way out for mail. `null` where the installation has no smarthost: mail is then kept, and shown in demo mode. */
export type MailTransport = { send(mail: OutgoingMail): Promise<MailResult>; probe(): Promise<boolean>; /** Connects and signs in, and sends nothing. */ look(): Promise<WayOut>; close(): void }
