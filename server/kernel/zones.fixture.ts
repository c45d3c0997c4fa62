import fc from 'fast-check'
import { weekdays, type Calendar, type Holiday } from '#kernel'

type Week = Calendar['hours']
export const week = (hours: Partial<Week>): Week => ({ mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [], ...hours })
export const everyDay = (...spans: string[]) => Object.fromEntries(weekdays.map((day) => [day, spans])) as Week
export const calendar = (hours: Week, holidays: Holiday[] = [], timeZone = 'Europe/Stockholm'): Calendar => ({ timeZone, hours, holidays })

export const hourMs = 3_600_000

// Between 05:00 and 23:00 no zone changes its clock, so the wall clock decides without doubt.
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const anyHour = fc.integer({ min: 5, max: 22 })
const anySpan = fc.tuple(anyHour, anyHour).map(([from, to]) => `${clock(from)}-${clock(to)}`)
const anySpans = fc.array(anySpan.filter((span) => span.slice(0, 5) !== span.slice(6)), { maxLength: 2 })
export const anyWeek = fc.record({ mon: anySpans, tue: anySpans, wed: anySpans, thu: anySpans, fri: anySpans, sat: anySpans, sun: anySpans })
const anyDate = fc.integer({ min: 0, max: 364 }).map((day) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10))
const yearly = (date: string) => date.slice(5)
export const anyHoliday: fc.Arbitrary<Holiday> = fc.oneof(
  fc.record({ date: fc.oneof(anyDate, anyDate.map(yearly)), hours: anySpans }),
  fc.record({ date: anyDate.map(yearly), until: anyDate.map(yearly), hours: anySpans }),
  fc.tuple(anyDate, anyDate, anySpans).map(([a, b, hours]) => ({ date: a < b ? a : b, until: a < b ? b : a, hours })),
)

/** What the clock on the wall says, worked out without the code under test. */
export const wallSaysOpen = ({ timeZone, hours, holidays: days }: Calendar, at: number) => {
  const now = wallClock(timeZone, at)
  const dayBefore = new Date(Date.parse(`${now.date}T00:00Z`) - 24 * hourMs).toISOString().slice(0, 10)
  const spansOn = (date: string) =>
    (days.find((day) => day.date.length > 5 && isIn(day, date)) ?? days.find((day) => day.date.length === 5 && isIn(day, date.slice(5))))?.hours ??
    hours[weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon']
  const parts = (span: string): [string, string] => [span.slice(0, 5), span.slice(6)]
  const today = spansOn(now.date).map(parts).some(([from, to]) => now.time >= from && (now.time < to || to <= from))
  return today || spansOn(dayBefore).map(parts).some(([from, to]) => to <= from && now.time < to)
}

// Over New Year the days after the first and those before the last belong to it.
const isIn = ({ date, until = date }: Holiday, day: string) => (until < date ? !(day > until && day < date) : !(day < date || day > until))

const formats = new Map<string, Intl.DateTimeFormat>()
const wallClock = (timeZone: string, at: number) => {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  const [date = '', time = ''] = format.format(at).split(' ')
  return { date, time }
}

export const zones = [
  'Europe/Stockholm', 'Europe/Oslo', 'Europe/Copenhagen', 'Europe/Helsinki', 'Europe/London', 'Europe/Dublin', 'Europe/Lisbon', 'Europe/Madrid',
  'Europe/Paris', 'Europe/Berlin', 'Europe/Rome', 'Europe/Vienna', 'Europe/Zurich', 'Europe/Warsaw', 'Europe/Prague', 'Europe/Budapest',
  'Europe/Athens', 'Europe/Bucharest', 'Europe/Kyiv', 'Europe/Chisinau', 'Atlantic/Canary', 'Atlantic/Azores', 'Africa/Cairo', 'Asia/Beirut',
  'Asia/Jerusalem', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Anchorage', 'America/Halifax',
  'America/St_Johns', 'America/Havana', 'America/Santiago', 'Australia/Sydney', 'Australia/Adelaide', 'Australia/Lord_Howe', 'Pacific/Auckland',
  'Pacific/Chatham', 'Pacific/Norfolk',
]

/** The hour of 2027 in which each zone changes its clock, found by looking at the clock. */
export const changes = zones.flatMap((timeZone) => {
  const offsetAt = (at: number) => {
    const { date, time } = wallClock(timeZone, at)
    return Date.parse(`${date}T${time}Z`) - at
  }
  const found: { timeZone: string; change: number }[] = []
  for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += hourMs)
    if (offsetAt(at) !== offsetAt(at + hourMs)) found.push({ timeZone, change: at + hourMs })
  return found
})
