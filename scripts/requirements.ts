import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readReport } from '../test/report/report.ts'
import { faultyTitles, renderPage } from '../test/report/requirements.ts'

/** Writes docs/requirements.md from the last run of all tests; with `--check` it compares instead. */
const main = async (): Promise<string | null> => {
  const report = await readReport()
  if (!report?.complete) return 'There is no report of a complete run: run `npm test` first.'
  const faulty = faultyTitles(report)
  if (faulty.length > 0) return ['These titles name an id that does not exist, or no door:', ...faulty].join('\n')
  const page = renderPage(report)
  if (!process.argv.includes('--check')) return writeFile(file, page).then(() => null)
  const committed = await readFile(file, 'utf8').catch(() => '')
  const missing = linesOnlyIn(page, committed)
  const stale = linesOnlyIn(committed, page)
  if (missing.length + stale.length === 0) return null
  return ['docs/requirements.md is not what this run proved; `hospes requirements` writes it.', ...stale.map((line) => `- ${line}`), ...missing.map((line) => `+ ${line}`)].join('\n')
}

const file = path.join(import.meta.dirname, '../docs/requirements.md')

const linesOnlyIn = (one: string, other: string) => {
  const known = new Set(other.split('\n'))
  return one.split('\n').filter((line) => !known.has(line))
}

const trouble = await main()
if (trouble !== null) {
  console.error(trouble)
  process.exitCode = 1
}
