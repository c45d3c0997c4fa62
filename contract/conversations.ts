import { z } from 'zod'

export const conversationStates = ['sent', 'received', 'read', 'answered', 'closed'] as const
export const ConversationState = z.enum(conversationStates)
export type ConversationState = z.infer<typeof ConversationState>

export const entryKinds = [
  'message', 'reply', 'note', 'received', 'read', 'taken', 'released', 'handed-over', 'closed', 'reopened', 'promise-moved', 'announced',
  'snoozed', 'woken', 'merged', 'unmerged', 'split', 'call', 'held', 'automatic', 'undelivered', 'reclassified', 'chat',
] as const
export const EntryKind = z.enum(entryKinds)
export type EntryKind = z.infer<typeof EntryKind>
/** What a person or a machine said; all else happened in between. */
export const sayingKinds = ['message', 'reply', 'note', 'held', 'automatic', 'undelivered'] as const satisfies readonly EntryKind[]

/** What may be told of a call about a conversation, in its entry's `data.event`; `spoken`: a person of staff has talked with the asker. */
export const CallEvent = z.enum(['waiting', 'answered', 'spoken', 'left', 'dropped', 'call-back', 'calling', 'not-reached', 'voicemail'])
export type CallEvent = z.infer<typeof CallEvent>

export const outcomes = ['solved', 'answered', 'not-possible', 'duplicate', 'no-reply'] as const
export const Outcome = z.enum(outcomes)
export type Outcome = z.infer<typeof Outcome>

export const maxBodyLength = 10_000
export const maxAttachmentBytes = 25 * 1024 * 1024

/** `check`: a file nobody may open, as the scanner has not looked at it yet or has found something in it. */
export const Attachment = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), byteSize: z.int(), path: z.string(), check: z.enum(['pending', 'infected', 'too-large']).optional() })
export type Attachment = z.infer<typeof Attachment>

/** One thing that happened in a conversation; `seq` counts without gaps. `at` is ISO 8601 in UTC. */
export const Entry = z.object({
  seq: z.int(),
  kind: EntryKind,
  author: z.object({ side: z.enum(['asker', 'staff', 'system']), name: z.string() }),
  body: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
  attachments: z.array(Attachment),
})
export type Entry = z.infer<typeof Entry>

export const Promised = z.object({
  firstAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  kept: z.boolean(),
  missed: z.boolean(),
  /** Staff have asked something back: until the asker writes, no time passes. */
  waitsForAsker: z.boolean(),
  moves: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), reason: z.string(), at: z.iso.datetime() })),
})
export type Promised = z.infer<typeof Promised>

/** What `POST /api/v1/conversations` takes. `submissionId` makes a repeat harmless: it answers with the first result. */
export const OpenConversation = z.object({
  submissionId: z.uuid(),
  topic: z.string().max(60),
  subtopic: z.string().max(60),
  propertyId: z.uuid().optional(),
  confirmationNumber: z.string().trim().max(40).optional(),
  body: z.string().trim().min(1).max(maxBodyLength),
  locale: z.string().max(10).regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).optional(),
})
export type OpenConversation = z.infer<typeof OpenConversation>

export const OpenedConversation = z.object({ id: z.uuid(), caseNumber: z.string(), promisedAt: z.iso.datetime().nullable() })
export type OpenedConversation = z.infer<typeof OpenedConversation>

export const SendMessage = z.object({ clientId: z.uuid(), body: z.string().trim().min(1).max(maxBodyLength) })
export type SendMessage = z.infer<typeof SendMessage>
