import { z } from 'zod'

/** One text in several languages, by locale. */
export const Localised = z.record(z.string(), z.string().min(1))
export type Localised = z.infer<typeof Localised>

export const Door = z.enum(['partner', 'guest'])
export type Door = z.infer<typeof Door>

export const Channel = z.enum(['message', 'chat', 'email', 'phone', 'callback', 'app'])
export type Channel = z.infer<typeof Channel>

export const Right = z.enum(['contact-support', 'finance-cases', 'end-contract', 'manage-users'])
export type Right = z.infer<typeof Right>

const CalendarKey = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
/** Not after something of the stay it is about, or so many hours before it; check-in is 15:00 on the day of arrival, where the property is. */
const before = { before: z.strictObject({ event: z.literal('check-in'), hours: z.number().min(0).max(240).optional() }).optional() }

/** "Answered by": clock hours, hours of a calendar, or working days, by a calendar or else Monday to Friday in the property's zone. */
export const PromiseRule = z.union([
  z.strictObject({ hours: z.number().positive().max(24 * 60), ...before }),
  z.strictObject({ workingHours: z.number().positive().max(1_000), calendar: CalendarKey, ...before }),
  z.strictObject({ workingDays: z.int().positive().max(60), calendar: CalendarKey.optional(), ...before }),
])
export type PromiseRule = z.infer<typeof PromiseRule>

/** What a subtopic allows and asks for, and who answers. */
export const SubtopicRules = z.object({
  articles: z.array(z.string()),
  actions: z.array(z.string()),
  urgent: z.boolean(),
  lane: z.enum(['ordinary', 'safety']),
  callFirst: z.boolean(),
  reservation: z.enum(['none', 'optional']),
  channels: z.array(Channel).min(1),
  right: Right,
  team: z.string(),
  promise: PromiseRule,
})
export type SubtopicRules = z.infer<typeof SubtopicRules>

export const Span = z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/)
export const WeekHours = z.object({
  mon: z.array(Span), tue: z.array(Span), wed: z.array(Span), thu: z.array(Span),
  fri: z.array(Span), sat: z.array(Span), sun: z.array(Span),
})
export type WeekHours = z.infer<typeof WeekHours>
export const Holidays = z.array(z.object({ date: z.string(), until: z.string().optional(), names: Localised.optional(), hours: z.array(Span) }))
export type Holidays = z.infer<typeof Holidays>
/** When somebody works: several spans a day, days off, in a zone of their own. */
export const WorkingHours = z.object({ timeZone: z.string(), hours: WeekHours, holidays: Holidays.default([]) })
export type WorkingHours = z.infer<typeof WorkingHours>

/** After how many minutes others may answer what nobody on duty has the language or the team for. */
export const Widening = z.object({ englishMinutes: z.number().min(0), anyoneMinutes: z.number().min(0), teamMinutes: z.number().min(0) })
export type Widening = z.infer<typeof Widening>

const Hours = z.object({ from: z.int().min(0).max(23), to: z.int().min(1).max(24) })
export const CallHours = z.object({ guest: Hours, partner: Hours })
export type CallHours = z.infer<typeof CallHours>

export const Relocation = z.object({ hereMinutes: z.int().positive(), weekHours: z.number().positive(), laterHours: z.number().positive() })
export type Relocation = z.infer<typeof Relocation>

/** An origin as browsers name it: no path, no star. */
const Origin = z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/)

/** The chat on the operator's other pages: which they are, where it stands there and what its button says. */
export const WidgetSettings = z.strictObject({ origins: z.array(Origin).max(100).default([]), place: z.enum(['start', 'end']).default('end'), label: Localised.nullable().default(null) })
export type WidgetSettings = z.infer<typeof WidgetSettings>

/** The operator's numbers; defaults are those of DOMAIN. */
export const Settings = z.object({
  promiseHours: z.number().default(24),
  silenceDays: z.number().default(7),
  callerCodeMinutes: z.number().default(10),
  maxMoves: z.int().default(2),
  urgentStayHours: z.number().default(48),
  guestSoonHours: z.number().default(72),
  undoSeconds: z.number().default(10),
  /** When staff may phone, in whole hours of the day where the person is: guests any day, partners on working days. */
  callHours: CallHours.default({ guest: { from: 8, to: 21 }, partner: { from: 9, to: 17 } }),
  /** Within how long another place must be arranged: for who is there or arrives within a day, within the week, later. */
  relocation: Relocation.default({ hereMinutes: 30, weekHours: 2, laterHours: 24 }),
  ordinaryShare: z.int().default(4),
  /** What is offered to agents by itself: calls and chats, everything, or nothing; the rest is taken from the queue. */
  offers: z.enum(['none', 'live', 'all']).default('live'),
  offerSeconds: z.int().min(5).default(30),
  /** How many chats one agent has at once. */
  chatsAtOnce: z.int().min(1).default(3),
  /** How long after the last sign of their desk an agent counts as gone. */
  presenceSeconds: z.int().min(30).default(90),
  widening: z.object({ message: Widening, live: Widening }).default({
    message: { englishMinutes: 15, anyoneMinutes: 60, teamMinutes: 30 }, live: { englishMinutes: 1, anyoneMinutes: 3, teamMinutes: 2 },
  }),
  /** Where guests may write by e-mail; shown only when it is set. */
  guestEmail: z.email().nullable().default(null),
  /** Hosts of the operator's own, with everything below them: their links stay links in suspicious messages. */
  ownHosts: z.array(z.string()).default([]),
  reviewDays: z.int().positive().default(180),
  /** More than these waiting on the line, and whoever calls is offered a call back or a message instead. */
  phoneMostWaiting: z.int().positive().default(40),
  /** Where we call back to: numbers of other countries can cost dearly, and are called by nobody's wish but a person's of staff. */
  callBackCountries: z.array(z.string().regex(/^[A-Z]{2}$/)).default([
    'AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL',
    'PT', 'RO', 'SE', 'SI', 'SK', 'US', 'CA',
  ]),
  callBacksPerDay: z.int().nonnegative().default(300),
  handlingMinutes: z.object({ message: z.number(), phone: z.number(), chat: z.number().default(8) }).default({ message: 12, phone: 6, chat: 8 }),
  /** The calendar by which chats are taken; null: whenever somebody is on duty who can. */
  chatCalendar: z.string().nullable().default(null),
  widget: WidgetSettings.default({ origins: [], place: 'end', label: null }),
})
export type Settings = z.infer<typeof Settings>

export const CancellationPolicy = z.object({ key: z.string(), names: Localised, freeUntilHours: z.number() })
export type CancellationPolicy = z.infer<typeof CancellationPolicy>
/** The partner's channel manager as the platform last saw it. */
export const Provider = z.object({ name: z.string(), status: z.string() })
export type Provider = z.infer<typeof Provider>
