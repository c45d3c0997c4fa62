import { Temporal } from 'temporal-polyfill'

/** `"08:00-17:30"`; `"22:00-02:00"` runs past midnight; `"00:00-24:00"` is the whole day. Local time of the calendar's zone. */
export type Span = string
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
/** `date` is `MM-DD` (every year) or `YYYY-MM-DD`; no hours means closed. */
export type Holiday = { date: string; hours: Span[] }
export type Calendar = { timeZone: string; hours: Record<Weekday, Span[]>; holidays: Holiday[] }
export type OpeningState = { open: true; until: Date | null } | { open: false; opens: Date | null }

/** Whether a calendar is open at an instant and until when, or when it opens next; looks 14 days ahead, null = no change in sight. */
export const openingState = (calendar: Calendar, at: Date): OpeningState => {
  const now = at.getTime()
  const spans = spansAround(calendar, at)
  const current = spans.find((span) => span.from <= now && now < span.to)
  if (!current) {
    const next = spans.find((span) => span.from > now)
    return { open: false, opens: next ? new Date(next.from) : null }
  }
  const isLast = current === spans.at(-1)
  return { open: true, until: isLast ? null : new Date(current.to) }
}

type Instants = { from: number; to: number }
const daysAhead = 14

const spansAround = (calendar: Calendar, at: Date): Instants[] => {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  const spans: Instants[] = []
  for (let offset = -1; offset <= daysAhead; offset++) {
    const date = today.add({ days: offset })
    for (const span of hoursOn(calendar, date)) spans.push(instantsOf(span, date, calendar.timeZone))
  }
  return joined(spans.filter((span) => span.to > span.from).toSorted((a, b) => a.from - b.from))
}

const hoursOn = (calendar: Calendar, date: Temporal.PlainDate): Span[] => {
  const iso = date.toString()
  const holiday = calendar.holidays.find((h) => h.date === iso) ?? calendar.holidays.find((h) => h.date === iso.slice(5))
  return holiday?.hours ?? calendar.hours[weekdays[date.dayOfWeek - 1] ?? 'mon']
}

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

// Spans that touch are one: a line that is open round the clock never says "until midnight".
const joined = (spans: Instants[]) =>
  spans.reduce<Instants[]>((done, span) => {
    const last = done.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else done.push({ ...span })
    return done
  }, [])

/** The instant `days` working days (Monday to Friday, minus holidays) after `from`, at the same local time. */
export const addWorkingDays = (from: Date, days: number, calendar: Pick<Calendar, 'timeZone' | 'holidays'>): Date => {
  let moment = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(calendar.timeZone)
  for (let left = days; left > 0; ) {
    moment = moment.add({ days: 1 })
    if (isWorkingDay(moment.toPlainDate(), calendar.holidays)) left--
  }
  return new Date(moment.epochMilliseconds)
}

const isWorkingDay = (date: Temporal.PlainDate, holidays: Holiday[]) => {
  const iso = date.toString()
  return date.dayOfWeek <= 5 && !holidays.some((h) => h.hours.length === 0 && (h.date === iso || h.date === iso.slice(5)))
}
