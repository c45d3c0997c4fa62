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
const allButColours = { ...everyRule, rules: { ...everyRule.rules, 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } } }
const coloursAlone = { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] }

const rules = { all: everyRule, colours: coloursAlone, places: allButColours }

/** What is wrong with the page as it stands, a line each; `colours` or `places` when only they have changed since it was last asked. */
export const violations = async (page: Looked, what: keyof typeof rules = 'all'): Promise<string[]> => {
  const results: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(rules[what])})`)
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll('\n', ' ') ?? ''}`))
}
