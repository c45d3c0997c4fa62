import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterMinutes, answerBy, minutesLeft, movedTo, moveAt, warnAt } from './rule.ts'
import type { PromiseRule } from '#contract/content'
import type { Calendar } from '#kernel'

const day = ['09:00-12:00', '13:00-17:00']
const office: Calendar = { timeZone: 'Europe/Stockholm', hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] }, holidays: [{ date: '05-14', hours: [] }] }
const stockholm = { timeZone: 'Europe/Stockholm', calendar: office }

// 2026-05-08 is a Friday, 05-14 a Thursday off; the clock goes forward on 2026-03-29 and back on 2026-10-25.
describe('R16 | promises.answerBy() | by the clock, by a calendar, and not after the stay’s event', () => {
  test.each<[string, PromiseRule, string, string | null, string]>([
    ['hours of a calendar, over a weekend', { workingHours: 4, calendar: 'office' }, '2026-05-08T13:00Z', null, '2026-05-11T09:00Z'],
    ['hours of a calendar, over a day off', { workingHours: 7, calendar: 'office' }, '2026-05-13T13:00Z', null, '2026-05-15T13:00Z'],
    ['hours of a calendar, over the change to summer time', { workingHours: 2, calendar: 'office' }, '2026-03-27T15:00Z', null, '2026-03-30T08:00Z'],
    ['hours of a calendar, over the change to winter time', { workingHours: 2, calendar: 'office' }, '2026-10-23T14:00Z', null, '2026-10-26T09:00Z'],
    ['working days of a calendar, over a day off', { workingDays: 2, calendar: 'office' }, '2026-05-13T10:00Z', null, '2026-05-18T10:00Z'],
    ['before check-in, when that is earlier', { hours: 24, before: { event: 'check-in' } }, '2026-05-08T06:00Z', '2026-05-08T13:00Z', '2026-05-08T13:00Z'],
    ['hours before check-in', { hours: 24, before: { event: 'check-in', hours: 3 } }, '2026-05-08T06:00Z', '2026-05-08T13:00Z', '2026-05-08T10:00Z'],
    ['the hours, when they are earlier', { hours: 2, before: { event: 'check-in' } }, '2026-05-08T06:00Z', '2026-05-08T13:00Z', '2026-05-08T08:00Z'],
    ['half an hour at least, however near check-in is', { hours: 24, before: { event: 'check-in' } }, '2026-05-08T12:50Z', '2026-05-08T13:00Z', '2026-05-08T13:20Z'],
    ['as if there were no event, once the stay has begun', { hours: 24, before: { event: 'check-in' } }, '2026-05-08T14:00Z', '2026-05-08T13:00Z', '2026-05-09T14:00Z'],
    ['as if there were no event, without a stay', { hours: 24, before: { event: 'check-in' } }, '2026-05-08T06:00Z', null, '2026-05-09T06:00Z'],
  ])('%s', (_name, rule, from, checkIn, expected) => {
    expect(answerBy(rule, new Date(from), { ...stockholm, checkInAt: checkIn === null ? null : new Date(checkIn) })).toEqual(new Date(expected))
  })

  test('hours of a calendar that is gone are as many days of eight hours', () => {
    expect(answerBy({ workingHours: 16, calendar: 'gone' }, new Date('2026-05-08T13:00Z'), { timeZone: 'Europe/Stockholm' })).toEqual(new Date('2026-05-12T13:00Z'))
  })
})

test('R16 | promises.minutesLeft() | what is left of a promise is taken up again in the minutes it is counted in', () => {
  const [asked, wrote, due] = [new Date('2026-05-08T14:00Z'), new Date('2026-05-10T10:00Z'), new Date('2026-05-11T08:00Z')]
  const cases: [PromiseRule, number, string][] = [
    [{ hours: 24 }, 66 * 60, '2026-05-13T04:00Z'],
    [{ workingHours: 4, calendar: 'office' }, 120, '2026-05-11T09:00Z'],
    [{ workingDays: 1, calendar: 'office' }, 18 * 60, '2026-05-11T16:00Z'],
  ]
  for (const [rule, minutes, goesOn] of cases) {
    expect(minutesLeft(rule, { at: asked, until: due }, stockholm)).toBe(minutes)
    expect(afterMinutes(rule, { at: wrote, minutes }, stockholm)).toEqual(new Date(goesOn))
  }
})

describe('R16 | promises.afterMinutes() | taken up again, a promise before check-in is still one', () => {
  const checkInAt = new Date('2026-07-02T13:00Z')
  const before = { event: 'check-in' } as const
  test.each<[string, PromiseRule, string, number, string]>([
    ['what is left reaches past check-in', { hours: 24, before }, '2026-07-02T10:00Z', 23 * 60, '2026-07-02T13:00Z'],
    ['and past some hours before it', { hours: 24, before: { event: 'check-in', hours: 2 } }, '2026-07-02T10:00Z', 23 * 60, '2026-07-02T11:00Z'],
    ['what is left is less', { hours: 24, before }, '2026-07-02T10:00Z', 60, '2026-07-02T11:00Z'],
    ['by a calendar', { workingHours: 16, calendar: 'office', before }, '2026-07-02T10:00Z', 900, '2026-07-02T13:00Z'],
    ['the event is all but here', { hours: 24, before }, '2026-07-02T12:50Z', 23 * 60, '2026-07-02T13:20Z'],
    ['the stay has begun', { hours: 24, before }, '2026-07-02T14:00Z', 60, '2026-07-02T15:00Z'],
    ['the rule names no event', { hours: 24 }, '2026-07-02T10:00Z', 23 * 60, '2026-07-03T09:00Z'],
  ])('%s', (_name, rule, at, minutes, expected) => {
    expect(afterMinutes(rule, { at: new Date(at), minutes }, { ...stockholm, checkInAt })).toEqual(new Date(expected))
  })

  test('never later than a fresh promise would be held by its event, whatever is left and whenever it goes on', () => {
    const minute = 60_000
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 48 }), fc.constantFrom('hours', 'workingHours', 'workingDays'), (minutes, ahead, hours, counts) => {
      const at = new Date(checkInAt.getTime() - ahead * minute)
      const rule = { [counts]: 24, calendar: 'office', before: { event: 'check-in', hours } } as unknown as PromiseRule
      const goesOn = afterMinutes(rule, { at, minutes }, { ...stockholm, checkInAt }).getTime()
      return goesOn >= at.getTime() && goesOn <= Math.max(checkInAt.getTime() - hours * 60 * minute, at.getTime() + 30 * minute)
    }))
  })
})

test('a promise by a calendar is moved to when somebody works, and later than now', () => {
  const friday = { span_minutes: 24 * 60, due_at: new Date('2026-05-08T13:00Z') }
  expect([warnAt(friday), moveAt(friday)]).toEqual([new Date('2026-05-08T11:00Z'), new Date('2026-05-08T12:00Z')])
  expect(movedTo(friday, moveAt(friday), null)).toEqual(new Date('2026-05-09T01:00Z'))
  expect(movedTo(friday, moveAt(friday), office)).toEqual(new Date('2026-05-11T08:00Z'))
  expect(movedTo(friday, new Date('2026-05-10T13:00Z'), null)).toEqual(new Date('2026-05-11T01:00Z'))
})
