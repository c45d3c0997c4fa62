import { Temporal } from 'temporal-polyfill'
import { hoursOn, instantsOn, localDate, weekdays, type Calendar, type Instants } from './calendar.ts'

const minuteMs = 60_000
// A calendar that stays closed for longer than this is taken as one that never opens.
const mostDays = 3 * 366

/** The moment so many open minutes after `start`; null when the calendar does not open often enough ever to get there. */
export const dueAfter = (calendar: Calendar, start: Date, workingMinutes: number): Date | null => {
  let left = workingMinutes * minuteMs
  for (const { from, to } of openFrom(calendar, start)) {
    if (left <= to - from) return new Date(from + left)
    left -= to - from
  }
  return null
}

/** How many minutes the calendar is open from one moment to another; none when they stand the other way round. */
export const workingMinutesBetween = (calendar: Calendar, from: Date, to: Date): number => {
  let open = 0
  for (const span of openFrom(calendar, from)) {
    if (span.from >= to.getTime()) break
    open += Math.min(span.to, to.getTime()) - span.from
  }
  return open / minuteMs
}

/** `at` itself while the calendar is open, else when it opens next; null when it never does. */
export const nextOpen = (calendar: Calendar, at: Date): Date | null => dueAfter(calendar, at, 0)

/** The instant `days` working days after `from`, at the same local time. A working day is one with any hours. */
export const addWorkingDays = (from: Date, days: number, calendar: Calendar): Date => {
  let moment = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(calendar.timeZone)
  let seen = 0
  for (let left = days; left > 0 && seen < mostDays; seen++) {
    moment = moment.add({ days: 1 })
    if (hoursOn(calendar, moment.toPlainDate()).length > 0) left--
  }
  return new Date(moment.epochMilliseconds)
}

/** Monday to Friday, all day: the working days of whoever has no calendar of their own. */
export const workingWeek = (timeZone: string): Calendar => ({
  timeZone, holidays: [],
  hours: Object.fromEntries(weekdays.map((day, index) => [day, index < 5 ? ['00:00-24:00'] : []])) as Calendar['hours'],
})

/** What is open from a moment on, in order, each instant once: also where spans overlap. */
function* openFrom(calendar: Calendar, start: Date): Generator<Instants> {
  const first = localDate(calendar.timeZone, start).add({ days: -1 })
  let reached = start.getTime()
  for (let offset = 0; offset < mostDays; offset++) {
    for (const span of instantsOn(calendar, first.add({ days: offset }))) {
      if (span.to <= reached) continue
      yield { from: Math.max(span.from, reached), to: span.to }
      reached = span.to
    }
  }
}
