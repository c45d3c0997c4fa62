import { z } from 'zod'
import { Localised, WeekHours, Span } from './content.ts'

const Day = z.string().regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'is MM-DD or YYYY-MM-DD' })

/** A day, or with `until` several, that differ from the week: closed, or of other hours. */
export const NamedHoliday = z
  .strictObject({ date: Day, until: Day.optional(), names: Localised.optional(), hours: z.array(Span) })
  .refine(({ date, until }) => until === undefined || until.length === date.length, { path: ['until'], error: 'is written as its first day is, with or without the year' })
  .refine(({ date, until }) => until === undefined || date.length < 10 || date <= until, { path: ['until'], error: 'comes before the first day' })

const isTimeZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** When somebody is there, kept under a key that phone lines and promises refer to. */
export const WorkingCalendar = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  names: Localised,
  timeZone: z.string().refine(isTimeZone, { error: 'is not a time zone' }),
  hours: WeekHours.refine((hours) => Object.values(hours).some((spans) => spans.length > 0), { error: 'is never open' }),
  holidays: z.array(NamedHoliday).max(400),
})
export type WorkingCalendar = z.infer<typeof WorkingCalendar>

/** `POST /api/v1/desk/calendars`; `version` is the edition that its writer has seen, 0 for a new calendar. */
export const KeepCalendar = WorkingCalendar.extend({ version: z.int().min(0).optional() })

/** A calendar as it stands: open now and until when, or closed and until when (null: no change within 14 days); who refers to it. */
export const CalendarStanding = WorkingCalendar.extend({
  version: z.int(), isOpen: z.boolean(), changesAt: z.iso.datetime().nullable(),
  usedBy: z.object({ lines: z.int(), rules: z.int(), chat: z.boolean() }),
})
export type CalendarStanding = z.infer<typeof CalendarStanding>

/** `GET /api/v1/desk/calendars` */
export const CalendarList = z.object({ mayChange: z.boolean(), calendars: z.array(CalendarStanding) })
export type CalendarList = z.infer<typeof CalendarList>

/** `GET /api/v1/desk/calendars/{key}/editions`, the newest first; `by` is null where content files said so. */
export const CalendarEditions = z.object({
  editions: z.array(z.object({ number: z.int(), at: z.iso.datetime(), by: z.string().nullable(), calendar: WorkingCalendar })),
})
export type CalendarEditions = z.infer<typeof CalendarEditions>
