import type { Door } from '#contract/content'
import { messageIdOf, type MailKeys, type Naming } from './addresses.ts'

/** The installation's address in links, the address mail is sent from, where each door is written to, and what signs. */
export type MailSettings = { publicUrl: string; from: string; doors: Record<Door, string>; keys: MailKeys; /** Mail is taken in here, so that answers to ours reach us. */ answerable: boolean; /** Signed addresses reach us too; otherwise the doors' own alone. */ signed: boolean }

export type MailKind = Occurrence | 'code' | 'booking' | 'hand-over' | 'relayed' | 'too-late' | 'files-refused'

/** What happens in a conversation and is told by mail. */
export type Occurrence = 'receipt' | 'answer' | 'promise-moved' | 'closing-announced' | 'closed'

/** Where a mail belongs: the conversation, its entry there and when that happened. Mails of one conversation leave in this order. */
export type MailPlace = { conversationId: string; seq: number; at: Date }

/** A mail as it is written: one recipient, both forms of its text. The same `dedupeKey` twice is one mail. */
export type Mail = {
  kind: MailKind
  to: string
  subject: string
  text: string
  html: string
  dedupeKey: string
  place?: MailPlace
  /** It answers a machine's or a stranger's mail: what comes back because of it comes back to nobody. */
  nullSender?: boolean
  /** Where an answer goes when it belongs to no conversation, as between guest and property. */
  replyTo?: string
  /** Kept files that go along. */
  fileIds?: readonly string[]
}

/** One address and nothing else: no list, no name, no line break. */
export const isAddress = (text: string): boolean => text.length <= 254 && /^[^\s@,;:<>()[\]\\"\p{C}]+@[^\s@,;:<>()[\]\\"\p{C}]+$/u.test(text)

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

export const namingOf = (settings: Pick<MailSettings, 'from' | 'keys'>, brandId: string): Naming => ({ keys: settings.keys, brandId, domain: domainOf(settings.from) })

const longestSubject = 200

/** A subject is one line of visible text, whatever a name or a topic in it holds. */
export const subjectLine = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim()
  return line.length <= longestSubject ? line : `${line.slice(0, longestSubject - 1).trimEnd()}…`
}

/** The backing off of one mail that the receiver puts off: 10 s, 2 min, 24 min, then every 4 h for a day. */
export const retryDelayMs = (attempts: number): number => Math.min(4 * 3_600_000, 10_000 * 12 ** (attempts - 1))
/** After so many failures of its own a mail is left lying, for somebody to look at. */
export const mostAttempts = 10

/** When a mail that was put off so many times, and is next tried then, is given up if it is put off every time. */
export const givenUpAt = (attempts: number, tryAfter: Date): Date => {
  const more = Array.from({ length: Math.max(0, mostAttempts - 1 - attempts) }, (_, n) => retryDelayMs(attempts + 1 + n))
  return new Date(more.reduce((at, delay) => at + delay, tryAfter.getTime()))
}

type Outgoing = { kind: string; conversation_id: string | null; in_reply_to: string | null }

const byPeople: readonly string[] = ['answer', 'relayed']

/** What other mail programs are told. An answer is written by a person; everything else must not be answered by a machine. */
export const headersOf = ({ kind, conversation_id, in_reply_to }: Outgoing, naming: Naming): Record<string, string> => {
  // One conversation is one thread also in the reader's mailbox.
  const references = [...(conversation_id ? [messageIdOf('thread', conversation_id, naming)] : []), ...(in_reply_to ? [in_reply_to] : [])]
  return {
    ...(in_reply_to ? { 'In-Reply-To': in_reply_to } : {}),
    ...(references.length > 0 ? { References: references.join(' ') } : {}),
    'X-Loop': 'hospes',
    ...(byPeople.includes(kind) ? {} : { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }),
    ...(byPeople.includes(kind) || kind === 'code' ? {} : { Precedence: 'bulk' }),
  }
}
