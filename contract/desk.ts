import { z } from 'zod'
import { AppReport } from './app.ts'
import { Casework } from './casework.ts'
import { CallHours, Channel, Door, Relocation } from './content.ts'
import { ConversationState, Entry, maxBodyLength, Outcome, Promised } from './conversations.ts'
import { SeatCall } from './phone.ts'
import { Lane, Presence, Reason } from './queue.ts'

/** `GET /api/v1/desk/me` */
export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  roles: z.array(z.string()),
  onDuty: z.boolean(),
  /** Null when off duty. */
  presence: Presence.nullable(),
  capacity: z.int(),
  /** How many of them are taken up. */
  has: z.int(),
  brand: z.object({ name: z.string(), demo: z.boolean(), callHours: CallHours, relocation: Relocation }),
})
export type Me = z.infer<typeof Me>

/** `PATCH /api/v1/desk/me`: interface language, and whether the agent takes work now. */
export const ChangeMe = z.strictObject({ locale: z.enum(['sv', 'en']).optional(), onDuty: z.boolean().optional(), away: z.boolean().optional(), capacity: z.int().min(1).max(20).optional() })
export type ChangeMe = z.infer<typeof ChangeMe>

const Named = z.object({ key: z.string(), name: z.string() })

export const QueueRow = z.object({
  conversationId: z.uuid(),
  caseNumber: z.string(),
  lane: Lane,
  dueAt: z.iso.datetime(),
  waitingSince: z.iso.datetime(),
  reasons: z.array(Reason),
  door: Door,
  channel: Channel,
  topic: Named,
  subtopic: Named,
  askerName: z.string(),
  partnerName: z.string().nullable(),
  propertyName: z.string().nullable(),
  locale: z.string(),
  excerpt: z.string(),
})
export type QueueRow = z.infer<typeof QueueRow>

/** `GET /api/v1/desk/queue?lane=&after=&limit=`: who waits, in due order; `next` continues the list. */
export const QueuePage = z.object({
  lanes: z.array(z.object({ lane: Lane, waiting: z.int() })),
  rows: z.array(QueueRow),
  next: z.string().nullable(),
})
export type QueuePage = z.infer<typeof QueuePage>

/** What stands in the desk's page itself, so that its first list waits for nothing; `queue` where the page opens on it. */
export const FirstSight = z.object({ at: z.string(), me: Me, queue: QueuePage.nullable() })
export type FirstSight = z.infer<typeof FirstSight>

/** `GET /api/v1/desk/mine`: what the agent has taken and not closed, waiting ones first. */
export const MyRow = QueueRow.omit({ lane: true, dueAt: true, waitingSince: true }).extend({
  state: ConversationState,
  waits: z.boolean(),
  /** Put aside: until when, or (null) until they write. */
  snoozed: z.object({ until: z.iso.datetime().nullable() }).nullable(),
  /** What one is reminded of about it. */
  reminder: z.string().nullable(),
  /** Who has named one in a note that one has not seen. */
  mention: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  dueAt: z.iso.datetime().nullable(),
  lastEntryAt: z.iso.datetime(),
})
export type MyRow = z.infer<typeof MyRow>
export const MyPage = z.object({ rows: z.array(MyRow) })
export type MyPage = z.infer<typeof MyPage>

/** `GET /api/v1/desk/conversations/{id}` */
export const DeskConversation = z.object({
  id: z.uuid(),
  caseNumber: z.string(),
  state: ConversationState,
  door: Door,
  channel: Channel,
  topic: Named,
  subtopic: Named,
  locale: z.string(),
  openedAt: z.iso.datetime(),
  lastSeq: z.int(),
  promise: Promised.nullable(),
  place: z.object({ lane: Lane, dueAt: z.iso.datetime(), reasons: z.array(Reason) }).nullable(),
  claim: z.object({ agentId: z.uuid(), name: z.string(), since: z.iso.datetime() }).nullable(),
  /** Whether the asker is in the chat now, or how they left, and how far they have read; null for what is no chat. */
  chat: z.object({ here: z.boolean(), leftAt: z.iso.datetime().nullable(), left: z.enum(['lost', 'message', 'email']).nullable(), readSeq: z.int() }).nullable(),
  /** The newest call about it and how sure it was who was on the line; null where nobody has called. */
  call: SeatCall.pick({ direction: true, level: true, proof: true, number: true, numberOnFile: true, claimedName: true }).extend({ at: z.iso.datetime() }).nullable(),
  closing: z.object({ outcome: Outcome, at: z.iso.datetime() }).nullable(),
  closure: z.object({ outcome: Outcome, reason: z.string().nullable(), by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
  asker: z.object({
    name: z.string(), email: z.string().nullable(), role: z.string().nullable(), locale: z.string(), timeZone: z.string().nullable(),
    /** How the asker has shown who they are: a partner's sign-in; a guest's account, PIN, mailed or signed link; nothing. */
    identity: z.enum(['signed-in', 'account', 'pin', 'short-pin', 'link', 'mail', 'unverified']),
    /** Of a guest who had signed in with the account; null when it is not known. */
    loyaltyLevel: z.int().nullable(),
  }),
  partner: z.object({ name: z.string(), country: z.string(), phoneOnFile: z.string().nullable() }).nullable(),
  property: z.object({
    number: z.string(), name: z.string(), address: z.string(), city: z.string(), country: z.string(), timeZone: z.string(),
    language: z.string(), status: z.enum(['open', 'closed', 'snoozed']), stars: z.int().nullable(),
    provider: z.object({ name: z.string(), status: z.string() }).nullable(), accountManager: z.string().nullable(),
  }).nullable(),
  reservation: z.object({
    confirmationNumber: z.string(), status: z.enum(['booked', 'cancelled', 'no-show', 'stayed']), arrival: z.string(), departure: z.string(),
    nights: z.int(), rooms: z.int(), guests: z.int(), totalMinor: z.int(), currency: z.string(), policy: z.string(),
    guest: z.object({ name: z.string(), language: z.string(), loyaltyLevel: z.int() }),
    /** Hours from now to 15:00 on the day of arrival in the property's zone; negative once it has passed. */
    hoursToCheckIn: z.number(),
  }).nullable(),
  casework: Casework,
  /** The newest of its entries, oldest first; `before` leads on to what is older and is null when nothing is. */
  entries: z.array(Entry),
  before: z.int().nullable(),
  /** The first message that nobody of staff has read or answered. */
  unreadSeq: z.int().nullable(),
  /** The newest answer. */
  answerSeq: z.int().nullable(),
  /** Where a report from the app comes from. */
  report: AppReport.nullable(),
  earlier: z.array(z.object({ id: z.uuid(), caseNumber: z.string(), door: Door, askerName: z.string(), topic: z.string(), state: ConversationState, openedAt: z.iso.datetime() })),
})
export type DeskConversation = z.infer<typeof DeskConversation>

/** `POST …/read`: the newest entry the agent has on the screen. */
export const MarkRead = z.strictObject({ seq: z.int().optional() })
/** `mentions`: colleagues who are told of it. */
export const Note = z.strictObject({ clientId: z.uuid(), body: z.string().trim().min(1).max(maxBodyLength), mentions: z.array(z.uuid()).max(20).optional() })
export type Note = z.infer<typeof Note>
/** Closes at once when the asker has agreed; otherwise announces it, and silence until then closes it. */
export const Close = z.strictObject({ outcome: Outcome, reason: z.string().trim().max(500).optional(), askerAgreed: z.boolean() })
export type Close = z.infer<typeof Close>
export const Written = z.object({ seq: z.int() })
export type Written = z.infer<typeof Written>
/** `POST /api/v1/desk/queue/next`: the conversation that was taken; null when nobody waits, the agent's hands are full, or those who wait need other skills. */
export const Picked = z.object({ conversationId: z.uuid().nullable(), nothing: z.enum(['nobody-waits', 'hands-full', 'other-skills']).nullable() })
export type Picked = z.infer<typeof Picked>
/** `POST …/take`: 409 `taken_by_another` with `{ name }` when somebody else was first. */
export const Claimed = z.object({ agentId: z.uuid(), name: z.string(), since: z.iso.datetime() })
export type Claimed = z.infer<typeof Claimed>

/** Every refusal of the API: HTTP status and this body; `error` is one of the closed list of refusal codes. */
export const ApiError = z.object({ error: z.string(), detail: z.record(z.string(), z.unknown()).optional() })
export type ApiError = z.infer<typeof ApiError>

/**
 * `GET /api/v1/events` (server-sent): `id: f:<position>`; the data carries no content, only what to fetch again.
 * Resumes by `Last-Event-ID` (or `?after=f:<position>`); `{"resync":true}` means: fetch everything again.
 */
export const FeedEvent = z.union([
  z.object({ fact: z.string(), conversationId: z.uuid().nullable(), seq: z.int().nullable() }),
  z.object({ resync: z.literal(true) }),
])
export type FeedEvent = z.infer<typeof FeedEvent>

/** `POST /api/v1/desk/caller-codes/redeem`: which conversation a caller's code stands for; uses the code up and takes the conversation unless a colleague has it. */
export const RedeemCode = z.strictObject({ code: z.string().trim().regex(/^\d{3} ?\d{3}$/) })
export type RedeemCode = z.infer<typeof RedeemCode>
export const Redeemed = z.object({ conversationId: z.uuid() })
export type Redeemed = z.infer<typeof Redeemed>
