import { expect, test } from 'vitest'
import type { Report, ReportedTest } from './report.ts'
import { areGood, faultyTitles, proofIn, proofsOf, renderPage } from './requirements.ts'

const report = (...tests: Partial<ReportedTest>[]): Report => ({
  complete: true,
  brokenFiles: [],
  tests: tests.map((each) => ({ file: 'a.test.ts', title: '', name: '', state: 'passed', assertions: 1, ms: 1, ...each })),
})
const title = 'R15 R16 | POST /{locale}/extranet/contact | shows case number and promise'

test('a title carries ids, a door and what it shows', () => {
  expect(proofIn(title)).toEqual({ ids: ['R15', 'R16'], door: 'POST /{locale}/extranet/contact', shows: 'shows case number and promise' })
  expect(proofIn('closing twice records one fact')).toBeNull()
})

test('only a test that passed and asserted something proves a rule', () => {
  expect(proofsOf(report({ name: title }), 'R16')).toHaveLength(1)
  expect(proofsOf(report({ name: title, assertions: 0 }), 'R16')).toEqual([])
  expect(proofsOf(report({ name: title, state: 'failed' }), 'R16')).toEqual([])
  expect(proofsOf(report({ name: title, state: 'skipped' }), 'R16')).toEqual([])
  expect(proofsOf(report({ name: title }), 'R17')).toEqual([])
})

test('an unknown id or a missing door is a fault', () => {
  const good = [title, 'L8 | conversations.write() | five at once are one row', 'R57 | hospes simulate | plans a season', 'closing twice records one fact']
  const faulty = ['R99 | GET /x | nothing', 'R15 shows the case number', 'R15 | | nothing', 'R15 | somewhere | nothing']
  expect(faultyTitles(report(...[...good, ...faulty].map((name) => ({ name }))))).toEqual(faulty)
})

test('the page names the door and says what is not proven yet', () => {
  const page = renderPage(report({ name: title }))
  expect(page).toContain('| proven | `POST /{locale}/extranet/contact` shows case number and promise |')
  expect(page).toMatch(/^\| R91 \| .* \| not yet \|  \|$/m)
  expect(page).toMatch(/^2 of \d+ proven, 0 of them in a short form beside the figures of a long one; 0 more in part\.$/m)
})

test('a requirement of which something is missing is proven in part', () => {
  const page = renderPage(report({ name: 'R62 | redeem() | a code opens its case once' }))
  expect(page).toMatch(/^\| R62 \| .* \| in part; missing: .* \| `redeem\(\)` a code opens its case once \|$/m)
  expect(page).toMatch(/^0 of \d+ proven, 0 of them .*; 1 more in part\.$/m)
})

test('a long form counts by good figures of its id alone', () => {
  const rows = '| E1 | 600 mails | 600 | yes | `x` |\n| E1 | the last seen | 57 s | yes | `x` |\n| E13 | all | 299 | **no** | `x` |'
  expect([areGood(rows, 'E1'), areGood(rows, 'E13'), areGood(rows, 'E3')]).toEqual([true, false, false])
  expect(renderPage(report({ name: 'E1 | SMTP | killed and started again' }))).toMatch(/^\| E1 \| .* \| proven; in full by `npm run test:mail -- E1` \(\[figures\]\(\.\.\/bench\/results\/mail\.md\)\) \|/m)
})
