import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const loadAxe = (page: Page): Promise<unknown> => page.evaluate(axe)

// Every rule, also the target sizes of WCAG 2.2, which axe leaves off by itself.
const run = `axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })`

/** What is wrong with the page as it stands, a line each. */
export const violations = async (page: Page): Promise<string[]> => {
  const results: AxeResults = await page.evaluate(run)
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll('\n', ' ') ?? ''}`))
}
