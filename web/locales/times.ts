/** A moment, also as ISO text; `2026-05-14` is a day on the calendar, the same in every zone. */
export type Moment = Date | string
/** `weekday` "Tuesday 14:05" · `medium` "14 May 2026, 14:05" · `long` "Thursday 14 May at 14:05" · `full` with the year · `zoned` with the zone's name. */
export type DateTimeStyle = 'weekday' | 'medium' | 'long' | 'full' | 'zoned'
export type Times = {
  timeZone: string
  /** `long` unless told otherwise. */
  dateTime(at: Moment, style?: DateTimeStyle): string
  /** "14 May 2026". */
  date(at: Moment): string
  /** "14:05". */
  time(at: Moment): string
  /** "3 months ago", "in 2 hours", "now". */
  relative(at: Moment, now: Date): string
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const day = { weekday: 'long', day: 'numeric', month: 'long' } as const
const styles: Record<DateTimeStyle | 'date' | 'time', Intl.DateTimeFormatOptions> = {
  weekday: { weekday: 'long', ...clock },
  medium: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
  long: { ...day, ...clock },
  full: { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' },
  zoned: { ...day, ...clock, timeZoneName: 'short' },
  date: { dateStyle: 'long' },
  time: clock,
}

export const createTimes = (formatLocale: string, wantedZone: string): Times => {
  const timeZone = isTimeZone(wantedZone) ? wantedZone : 'UTC'
  const formats = new Map<string, Intl.DateTimeFormat>()
  const format = (at: Moment, style: keyof typeof styles) => {
    const zone = isCalendarDay(at) ? 'UTC' : timeZone
    const key = `${style} ${zone}`
    const made = formats.get(key) ?? new Intl.DateTimeFormat(formatLocale, { ...styles[style], timeZone: zone })
    formats.set(key, made)
    return made.format(new Date(at))
  }
  const distances = new Intl.RelativeTimeFormat(formatLocale, { numeric: 'auto' })
  return {
    timeZone,
    dateTime: (at, style = 'long') => format(at, style),
    date: (at) => format(at, 'date'),
    time: (at) => format(at, 'time'),
    relative: (at, now) => distances.format(...distanceOf(new Date(at).getTime() - now.getTime())),
  }
}

const isCalendarDay = (at: Moment) => typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at)

const isTimeZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

// The largest unit of which there is at least one; months and years as people speak of them, 30 and 365 days.
const distanceOf = (ms: number): [number, Intl.RelativeTimeFormatUnit] => {
  const size = Math.abs(ms)
  if (size < 45_000) return [0, 'second']
  if (size < 59.5 * minuteMs) return [awayFromZero(ms / minuteMs), 'minute']
  if (size < 23.5 * hourMs) return [Math.round(ms / hourMs), 'hour']
  if (size < 29.5 * dayMs) return [Math.round(ms / dayMs), 'day']
  if (size < 350 * dayMs) return [Math.round(ms / (30.44 * dayMs)), 'month']
  return [Math.round(ms / (365.25 * dayMs)), 'year']
}

const awayFromZero = (n: number) => Math.round(n) || Math.sign(n)
