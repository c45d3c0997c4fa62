import type { ConversationState, EntryKind } from '#contract/conversations'

/** The marks a state is read from. Numbers are places in the thread; 0 is "never". */
export type Marks = {
  closed: boolean
  received_at: Date | null
  asker_seq: number
  staff_seq: number
  staff_read_seq: number
}

/** sent → received → read → answered → closed, as the asker sees it; a new message of theirs starts again at received. */
export const stateOf = (marks: Marks): ConversationState => {
  if (marks.closed) return 'closed'
  if (marks.staff_seq > marks.asker_seq) return 'answered'
  if (marks.staff_read_seq >= marks.asker_seq && marks.asker_seq > 0) return 'read'
  return marks.received_at ? 'received' : 'sent'
}

/** The fact each kind of entry is published as. */
export const factOf: Record<EntryKind, string> = {
  message: 'message.received',
  reply: 'reply.written',
  note: 'note.written',
  received: 'conversation.received',
  read: 'conversation.read',
  taken: 'conversation.taken',
  released: 'conversation.released',
  'handed-over': 'conversation.handed-over',
  closed: 'conversation.closed',
  reopened: 'conversation.reopened',
  'promise-moved': 'promise.moved',
  announced: 'conversation.closing-announced',
  snoozed: 'conversation.snoozed',
  woken: 'conversation.woken',
  merged: 'conversation.merged',
  unmerged: 'conversation.unmerged',
  split: 'conversation.split',
  call: 'call.changed',
  held: 'mail.held',
  automatic: 'mail.automatic',
  undelivered: 'mail.undelivered',
  reclassified: 'conversation.reclassified',
  chat: 'chat.changed',
}

const staffOnly: ReadonlySet<EntryKind> = new Set(['note', 'taken', 'released', 'handed-over', 'snoozed', 'woken', 'merged', 'unmerged', 'split', 'held', 'automatic', 'undelivered', 'reclassified'])

/** What an asker never hears of. */
export const hiddenFromAsker: readonly EntryKind[] = [...staffOnly]

/** Whether the asker may know of an entry at all. */
export const isForAsker = (kind: EntryKind): boolean => !staffOnly.has(kind)

/** Entries after which an answer being written may be out of date. */
export const changesTheThread: readonly EntryKind[] = ['message', 'reply', 'closed', 'reopened']

const excerptLength = 180

// A sign of two halves that the cut goes through: one half alone is no text.
const halfAtEnd = /[\uD800-\uDBFF]$/

export const excerptOf = (body: string): string => {
  const line = body.replace(/\s+/g, ' ').trim()
  return line.length <= excerptLength ? line : `${line.slice(0, excerptLength - 1).replace(halfAtEnd, '').trimEnd()}…`
}
