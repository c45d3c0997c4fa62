import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, openingState, type Calendar } from '#kernel'
import { anyHoliday, anyWeek, calendar, changes, everyDay, hourMs, wallSaysOpen, week, zones } from './zones.fixture.ts'

const office = calendar(week({ mon: ['09:00-13:00', '15:00-18:00'], tue: ['09:00-13:00'], fri: ['22:00-02:00'] }))
const holidays = [{ date: '12-24', hours: ['10:00-12:00'] }, { date: '12-25', hours: [] }, { date: '2027-12-25', hours: ['08:00-09:00'] }]
const festive = calendar(everyDay('08:00-20:00'), holidays)
const newYear = calendar(everyDay('08:00-20:00'), [{ date: '12-24', until: '01-02', hours: [] }, { date: '2027-07-01', until: '2027-07-31', hours: ['10:00-14:00'] }])
const nights = calendar(everyDay('22:00-06:00'))
const roundTheClock = calendar(everyDay('00:00-24:00'))

describe('open or closed, until or again when', () => {
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
    ['a holiday of several days, over New Year', newYear, '2026-12-23T21:00Z', 'opens 2027-01-03T07:00Z'],
    ['a dated span of other hours', newYear, '2027-07-02T06:30Z', 'opens 2027-07-02T08:00Z'],
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

  test('P5 | openingState() | 40 zones, both changes of the clock, every hour of the day agree with the clock on the wall', () => {
    const sample = calendar(everyDay('05:00-11:00', '13:00-22:00'), [{ date: '03-29', hours: ['06:00-07:00'] }])
    const hours = Array.from({ length: 48 }, (_each, hour) => (hour - 24) * hourMs)
    const found = changes.flatMap(({ timeZone, change }) => hours.map((hour) => disagreement({ ...sample, timeZone }, change + hour)))
    expect(found.filter((each) => each !== null)).toEqual([])
    expect(found).toHaveLength(80 * 48)
  })

  test('P5 | openingState() | any week, any holidays, any hour around a change of the clock', () => {
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
  const stockholm = calendar({ ...everyDay('09:00-17:00'), sat: [], sun: [] }, [{ date: '12-25', hours: [] }, { date: '12-24', hours: ['10:00-12:00'] }])
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

const spoken = (state: ReturnType<typeof openingState>) => {
  const minute = (date: Date) => date.toISOString().replace(':00.000Z', 'Z')
  if (state.open) return state.until ? `until ${minute(state.until)}` : 'open'
  return state.opens ? `opens ${minute(state.opens)}` : 'closed'
}

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

test('every one of the 40 zones changes its clock twice a year, so the properties above have met all of it', () => {
  expect(zones).toHaveLength(40)
  expect(changes).toHaveLength(80)
})
