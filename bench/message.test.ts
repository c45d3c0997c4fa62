import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { benchMessage } from './message.ts'
import { ratios } from './message/report.ts'
import { quantile, underLoad } from './message/sample.ts'

test('the benchmark of messages runs in small and writes down what it found', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-bench-results-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const options = { sizes: [200], rounds: 1, seconds: 20, most: 24, clients: 4, folder }
  const result = await benchMessage(options, () => undefined)

  const done = result.lines.map(({ size, group, what }) => `${size} ${group}: ${what}`)
  expect(new Set(done).size).toBe(done.length)
  expect(done).toHaveLength(2 + 2 + 2 + 3 + 3)
  for (const line of result.lines) {
    expect(line.operations, JSON.stringify(line)).toBe(24)
    expect(line.p50).toBeGreaterThan(0)
    expect(line.p99).toBeGreaterThanOrEqual(line.p50)
    if (process.platform === 'linux') expect(line.nodeMs).toBeLessThan(500)
  }
  const { toBare, queueVerb } = ratios(result)
  for (const ratio of [toBare(200, 'verb, reactions on', 'verb'), toBare(200, 'HTTP, reactions on', 'API'), queueVerb]) expect(ratio).toBeGreaterThan(0)
  expect(result.plans.map(({ plan }) => plan).join('\n')).toContain('Index Scan using entry_order')

  expect(JSON.parse(await readFile(path.join(folder, 'message.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(result)))
  const page = await readFile(path.join(folder, 'message.md'), 'utf8')
  expect(page.split('### The plan')[0]).not.toMatch(/NaN|undefined|null/)
  expect(page).toContain('| 200 | HTTP, reactions on | page form |')
}, 120_000)

test('the benchmark runs on Node alone: nothing that it puts together is a page that must be built first', async () => {
  const files = ['message', 'article', 'search'].map((name) => `await import('./bench/${name}.ts')`)
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', `${files.join('\n')}\nconsole.log('there')`], { cwd: path.join(import.meta.dirname, '..') })
  expect(stdout).toBe('there\n')
})

test('clients share out what there is to do, and the slowest hundredth is told', async () => {
  const seen: number[] = []
  const sample = await underLoad({ clients: 3, seconds: 60, most: 10 }, async (client) => void seen.push(client))
  expect(sample.operations).toBe(10)
  expect(new Set(seen)).toEqual(new Set([0, 1, 2]))
  const hundred = Array.from({ length: 200 }, (_, index) => index + 1)
  expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile([], 0.5)]).toEqual([101, 199, 0])
})
