import { z } from 'zod'
import { reminderKinds, TagName } from './casework-words.ts'
import { Attachment, ConversationState, Entry } from './conversations.ts'
import { Reply } from './desk-reply.ts'
import { HeldMacro, ShownAction } from './macros.ts'

/** An answer that waits out the seconds in which it can be taken back; `stopped`: the thread changed, and it waits for its writer. */
export const Held = z.object({
  agentId: z.uuid(), name: z.string(), body: z.string(), seenSeq: z.int(), leavesAt: z.iso.datetime(), stopped: z.boolean(),
})
export type Held = z.infer<typeof Held>
/** `POST …/hold`; `macro`: the saved reply that acts once the answer has left. */
export const Hold = Reply.extend({ macro: z.string().max(100).optional() })
/** When it leaves. */
export const Holding = z.object({ leavesAt: z.iso.datetime() })
/** `POST …/take-back`: the text that did not leave, what would have gone along, and the saved reply that would have acted after it. */
export const TakenBack = z.object({ body: z.string(), asks: z.boolean(), files: z.array(Attachment), macro: z.string().nullable() })
export type TakenBack = z.infer<typeof TakenBack>

export const draftKinds = ['reply', 'note'] as const
export const DraftKind = z.enum(draftKinds)
export type DraftKind = z.infer<typeof DraftKind>
/** Longer than a message may be: a text that is too long is kept while its writer shortens it. */
const maxDraftLength = 60_000
/** `POST …/draft`: keeps what is being written; an empty text says that there is nothing any more. */
/** `fileIds`: what goes along, all of it; left out, that stays as it is. */
export const SaveDraft = z.strictObject({ kind: DraftKind, body: z.string().max(maxDraftLength), fileIds: z.array(z.uuid()).max(20).optional() })
export type SaveDraft = z.infer<typeof SaveDraft>
/** When the server took it: what it has of another time is older or newer. */
export const KeptDraft = z.object({ savedAt: z.iso.datetime() })
export const SavedDraft = z.object({ kind: DraftKind, body: z.string(), files: z.array(Attachment), savedAt: z.iso.datetime() })
export type SavedDraft = z.infer<typeof SavedDraft>

/** `GET …/saved-replies`: filled in and in the asker's language; `missing` names what could not be filled in. */
export const SavedReply = z.object({
  key: z.string(), name: z.string(), body: z.string(), locale: z.string(), fits: z.enum(['subtopic', 'topic', 'any', 'other']), missing: z.array(z.string()),
  actions: z.array(ShownAction),
})
export type SavedReply = z.infer<typeof SavedReply>
export const SavedReplyList = z.object({ replies: z.array(SavedReply) })
/** `GET …/articles?q=`: articles in the asker's language to send along; without words those of the subtopic. */
export const ArticlesQuery = z.object({ q: z.string().max(200).default('') })
export const InsertableArticles = z.object({ articles: z.array(z.object({ key: z.string(), title: z.string(), summary: z.string(), locale: z.string(), url: z.url() })) })
export type InsertableArticle = z.infer<typeof InsertableArticles>['articles'][number]

/** `POST …/snooze`: until a time, or (null) until the asker writes. */
export const Snooze = z.strictObject({ until: z.iso.datetime().nullable() })

/** `POST …/reminders`: the time of a relocation follows from the hours to arrival. */
export const SetReminder = z.strictObject({
  kind: z.enum(reminderKinds), what: z.string().trim().max(200).default(''), dueAt: z.iso.datetime().optional(),
})
export type SetReminder = z.infer<typeof SetReminder>
export const Reminder = z.object({
  id: z.uuid(), kind: z.enum(reminderKinds), what: z.string(), forAgent: z.uuid(), dueAt: z.iso.datetime(), isDue: z.boolean(),
})
export type Reminder = z.infer<typeof Reminder>
export const Made = z.object({ id: z.uuid() })

export const ChangeTags = z.strictObject({ add: z.array(TagName).max(20).default([]), remove: z.array(TagName).max(20).default([]) })
export const TagList = z.object({ tags: z.array(z.string()) })

/** `POST …/links`: by case number or id. */
export const LinkTo = z.strictObject({ caseNumber: z.string().trim().max(40) })
export const UnlinkFrom = z.strictObject({ otherId: z.uuid() })

/** `POST …/merge`: into the conversation with this case number; between different people only when `acrossPeople` says that this was seen. */
export const MergeInto = z.strictObject({ caseNumber: z.string().trim().max(40), acrossPeople: z.boolean().default(false) })
/** `POST …/split`: a conversation of its own out of some of the asker's messages. */
export const SplitOff = z.strictObject({ submissionId: z.uuid(), seqs: z.array(z.int()).min(1).max(50), topic: z.string().max(60), subtopic: z.string().max(60) })
export const SplitResult = z.object({ id: z.uuid(), caseNumber: z.string() })

export const suspicions = ['staff', 'deceptive-link', 'reported'] as const
const Rated = z.object({ good: z.boolean(), why: z.string(), at: z.iso.datetime() })

export type Mention = { by: string; at: string }
/** `GET …/readings`: who of the staff has looked at it, for leads and admins. */
export const Readings = z.object({ readings: z.array(z.object({ name: z.string(), firstAt: z.iso.datetime(), lastAt: z.iso.datetime(), /** False: only fetched, as a hand came near it. */ opened: z.boolean() })) })
export type Readings = z.infer<typeof Readings>

/** `filters` is the query of the list's address, as in `door=guest&state=open`. */
export const NewView = z.strictObject({ name: z.string().trim().min(1).max(60), shared: z.boolean(), filters: z.string().max(1_000) })
export type NewView = z.infer<typeof NewView>
export const SavedView = z.object({ id: z.uuid(), name: z.string(), shared: z.boolean(), filters: z.string(), own: z.boolean(), by: z.string() })
export type SavedView = z.infer<typeof SavedView>
export const SavedViews = z.object({ views: z.array(SavedView) })

/** What staff have in hand about a conversation, beside what was said in it. */
export const Casework = z.object({
  held: Held.nullable(),
  drafts: z.array(SavedDraft),
  snoozed: z.object({ until: z.iso.datetime().nullable() }).nullable(),
  reminders: z.array(Reminder),
  tags: z.array(z.string()),
  linked: z.array(z.object({ id: z.uuid(), caseNumber: z.string(), askerName: z.string(), state: ConversationState })),
  /** What was merged into it, with what was said there since the oldest entry that is shown; and what it was merged into itself. */
  merged: z.array(z.object({ id: z.uuid(), caseNumber: z.string(), askerName: z.string(), entries: z.array(Entry) })),
  mergedInto: z.object({ id: z.uuid(), caseNumber: z.string() }).nullable(),
  /** What it was split from, while that can be undone: nothing has been written in it. */
  splitFrom: z.object({ id: z.uuid(), caseNumber: z.string() }).nullable(),
  /** Why the links of its asker are off. */
  suspicion: z.object({ because: z.enum(suspicions), at: z.iso.datetime().nullable() }).nullable(),
  rating: Rated.nullable(),
  /** A saved reply that is about to act, or could not. */
  macro: HeldMacro.nullable(),
  /** Where the asker wants to be called. */
  callNumber: z.string().nullable(),
})
export type Casework = z.infer<typeof Casework>
