import { expect, test } from 'vitest'
import { byteSize, money } from './amounts.ts'
import { createTimes } from './times.ts'

const now = Date.parse('2026-11-22T12:00:00Z')

test('a moment says no more than is needed, in the zone of the reader', () => {
  const times = createTimes('en-GB', 'Europe/Stockholm')
  const moments = ['2026-11-22T13:05:00Z', '2026-11-24T13:05:00Z', '2026-12-24T13:05:00Z', '2025-11-24T13:05:00Z']
  expect(moments.map((iso) => times.moment(iso, now))).toEqual(['14:05', 'Tue 14:05', '24 Dec 14:05', '24 Nov 2025 14:05'])
})

test('midnight is 00:00 and belongs to the new day of that zone', () => {
  const times = createTimes('sv-SE', 'Europe/Stockholm')
  expect(times.clock('2026-11-21T23:00:00Z')).toBe('00:00')
  expect(times.dayKey('2026-11-21T23:00:00Z')).toBe('2026-11-22')
})

test('a date of a stay is the same day wherever the reader sits', () => {
  expect(createTimes('en-GB', 'Pacific/Auckland').plainDate('2026-11-24', now)).toBe('Tue 24 Nov')
  expect(createTimes('en-GB', 'America/Los_Angeles').plainDate('2027-01-02', now)).toBe('Sat, 2 Jan 2027')
})

test('money counts the minor units of its currency', () => {
  expect(money('en-GB', 284_500, 'EUR')).toBe('€2,845.00')
  expect(money('en-GB', 284_500, 'JPY')).toBe('JP¥284,500')
  expect(money('sv-SE', 284_500, 'SEK').replaceAll(/\s/g, ' ')).toBe('2 845,00 kr')
})

test('sizes are written as people say them', () => {
  expect([512, 184_320, 2_412_000].map((size) => byteSize('en-GB', size))).toEqual(['512 byte', '184 kB', '2.4 MB'])
})
