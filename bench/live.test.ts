import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { benchLive } from './live.ts'

test('L2 L6 | GET /api/v1/events | the program is killed while six write, and started again: nobody who comes back lacks anything', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-bench-results-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const found = await benchLive({ parts: ['L2', 'L6'], messages: 150, seeds: 1, desks: 1, idle: 1, back: 30, seconds: 1, folder }, () => undefined)
  const lines = [...(found.L2?.lines ?? []), ...(found.L6?.lines ?? [])].map((line) => line.found)
  expect(lines).toHaveLength(4)
  for (const line of lines.slice(0, 3)) expect(line).toMatch(/^0 missing, 0 doubled, 0 out of order/)
  expect(lines[3]).toMatch(/^all back after [\d.]+ s, 0 lost/)
  const page = await readFile(path.join(folder, 'live.md'), 'utf8')
  expect(page).not.toMatch(/NaN|undefined|null/)
  expect(page).toContain('| L6 | killed and started again with 30 clients |')
}, 120_000)
