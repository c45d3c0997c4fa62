import { z } from 'zod'

/** An answer that waits out the seconds in which it can be taken back; `stopped`: the thread changed, and it waits for its writer. */
export const Held = z.object({
  agentId: z.uuid(), name: z.string(), body: z.string(), seenSeq: z.int(), leavesAt: z.iso.datetime(), stopped: z.boolean(),
})
export type Held = z.infer<typeof Held>
/** `POST …/hold`: when the answer leaves. */
export const Holding = z.object({ leavesAt: z.iso.datetime() })
/** `POST …/take-back`: the text that did not leave. */
export const TakenBack = z.object({ body: z.string() })

export const draftKinds = ['reply', 'note'] as const
export const DraftKind = z.enum(draftKinds)
export type DraftKind = z.infer<typeof DraftKind>
/** Longer than a message may be: a text that is too long is kept while its writer shortens it. */
const maxDraftLength = 60_000
/** `POST …/draft`: keeps what is being written; an empty text forgets it. */
export const SaveDraft = z.strictObject({ kind: DraftKind, body: z.string().max(maxDraftLength) })
export type SaveDraft = z.infer<typeof SaveDraft>
export const SavedDraft = z.object({ kind: DraftKind, body: z.string(), savedAt: z.iso.datetime() })
export type SavedDraft = z.infer<typeof SavedDraft>

/** What staff have in hand about a conversation, beside what was said in it. */
export const Casework = z.object({
  held: Held.nullable(),
  drafts: z.array(SavedDraft),
})
export type Casework = z.infer<typeof Casework>
