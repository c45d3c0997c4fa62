import { Temporal } from 'temporal-polyfill'

/** `"08:00-17:30"`; `"22:00-02:00"` runs past midnight; `"00:00-24:00"` is the whole day. Local time of the calendar's zone. */
export type Span = string
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
/** `date`, and `until` for more days than one, are `MM-DD` (every year, also over New Year) or `YYYY-MM-DD`; no hours means closed. */
export type Holiday = { date: string; until?: string | undefined; hours: Span[] }
export type Calendar = { timeZone: string; hours: Record<Weekday, Span[]>; holidays: Holiday[] }

/** The hours of one day: a dated holiday goes before a yearly one, and both before the weekday. */
export const hoursOn = (calendar: Calendar, date: Temporal.PlainDate): Span[] => {
  const iso = date.toString()
  const holiday = calendar.holidays.find((day) => isDated(day) && covers(day, iso)) ?? calendar.holidays.find((day) => !isDated(day) && covers(day, iso.slice(5)))
  return holiday?.hours ?? calendar.hours[weekdays[date.dayOfWeek - 1] ?? 'mon']
}

const isDated = ({ date }: Holiday) => date.length === 'YYYY-MM-DD'.length

const covers = ({ date, until = date }: Holiday, day: string) => (date <= until ? date <= day && day <= until : date <= day || day <= until)

export type Instants = { from: number; to: number }

/** A day's spans as instants, in order; where the clock swallows one whole it is not there. */
export const instantsOn = (calendar: Calendar, date: Temporal.PlainDate): Instants[] =>
  hoursOn(calendar, date)
    .map((span) => instantsOf(span, date, calendar.timeZone))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from)

/** The day it is in a zone. */
export const localDate = (timeZone: string, at: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

const instantsOf = (span: Span, date: Temporal.PlainDate, timeZone: string): Instants => {
  const [from = '', to = ''] = span.split('-')
  const endsNextDay = minutesOf(to) <= minutesOf(from)
  return { from: instantAt(date, from, timeZone), to: instantAt(endsNextDay ? date.add({ days: 1 }) : date, to, timeZone) }
}

const minutesOf = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

const instantAt = (date: Temporal.PlainDate, clock: string, timeZone: string) => {
  const day = clock === '24:00' ? date.add({ days: 1 }) : date
  const time = Temporal.PlainTime.from(clock === '24:00' ? '00:00' : clock)
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}
