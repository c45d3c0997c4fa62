import { expect, test } from 'vitest'
import { mayCall } from './call-hours.ts'

const hours = { guest: { from: 8, to: 21 }, partner: { from: 9, to: 17 } }

test.each([
  ['guest', 'Europe/Madrid', '2026-05-12T05:59:00Z', false], ['guest', 'Europe/Madrid', '2026-05-12T06:00:00Z', true],
  ['guest', 'Europe/Madrid', '2026-05-17T18:59:00Z', true], ['guest', 'Europe/Madrid', '2026-05-12T19:00:00Z', false],
  ['guest', 'America/New_York', '2026-05-12T08:00:00Z', false],
  ['partner', 'Europe/Stockholm', '2026-05-12T07:00:00Z', true], ['partner', 'Europe/Stockholm', '2026-05-12T15:00:00Z', false],
  ['partner', 'Europe/Stockholm', '2026-05-16T08:00:00Z', false], ['partner', 'Asia/Tokyo', '2026-05-11T00:30:00Z', true],
] as const)('R54 | mayCall() | a %s in %s at %s: %s', (door, timeZone, at, may) => {
  expect(mayCall(hours, { door, timeZone, now: Date.parse(at) })).toBe(may)
})
