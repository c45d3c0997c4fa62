/** The installation's address in links, and the address mail is sent from. */
export type MailSettings = { publicUrl: string; from: string }

export type MailKind = 'receipt' | 'answer' | 'promise-moved' | 'closing-announced' | 'closed' | 'code' | 'booking'

/** Where a mail belongs: the conversation, its entry there and when that happened. Mails of one conversation leave in this order. */
export type MailPlace = { conversationId: string; seq: number; at: Date }

/** A mail as it is written: one recipient, both forms of its text. The same `dedupeKey` twice is one mail. */
export type Mail = { kind: MailKind; to: string; subject: string; text: string; html: string; dedupeKey: string; place?: MailPlace }

/** One address and nothing else: no list, no name, no line break. */
export const isAddress = (text: string): boolean => text.length <= 254 && /^[^\s@,;:<>()[\]\\"\p{C}]+@[^\s@,;:<>()[\]\\"\p{C}]+$/u.test(text)

const longestSubject = 200

/** A subject is one line of visible text, whatever a name or a topic in it holds. */
export const subjectLine = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim()
  return line.length <= longestSubject ? line : `${line.slice(0, longestSubject - 1).trimEnd()}…`
}

/** The backing off of one mail that the receiver puts off: 10 s, 2 min, 24 min, 4 h. */
export const retryDelayMs = (attempts: number): number => Math.min(4 * 3_600_000, 10_000 * 12 ** (attempts - 1))
/** After so many failures of its own a mail is left lying, for somebody to look at. */
export const mostAttempts = 5

type Outgoing = { kind: string; message_id: string; conversation_id: string | null }

/** What other mail programs are told. An answer is written by a person; everything else must not be answered by a machine. */
export const headersOf = ({ kind, message_id, conversation_id }: Outgoing): Record<string, string> => ({
  // One conversation is one thread also in the reader's mailbox.
  ...(conversation_id ? { References: `<${conversation_id}@${hostOf(message_id)}>` } : {}),
  ...(kind === 'answer' ? {} : { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }),
  ...(kind === 'answer' || kind === 'code' ? {} : { Precedence: 'bulk' }),
})

export const messageIdOf = (id: string, { from, publicUrl }: MailSettings): string =>
  `<${id}@${from.split('@')[1] ?? new URL(publicUrl).hostname}>`

const hostOf = (messageId: string) => messageId.slice(messageId.indexOf('@') + 1, -1)
