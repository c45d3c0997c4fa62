import { expect, test } from 'vitest'
import { medianOf } from './enumeration/interval.ts'
import { render } from './enumeration/report.ts'

test('the median stands between the ends of its interval, and one far off moves none of them', () => {
  const values = Array.from({ length: 401 }, (_, index) => (index % 21) - 10)
  const { median, low, high } = medianOf([...values, 100_000])
  expect([median, low, high]).toEqual([0, -1, 1])
})

test('the page of results says what was found', () => {
  const difference = { median: 0.01, low: -0.2, high: 0.3 }
  const forced = { guesses: 10_000, networks: 1_000, seconds: 60, checked: 5, wrong: 300, stopped: 9_700 }
  const page = render({
    command: 'hospes bench enumeration', at: '2026-11-30', machine: '', one: forced, many: { ...forced, checked: 300 },
    compared: { rounds: 2_000, answers: 1, medians: { known: 4, unknown: 4, cancelled: 4, locked: 4 }, differences: { known: difference, cancelled: difference, locked: difference } },
  })
  expect(page).toContain('| locked | 4.00 | 0.01 | -0.20 to 0.30 |')
  expect(page).toContain('| one booking (aim: at most 10 compared) | 10000 | 1000 | 60.0 | 5 | 300 | 9700 |')
})
