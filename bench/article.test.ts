import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '#test/postgres'
import { benchArticle } from './article.ts'
import { budget } from './article/report.ts'

const { connection } = await testDatabase()

test('R1 | GET /{locale}/partner/help/{category}/{slug} | an article page weighs at most 15 KB and its scripts 5 KB, compressed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-bench-article-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const options = { articles: 200, addresses: 60, rounds: 1, seconds: 0.4, rate: 50, connections: 2, peer: false, lighthouse: false, profile: false, folder }
  const { weights, lines, steady, filled } = await benchArticle({ connection, dataDir: folder, postmaster: 0, version: 'of the tests' }, options, () => undefined)

  expect(filled.translations).toBe(2000)
  expect(weights.weighed).toBe(60)
  expect(weights.article.html).toBeGreaterThan(2_000)
  for (const page of [weights.article, weights.home, weights.category, weights.search]) {
    if (page) expect(page, page.path).toSatisfy(({ html, script }: typeof page) => html <= budget.html && script <= budget.script)
  }
  expect(weights.script.script).toBeLessThanOrEqual(budget.script)
  for (const { failed } of steady) expect(failed).toBe(0)
  for (const line of lines) expect(line, `${line.page} answers`).toMatchObject({ status: line.page === 'article, unchanged' ? '304' : '200' })
  expect(lines.map(({ page }) => page)).toEqual(expect.arrayContaining(['article', 'help home', 'category']))
  expect(steady.map(({ page, requests }) => [page, requests])).toEqual([['article, for the first time', 48], ['article', 20]])
  expect(await readFile(path.join(folder, 'article.md'), 'utf8')).not.toMatch(/NaN|undefined|null/)
}, 120_000)
