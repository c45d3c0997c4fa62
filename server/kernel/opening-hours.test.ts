import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, openingState, weekdays, type Calendar, type Holiday } from '#kernel'

type Week = Calendar['hours']
const week = (hours: Partial<Week>): Week => ({ mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [], ...hours })
const everyDay = (...spans: string[]) => Object.fromEntries(weekdays.map((day) => [day, spans])) as Week
const calendar = (hours: Week, holidays: Holiday[] = [], timeZone = 'Europe/Stockholm'): Calendar => ({ timeZone, hours, holidays })
const office = calendar(week({ mon: ['09:00-13:00', '15:00-18:00'], tue: ['09:00-13:00'], fri: ['22:00-02:00'] }))
const holidays = [{ date: '12-24', hours: ['10:00-12:00'] }, { date: '12-25', hours: [] }, { date: '2027-12-25', hours: ['08:00-09:00'] }]
const festive = calendar(everyDay('08:00-20:00'), holidays)
const nights = calendar(everyDay('22:00-06:00'))
const roundTheClock = calendar(everyDay('00:00-24:00'))

describe('P5: open or closed, until or again when', () => {
  test.each([
    // Stockholm is one hour ahead of UTC in winter; 2026-11-23 is a Monday.
    ['before opening', office, '2026-11-23T07:59Z', 'opens 2026-11-23T08:00Z'],
    ['at the minute of opening', office, '2026-11-23T08:00Z', 'until 2026-11-23T12:00Z'],
    ['at the minute of closing', office, '2026-11-23T12:00Z', 'opens 2026-11-23T14:00Z'],
    ['in the second span of the day', office, '2026-11-23T16:30Z', 'until 2026-11-23T17:00Z'],
    ['after closing, a day later', office, '2026-11-23T17:00Z', 'opens 2026-11-24T08:00Z'],
    ['over closed days', office, '2026-11-24T12:00Z', 'opens 2026-11-27T21:00Z'],
    ['before midnight in a span that runs past it', office, '2026-11-27T22:30Z', 'until 2026-11-28T01:00Z'],
    ['after midnight, on a day with no hours of its own', office, '2026-11-28T00:59Z', 'until 2026-11-28T01:00Z'],
    ['over the weekend and into next week', office, '2026-11-28T01:00Z', 'opens 2026-11-30T08:00Z'],
    ['a holiday of every year has its own hours', festive, '2026-12-24T11:00Z', 'opens 2026-12-26T07:00Z'],
    ['a dated holiday goes before the yearly one', festive, '2027-12-25T07:30Z', 'until 2027-12-25T08:00Z'],
    ['never open', calendar(week({})), '2026-11-23T08:00Z', 'closed'],
    ['round the clock', roundTheClock, '2026-11-23T08:00Z', 'open'],
    ['round the clock, at midnight', roundTheClock, '2026-11-22T23:00Z', 'open'],
    ['round the clock, but for a holiday', calendar(everyDay('00:00-24:00'), [{ date: '11-25', hours: [] }]), '2026-11-23T08:00Z', 'until 2026-11-24T23:00Z'],
    ['a day that ends at 24:00 and a next that begins at 00:00 are one', calendar(week({ mon: ['18:00-24:00'], tue: ['00:00-03:00'] })), '2026-11-23T20:00Z', 'until 2026-11-24T02:00Z'],
    ['spring: the night is an hour shorter', nights, '2027-03-27T22:00Z', 'until 2027-03-28T04:00Z'],
    ['spring: eight in the morning comes an hour earlier', calendar(everyDay('08:00-20:00')), '2027-03-27T20:00Z', 'opens 2027-03-28T06:00Z'],
    ['autumn: the night is an hour longer', nights, '2026-10-24T21:00Z', 'until 2026-10-25T05:00Z'],
    ['autumn: eight in the morning comes an hour later', calendar(everyDay('08:00-20:00')), '2026-10-24T19:00Z', 'opens 2026-10-25T07:00Z'],
    ['where the clock skips midnight', calendar(everyDay('00:00-06:00'), [], 'America/Santiago'), '2026-09-06T04:30Z', 'until 2026-09-06T09:00Z'],
    ['where the zone is three quarters of an hour off', calendar(everyDay('08:00-09:00'), [], 'Asia/Kathmandu'), '2026-11-23T02:20Z', 'until 2026-11-23T03:15Z'],
  ] as const)('%s', (_name, hours, at, expected) => {
    expect(spoken(openingState(hours, new Date(at)))).toBe(expected)
  })

  test('property: 40 zones, both changes of the clock, every hour of the day agree with the clock on the wall', () => {
    const sample = calendar(everyDay('05:00-11:00', '13:00-22:00'), [{ date: '03-29', hours: ['06:00-07:00'] }])
    const hours = Array.from({ length: 48 }, (_each, hour) => (hour - 24) * hourMs)
    const found = changes.flatMap(({ timeZone, change }) => hours.map((hour) => disagreement({ ...sample, timeZone }, change + hour)))
    expect(found.filter((each) => each !== null)).toEqual([])
    expect(found).toHaveLength(80 * 48)
  })

  test('property: any week, any holidays, any hour around a change of the clock', () => {
    const moment = fc.record({ switched: fc.constantFrom(...changes), minutes: fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }) })
    fc.assert(
      fc.property(moment, anyWeek, fc.array(anyHoliday, { maxLength: 3 }), ({ switched, minutes }, hours, days) => {
        expect(disagreement({ timeZone: switched.timeZone, hours, holidays: days }, switched.change + minutes * 60_000)).toBeNull()
      }),
      { numRuns: 400 },
    )
  })
})

describe('working days', () => {
  const stockholm = { timeZone: 'Europe/Stockholm', holidays: [{ date: '12-25', hours: [] }, { date: '12-24', hours: ['10:00-12:00'] }] }
  test.each([
    ['from a Monday', '2026-11-23T10:00Z', 5, '2026-11-30T10:00:00.000Z'],
    ['from a Friday', '2026-11-27T10:00Z', 1, '2026-11-30T10:00:00.000Z'],
    ['from a Sunday', '2026-11-29T10:00Z', 1, '2026-11-30T10:00:00.000Z'],
    ['over a closed holiday; a short day counts', '2026-12-23T10:00Z', 2, '2026-12-28T10:00:00.000Z'],
    ['over a change of the clock, at the same time of day', '2027-03-26T10:00Z', 1, '2027-03-29T09:00:00.000Z'],
  ])('%s', (_name, from, days, expected) => {
    expect(addWorkingDays(new Date(from), days, stockholm).toISOString()).toBe(expected)
  })
})

const hourMs = 3_600_000

const spoken = (state: ReturnType<typeof openingState>) => {
  const minute = (date: Date) => date.toISOString().replace(':00.000Z', 'Z')
  if (state.open) return state.until ? `until ${minute(state.until)}` : 'open'
  return state.opens ? `opens ${minute(state.opens)}` : 'closed'
}

// Between 05:00 and 23:00 no zone changes its clock, so the wall clock decides without doubt.
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const anyHour = fc.integer({ min: 5, max: 22 })
const anySpan = fc.tuple(anyHour, anyHour).map(([from, to]) => `${clock(from)}-${clock(to)}`)
const anySpans = fc.array(anySpan.filter((span) => span.slice(0, 5) !== span.slice(6)), { maxLength: 2 })
const anyWeek = fc.record({ mon: anySpans, tue: anySpans, wed: anySpans, thu: anySpans, fri: anySpans, sat: anySpans, sun: anySpans })
const anyDate = fc.integer({ min: 0, max: 364 }).map((day) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10))
const anyHoliday = fc.record({ date: fc.oneof(anyDate, anyDate.map((date) => date.slice(5))), hours: anySpans })

/** Open must be what the wall clock says, and the change announced must be one with no other before it. */
const disagreement = (hours: Calendar, at: number): string | null => {
  const state = openingState(hours, new Date(at))
  const wrong = (what: string) => `${hours.timeZone} ${new Date(at).toISOString()}: ${what}`
  if (state.open !== wallSaysOpen(hours, at)) return wrong('open or not')
  const change = (state.open ? state.until : state.opens)?.getTime()
  if (change === undefined) return null
  if (change <= at || wallSaysOpen(hours, change) === state.open) return wrong('no change then')
  for (let between = at; between < change; between += hourMs) if (wallSaysOpen(hours, between) !== state.open) return wrong('changed before')
  return wallSaysOpen(hours, change - 1) === state.open ? null : wrong('changed just before')
}

const wallSaysOpen = ({ timeZone, hours, holidays: days }: Calendar, at: number) => {
  const now = wallClock(timeZone, at)
  const dayBefore = new Date(Date.parse(`${now.date}T00:00Z`) - 24 * hourMs).toISOString().slice(0, 10)
  const spansOn = (date: string) =>
    (days.find((day) => day.date === date) ?? days.find((day) => day.date === date.slice(5)))?.hours ??
    hours[weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon']
  const parts = (span: string): [string, string] => [span.slice(0, 5), span.slice(6)]
  const today = spansOn(now.date).map(parts).some(([from, to]) => now.time >= from && (now.time < to || to <= from))
  return today || spansOn(dayBefore).map(parts).some(([from, to]) => to <= from && now.time < to)
}

const formats = new Map<string, Intl.DateTimeFormat>()
const wallClock = (timeZone: string, at: number) => {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  const [date = '', time = ''] = format.format(at).split(' ')
  return { date, time }
}

const zones = [
  'Europe/Stockholm', 'Europe/Oslo', 'Europe/Copenhagen', 'Europe/Helsinki', 'Europe/London', 'Europe/Dublin', 'Europe/Lisbon', 'Europe/Madrid',
  'Europe/Paris', 'Europe/Berlin', 'Europe/Rome', 'Europe/Vienna', 'Europe/Zurich', 'Europe/Warsaw', 'Europe/Prague', 'Europe/Budapest',
  'Europe/Athens', 'Europe/Bucharest', 'Europe/Kyiv', 'Europe/Chisinau', 'Atlantic/Canary', 'Atlantic/Azores', 'Africa/Cairo', 'Asia/Beirut',
  'Asia/Jerusalem', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Anchorage', 'America/Halifax',
  'America/St_Johns', 'America/Havana', 'America/Santiago', 'Australia/Sydney', 'Australia/Adelaide', 'Australia/Lord_Howe', 'Pacific/Auckland',
  'Pacific/Chatham', 'Pacific/Norfolk',
]

/** The hour of 2027 in which each zone changes its clock, found by looking at the clock. */
const changes = zones.flatMap((timeZone) => {
  const offsetAt = (at: number) => {
    const { date, time } = wallClock(timeZone, at)
    return Date.parse(`${date}T${time}Z`) - at
  }
  const found: { timeZone: string; change: number }[] = []
  for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += hourMs)
    if (offsetAt(at) !== offsetAt(at + hourMs)) found.push({ timeZone, change: at + hourMs })
  return found
})

test('every one of the 40 zones changes its clock twice a year, so the properties above have met all of it', () => {
  expect(zones).toHaveLength(40)
  expect(changes).toHaveLength(80)
})
