import { z } from 'zod'
import { maxCommentLength, VoteReason } from '#contract/articles'
import { CancellationPolicy, Door, Localised, Provider, Right } from '#contract/content'
import { Outcome } from '#contract/conversations'
import { Role } from '#staff'

const Person = {
  key: z.string(),
  name: z.string(),
  email: z.email(),
  locale: z.string(),
  timeZone: z.string(),
  password: z.string().min(8),
  demo: z.boolean(),
  why: Localised,
}

const User = z.strictObject({ ...Person, rights: z.array(Right), title: Localised })
export const PartnersFile = z.array(
  z.strictObject({
    key: z.string(),
    name: z.string(),
    country: z.string().length(2),
    language: z.string(),
    kind: z.enum(['independent', 'group']),
    phoneOnFile: z.string().nullable(),
    users: z.array(User).min(1),
  }),
)
export type PartnersFile = z.infer<typeof PartnersFile>

export const StaffFile = z.array(
  z.strictObject({ ...Person, roles: z.array(Role), languages: z.array(z.string()), teams: z.array(z.string()), capacity: z.int().positive() }),
)
export type StaffFile = z.infer<typeof StaffFile>

export const PropertiesFile = z.array(
  z.strictObject({
    key: z.string(),
    partner: z.string(),
    propertyId: z.string().regex(/^\d+$/),
    name: z.string(),
    address: z.string(),
    city: z.string(),
    country: z.string().length(2),
    timeZone: z.string(),
    language: z.string(),
    status: z.enum(['open', 'closed', 'snoozed']),
    stars: z.int().min(1).max(5).nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    provider: Provider.nullable(),
    accountManager: z.string().nullable(),
  }),
)
export type PropertiesFile = z.infer<typeof PropertiesFile>

const Status = z.enum(['booked', 'cancelled', 'no-show', 'stayed'])
const Range = z.strictObject({ from: z.int(), to: z.int() })
const Weighed = <Value extends z.ZodType>(value: Value) => z.array(z.strictObject({ value, weight: z.number().positive() })).min(1)
const Policy = z.strictObject({ ...CancellationPolicy.shape, weight: z.number().positive() })

const FixedReservation = z.strictObject({
  confirmationNumber: z.string().regex(/^\d{10}$/),
  pin: z.string().regex(/^\d{6}$/),
  property: z.string(),
  guest: z.strictObject({ name: z.string(), language: z.string(), country: z.string(), loyaltyLevel: z.int().min(0).max(3), email: z.email().optional() }),
  arrivalInDays: z.int(),
  nights: z.int().positive(),
  status: Status,
  totalMinor: z.int(),
  currency: z.string().length(3),
  policy: z.string(),
  roomType: z.string(),
  rooms: z.int().positive(),
  guests: z.int().positive(),
  chargedBy: z.enum(['platform', 'property']).optional(),
  /** Stands on /demo, with number and PIN. */
  demo: z.boolean().optional(),
  cancelledDaysAgo: z.int().optional(),
  refund: z.strictObject({ approvedDaysAgo: z.int(), sentDaysAgo: z.int().nullable() }).optional(),
  why: Localised,
})

/** The fixed reservations and the recipe for the rest. Days are counted from today in the property's zone. */
export const ReservationsFile = z.strictObject({
  total: z.int().positive(),
  arrivals: z.strictObject({ fromDaysAgo: z.int(), toDaysAhead: z.int() }),
  bookedDaysBefore: Range,
  nights: Weighed(z.int().positive()),
  rooms: Weighed(z.int().positive()),
  guestsPerRoom: Weighed(z.int().positive()),
  statuses: z.strictObject({ past: Weighed(Status), now: Weighed(Status), ahead: Weighed(Status) }),
  loyaltyLevels: Weighed(z.int().min(0).max(3)),
  languages: Weighed(z.string()),
  policies: z.array(Policy).min(1),
  roomTypes: z.array(z.strictObject({ key: z.string(), names: Localised })),
  properties: z.array(
    z.strictObject({ key: z.string(), weight: z.number().positive(), currency: z.string().length(3), nightMinor: Range, roomTypes: z.array(z.string()) }),
  ).min(1),
  names: z.record(z.string(), z.strictObject({ countries: z.array(z.string()).min(1), first: z.array(z.string()).min(1), last: z.array(z.string()).min(1) })),
  fixed: z.array(FixedReservation),
})
export type ReservationsFile = z.infer<typeof ReservationsFile>

const said = { minutesAfter: z.int().min(0), by: z.string() }
const Entry = z.discriminatedUnion('kind', [
  z.strictObject({ ...said, kind: z.enum(['message', 'reply', 'note']), body: z.string().min(1) }),
  z.strictObject({ ...said, kind: z.enum(['take', 'read', 'reopen']) }),
  z.strictObject({ ...said, kind: z.literal('close'), outcome: Outcome, reason: z.string() }),
  z.strictObject({ ...said, kind: z.literal('move'), untilMinutesAfter: z.int().positive(), reason: z.string() }),
])
export type Entry = z.infer<typeof Entry>

/** Conversations as they went; the first entry is the message that opens. `reopen` says what the message after it does. */
export const ConversationsFile = z.array(
  z.strictObject({
    key: z.string(),
    by: z.string(),
    property: z.string(),
    reservation: z.string().optional(),
    topic: z.string(),
    subtopic: z.string(),
    locale: z.string(),
    openedMinutesAgo: z.int().min(0),
    entries: z.tuple([Entry], Entry).refine(([first]) => first.kind === 'message', { error: 'begin with a message' }),
  }),
)
export type ConversationsFile = z.infer<typeof ConversationsFile>

/** The two-minute tour of /demo; `{locale}` in a path is the reader's. */
export const TourFile = z.array(
  z.strictObject({ role: z.enum(['partner', 'agent']), title: Localised, text: Localised, path: z.string().startsWith('/') }),
)
export type TourFile = z.infer<typeof TourFile>

/** Mail that needs somebody of staff. */
export const MailsFile = z.strictObject({
  held: z.strictObject({ under: z.string(), sender: z.email(), from: z.string(), subject: z.string(), html: z.string() }),
  answers: z.array(z.strictObject({ to: z.string(), kind: z.enum(['failed', 'delayed']), status: z.string().regex(/^[45]\.\d\.\d{1,2}$/), detail: z.string() })),
})
export type MailsFile = z.infer<typeof MailsFile>

const Vote = z.strictObject({
  helpful: z.boolean(), reason: VoteReason.optional(), text: z.string().max(maxCommentLength).optional(), times: z.int().min(1).max(20).default(1),
  daysAgo: z.number().positive(), readIn: z.string().optional(),
})
const Read = z.strictObject({
  by: z.string(), article: z.string(), locale: z.string(), readIn: z.string().optional(), daysAgo: z.number().min(0).default(0), minutesAgo: z.number().min(0).default(0),
  from: z.string().regex(/^[a-z-]+\/[a-z-]+$/).optional(),
})
export const FeedbackFile = z.strictObject({
  votes: z.array(z.strictObject({ article: z.string(), locale: z.string(), votes: z.array(Vote).min(1) })),
  saves: z.array(z.strictObject({ by: z.string(), articles: z.array(z.string()).min(1) })),
  reads: z.array(Read),
  searches: z.array(z.strictObject({ door: Door, locale: z.string(), q: z.string(), times: z.int().min(1).max(20), daysAgo: z.number().positive() })),
})
export type FeedbackFile = z.infer<typeof FeedbackFile>
