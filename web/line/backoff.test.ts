import { expect, test } from 'vitest'
import { waitBefore } from './backoff.ts'

test('the wait before trying again doubles from half a second to thirty, and is spread over all of it', () => {
  expect([0, 1, 2, 5, 6, 60].map((failures) => waitBefore(failures, 1))).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000])
  // 1,000 who lost the line together, five failures on: every tenth of the time has its share of them.
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let who = 0; who < 1_000; who++) {
    const tenth = Math.floor(waitBefore(5, (who * 0.618_034) % 1) / 1_600)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  expect(Math.min(...tenths)).toBeGreaterThan(90)
})
