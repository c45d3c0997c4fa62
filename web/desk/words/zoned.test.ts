import { expect, test } from 'vitest'
import { dayAt, momentOfField, weekdayIn } from './zoned.ts'

test.each([
  ['Europe/Stockholm', '2026-05-12T09:00', '2026-05-12T07:00:00.000Z'],
  ['Europe/Stockholm', '2026-10-25T09:00', '2026-10-25T08:00:00.000Z'],
  ['Asia/Kolkata', '2026-05-12T00:30', '2026-05-11T19:00:00.000Z'],
  ['America/New_York', '2026-03-08T09:00', '2026-03-08T13:00:00.000Z'],
])('in %s clocks show %s at %s', (zone, field, moment) => {
  expect(momentOfField(zone, field)?.toISOString()).toBe(moment)
})

test('tomorrow at nine is nine also across the change of clocks, and at the end of a month', () => {
  expect(dayAt('Europe/Stockholm', Date.parse('2026-10-24T20:00:00Z'), { days: 1, hour: 9 }).toISOString()).toBe('2026-10-25T08:00:00.000Z')
  expect(dayAt('Europe/Stockholm', Date.parse('2026-05-31T20:00:00Z'), { days: 1, hour: 9 }).toISOString()).toBe('2026-06-01T07:00:00.000Z')
  expect(weekdayIn('Pacific/Auckland', Date.parse('2026-05-10T20:00:00Z'))).toBe(1)
  expect(momentOfField('UTC', 'soon')).toBeNull()
})
