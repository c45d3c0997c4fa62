import { z } from 'zod'
import { TagName } from './casework-words.ts'
import { Channel, Door } from './content.ts'
import { Outcome } from './conversations.ts'
import { MyRow } from './desk.ts'
import { Lane } from './queue.ts'

export const foundStates = ['open', 'waiting', 'answered', 'closed'] as const

/** `GET /api/v1/desk/search`: every conversation there has been, newest first; `q` are words, a name or a number. */
export const FindConversations = z.object({
  q: z.string().max(200).default(''),
  door: Door.optional(), topic: z.string().max(60).optional(), language: z.string().max(10).optional(), channel: Channel.optional(),
  state: z.enum(foundStates).optional(), lane: Lane.optional(), team: z.string().max(60).optional(), tag: TagName.optional(),
  agent: z.union([z.enum(['me', 'nobody']), z.uuid()]).optional(), property: z.string().max(40).optional(),
  after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type FindConversations = z.infer<typeof FindConversations>

export const FoundRow = MyRow.omit({ reasons: true, waits: true, dueAt: true, reminder: true, mention: true })
export type FoundRow = z.infer<typeof FoundRow>
/** A page may hold fewer rows than asked for, even none, where little fits in a long time: `next` goes on from there until it is null. */
export const FoundConversations = z.object({ rows: z.array(FoundRow), next: z.string().nullable() })
export type FoundConversations = z.infer<typeof FoundConversations>

/** `POST /api/v1/desk/bulk`: the same with many; each succeeds or is refused for itself. */
export const Bulk = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(100),
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('take') }),
    z.strictObject({ kind: z.literal('release') }),
    z.strictObject({ kind: z.literal('tag'), tag: TagName }),
    z.strictObject({ kind: z.literal('snooze'), until: z.iso.datetime().nullable() }),
    z.strictObject({ kind: z.literal('close'), outcome: Outcome }),
  ]),
})
export type Bulk = z.infer<typeof Bulk>
export const BulkResult = z.object({ results: z.array(z.object({ id: z.uuid(), error: z.string().nullable() })) })
export type BulkResult = z.infer<typeof BulkResult>

/** `GET /api/v1/desk/properties`: for a picker; by parts of number, name and city. */
export const FindProperties = z.object({ q: z.string().max(80).default(''), limit: z.coerce.number().int().min(1).max(50).default(8) })
export const FoundProperties = z.object({ properties: z.array(z.object({ number: z.string(), name: z.string(), city: z.string(), country: z.string() })) })
export type FoundProperties = z.infer<typeof FoundProperties>
