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

/** `GET /api/v1/desk/calendars` */
export const CalendarList = z.object({ calendars: z.array(WorkingCalendar) })
export type CalendarList = z.infer<typeof CalendarList>
