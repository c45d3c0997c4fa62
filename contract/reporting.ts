import { z } from 'zod'
import { Channel, Door } from './content.ts'

/** What is looked at: everything, a door, a topic of a door, and of these one language or one channel. */
export const ReportFilter = z.object({
  door: Door.optional(),
  /** `door/key`, as in `partner/rates`. */
  topic: z.string().regex(/^(partner|guest)\/[a-z0-9-]{1,60}$/).optional(),
  language: z.string().regex(/^[a-z]{2,3}$/).optional(),
  channel: Channel.optional(),
})
export type ReportFilter = z.infer<typeof ReportFilter>

const Part = z.object({ key: z.string(), name: z.string(), waiting: z.int() })

/** `GET /api/v1/desk/reports/now`: who waits, what is at risk, who is there to answer. */
export const NowReport = z.object({
  at: z.iso.datetime(),
  waiting: z.int(),
  unclaimed: z.int(),
  oldestSince: z.iso.datetime().nullable(),
  /** Promises the desk has been warned of, since they pass soon or have passed; counted as far as `most`. */
  atRisk: z.object({ count: z.int(), most: z.int(), rows: z.array(z.object({ conversationId: z.uuid(), caseNumber: z.string(), askerName: z.string(), topic: z.string(), dueAt: z.iso.datetime(), heldBy: z.string().nullable() })) }),
  byTopic: z.array(Part),
  byLanguage: z.array(Part),
  byDoor: z.array(Part),
  byChannel: z.array(Part),
  agents: z.array(z.object({ id: z.uuid(), name: z.string(), onSince: z.iso.datetime(), capacity: z.int(), holds: z.int(), languages: z.array(z.string()) })),
})
export type NowReport = z.infer<typeof NowReport>

const Day = z.iso.date()
export const HistoryQuery = ReportFilter.extend({ from: Day, to: Day })
export type HistoryQuery = z.infer<typeof HistoryQuery>

/** What of a history goes into a file: its hours or days, the wrong doors, or the articles that made contacts needless. */
export const HistoryFile = HistoryQuery.extend({ table: z.enum(['times', 'wrong-doors', 'avoided']).default('times') })
export type HistoryTable = z.infer<typeof HistoryFile>['table']

const Figures = z.object({
  opened: z.int(), answered: z.int(), closed: z.int(),
  /** Minutes to the first answer: half came within p50, nine of ten within p90. */
  p50: z.number().nullable(), p90: z.number().nullable(),
  /** Answered by the first promised time; with those answered by the time it was moved to; not by the first. */
  kept: z.int(), keptLast: z.int(), moved: z.int(), missed: z.int(),
  /** What askers thought of it, in the hour they said so. */
  good: z.int(), bad: z.int(),
})
export type Figures = z.infer<typeof Figures>

/** `GET /api/v1/desk/reports/history`: by the hour up to three days, by the reader's day beyond. */
export const HistoryReport = z.object({
  unit: z.enum(['hour', 'day']),
  points: z.array(Figures.extend({ at: z.iso.datetime() })),
  total: Figures,
  /** The same of as many days before. */
  before: Figures,
  wrongDoors: z.array(z.object({ door: Door, source: z.string(), came: z.int(), handedOver: z.int() })),
  /** The articles that made the most contacts needless, and how many all of them did. */
  avoided: z.array(z.object({ key: z.string(), title: z.string(), contacts: z.int() })),
  avoidedContacts: z.int(),
  /** What those wrote who were not content, the newest first. */
  unhappy: z.array(z.object({ conversationId: z.uuid(), caseNumber: z.string(), why: z.string(), at: z.iso.datetime() })),
})
export type HistoryReport = z.infer<typeof HistoryReport>

/** What a history is taken apart by. */
export const Dimension = z.enum(['topic', 'language', 'door', 'channel'])
export type Dimension = z.infer<typeof Dimension>
export const PartsQuery = HistoryQuery.extend({ by: Dimension })
export type PartsQuery = z.infer<typeof PartsQuery>

/** `GET /api/v1/desk/reports/parts`: a history taken apart, what most wrote about first. A topic's key is `door/key`. */
export const PartsReport = z.object({ parts: z.array(Figures.omit({ p50: true, p90: true }).extend({ key: z.string(), name: z.string() })) })
export type PartsReport = z.infer<typeof PartsReport>
