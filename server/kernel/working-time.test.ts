import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, dueAfter, nextOpen, workingMinutesBetween, workingWeek, type Calendar } from '#kernel'
import { anyHoliday, anyWeek, calendar, changes, everyDay, hourMs, wallSaysOpen, week } from './zones.fixture.ts'

const office = calendar({ ...everyDay('09:00-12:00', '13:00-17:00'), sat: [], sun: [] }, [{ date: '12-24', hours: ['09:00-12:00'] }, { date: '12-25', until: '12-26', hours: [] }])
const nights = calendar(everyDay('22:00-06:00'))

describe('so many open minutes from a moment', () => {
  test.each([
    // Stockholm is one hour ahead of UTC in winter; 2026-11-23 is a Monday.
    ['within a span', office, '2026-11-23T08:30Z', 60, '2026-11-23T09:30Z'],
    ['to the minute of closing', office, '2026-11-23T08:00Z', 180, '2026-11-23T11:00Z'],
    ['over the noon break', office, '2026-11-23T10:30Z', 60, '2026-11-23T12:30Z'],
    ['from before opening', office, '2026-11-23T05:00Z', 60, '2026-11-23T09:00Z'],
    ['from the noon break', office, '2026-11-23T11:30Z', 60, '2026-11-23T13:00Z'],
    ['over a weekend', office, '2026-11-27T15:30Z', 60, '2026-11-30T08:30Z'],
    ['over a short day and days off', office, '2026-12-24T10:00Z', 120, '2026-12-28T09:00Z'],
    ['a whole week of work', office, '2026-11-23T08:00Z', 5 * 7 * 60, '2026-11-27T16:00Z'],
    ['nothing at all, while closed', office, '2026-11-27T20:00Z', 0, '2026-11-30T08:00Z'],
    ['nothing at all, while open', office, '2026-11-23T08:30Z', 0, '2026-11-23T08:30Z'],
    ['past midnight', nights, '2026-11-23T22:00Z', 120, '2026-11-24T00:00Z'],
    ['spring: the night is an hour shorter', nights, '2027-03-27T21:00Z', 7 * 60 + 1, '2027-03-28T20:01Z'],
    ['autumn: the night is an hour longer', nights, '2026-10-24T20:00Z', 8 * 60 + 30, '2026-10-25T04:30Z'],
    ['spans that overlap count once', calendar(everyDay('08:00-12:00', '10:00-13:00')), '2026-11-23T07:00Z', 5 * 60, '2026-11-23T12:00Z'],
  ] as const)('%s', (_name, hours, start, minutes, expected) => {
    expect(dueAfter(hours, new Date(start), minutes)).toEqual(new Date(expected))
    const begins = nextOpen(hours, new Date(start)) ?? new Date(start)
    expect(workingMinutesBetween(hours, begins, new Date(expected))).toBe(minutes)
  })

  test('who never opens is never due, and has worked no minute', () => {
    const never = calendar(week({}))
    expect(dueAfter(never, new Date('2026-11-23T08:00Z'), 1)).toBeNull()
    expect(nextOpen(never, new Date('2026-11-23T08:00Z'))).toBeNull()
    expect(workingMinutesBetween(never, new Date('2026-11-23T08:00Z'), new Date('2026-12-23T08:00Z'))).toBe(0)
    expect(workingMinutesBetween(office, new Date('2026-11-24T08:00Z'), new Date('2026-11-23T08:00Z'))).toBe(0)
  })

  test('a working day is one with any hours; without a calendar Monday to Friday are', () => {
    expect(addWorkingDays(new Date('2026-12-23T10:00Z'), 2, office)).toEqual(new Date('2026-12-28T10:00Z'))
    expect(addWorkingDays(new Date('2026-12-23T10:00Z'), 2, workingWeek('Europe/Stockholm'))).toEqual(new Date('2026-12-25T10:00Z'))
  })
})

test('P5 | workingMinutesBetween() | 40 zones, both changes of the clock, 24 hours around each, past midnight and a holiday: as the clock on the wall counts', () => {
  const sample = calendar(everyDay('07:00-11:00', '22:00-05:00'), [{ date: '03-28', until: '03-29', hours: ['06:00-07:00', '23:00-05:00'] }])
  const wrong = changes.flatMap(({ timeZone, change }) => {
    const [from, to] = [change - 12 * hourMs, change + 12 * hourMs]
    const counted = workingMinutesBetween({ ...sample, timeZone }, new Date(from), new Date(to))
    return counted === walled({ ...sample, timeZone }, from, to) ? [] : [`${timeZone} ${new Date(change).toISOString()}: ${counted}`]
  })
  expect(changes).toHaveLength(80)
  expect(wrong).toEqual([])
})

test('P5 | dueAfter() | any week, holidays, moment around a change of the clock and time: it is that far and no farther', () => {
  const moment = fc.record({ switched: fc.constantFrom(...changes), quarters: fc.integer({ min: -96, max: 96 }) })
  fc.assert(
    fc.property(moment, anyWeek, fc.array(anyHoliday, { maxLength: 3 }), fc.integer({ min: 1, max: 40 * 60 }), ({ switched, quarters }, hours, holidays, minutes) => {
      const whole: Calendar = { timeZone: switched.timeZone, hours, holidays }
      const start = new Date(switched.change + quarters * quarterMs)
      const due = dueAfter(whole, start, minutes)
      if (due === null) return
      expect(workingMinutesBetween(whole, start, due)).toBe(minutes)
      // The last minute of it was worked: it does not end later than it must.
      expect(workingMinutesBetween(whole, start, new Date(due.getTime() - 60_000))).toBe(minutes - 1)
      expect(wallSaysOpen(whole, due.getTime() - 1)).toBe(true)
    }),
    { numRuns: 250 },
  )
})

const quarterMs = hourMs / 4

// Every span begins and ends at a full hour, and clocks are set by quarters at the least.
const walled = (hours: Calendar, from: number, to: number) => {
  let minutes = 0
  for (let at = from; at < to; at += quarterMs) if (wallSaysOpen(hours, at)) minutes += 15
  return minutes
}
