export type Sender = { name: string; address: string }

/** One file of a mail, as it came. `inline` stands in the text rather than beside it. */
export type MailFile = { name: string; type: string; bytes: Uint8Array; inline: boolean; contentId: string | null }

/** What a mail server says became of a mail of ours. */
export type Report = {
  kind: 'failed' | 'delayed' | 'complaint'
  /** Addresses it speaks of, as far as it says. */
  recipients: string[]
  /** Enhanced status as in 5.1.1, when it says one. */
  status: string | null
  detail: string
  /** Until when a server that has not taken it yet goes on trying, when it says so. */
  until?: string
}

/** Why a mail was made by a machine. */
export type Automatic = 'auto-submitted' | 'precedence' | 'suppress' | 'list' | 'vacation' | 'loop' | 'machine-address' | 'null-sender'

/** A mail, read: everything in it is text somebody else has chosen. */
export type ReadMail = {
  from: Sender[]
  /** The one address two parsers find in From; null when they disagree, or when it is none or several. */
  agreedFrom: string | null
  subject: string
  messageId: string | null
  /** In-Reply-To and References, the nearest first. */
  answers: string[]
  /** Message-IDs of mails this one brings back, as a report does. */
  broughtBack: string[]
  /** Whom the receiving server says it was for: a mailbox that is fetched has no envelope. */
  deliveredTo: string[]
  text: string
  /** What was written now, without what it quotes. */
  own: string
  hasHtml: boolean
  files: MailFile[]
  automatic: Automatic | null
  report: Report | null
}

export type Verdict = { spf: string; dkim: string; dmarc: string; policy: string; arc: string; /** The domain in From is proved by its owner's rule, or, where there is none, by SPF or DKIM of the same domain. */ proved: boolean; domain: string | null }

/** From where it came: what SPF is asked about. `trusted`: a server of the operator's own, whose topmost Received line counts. */
export type Origin = { sender: string; remote: string; helo: string; trusted: boolean }

export const nothingProved: Verdict = { spf: 'none', dkim: 'none', dmarc: 'none', policy: 'none', arc: 'none', proved: false, domain: null }
