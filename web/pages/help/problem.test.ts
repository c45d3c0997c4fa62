import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { showProblem, type Problem } from './index.ts'
import { fakeSite } from './site.fixture.ts'

const answerTo = (path: string, problem: Problem, site = fakeSite()) =>
  new Hono().all('*', (c) => showProblem(site, c, problem)).request(path)

test('with the database away the reader is told so, in their language, and may try again', async () => {
  const away = fakeSite({ visitor: () => { throw new Error('no database') } })
  const answer = await answerTo('/sv/guest/refund?x=1', { status: 503 }, away)
  const html = await answer.text()
  expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([503, '15', 'no-store'])
  expect(html).toContain('Vi är borta en kort stund')
  expect(html).toContain('href="/sv/guest/refund?x=1"')
  expect(html).toContain('data-door="guest"')
})

test('too many tries say how long to wait', async () => {
  const answer = await answerTo('/en/extranet/contact', { status: 429, minutes: 7 })
  expect(answer.headers.get('retry-after')).toBe('420')
  expect(await answer.text()).toContain('Wait 7 minutes, then try again.')
})

test('a fault of ours says nothing of the inside', async () => {
  const html = await (await answerTo('/desk/x', { status: 500 })).text()
  expect(html).toContain('The fault is ours')
  expect(html).toContain('data-door="staff"')
  expect(html).not.toMatch(/Error|stack|\.ts/)
})
