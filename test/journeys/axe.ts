import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A page, or a frame in one. */
type Looked = Pick<Page, 'evaluate'>

export const loadAxe = (page: Looked): Promise<unknown> => page.evaluate(axe)

// Every rule, also the target sizes of WCAG 2.2, which axe leaves off by itself.
const everyRule = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }
const coloursAlone = { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] }

/** What is wrong with the page as it stands, a line each; `colours` when only they have changed since it was last asked. */
export const violations = async (page: Looked, what: 'all' | 'colours' = 'all'): Promise<string[]> => {
  const results: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(what === 'all' ? everyRule : coloursAlone)})`)
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll('\n', ' ') ?? ''}`))
}
