import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

export const reportPath = path.join(import.meta.dirname, '../../test-results/report.json')

const ReportedTest = z.object({
  file: z.string(),
  title: z.string(),
  name: z.string(),
  state: z.enum(['passed', 'failed', 'skipped', 'pending']),
  assertions: z.int(),
  ms: z.int(),
})
export type ReportedTest = z.infer<typeof ReportedTest>

const Report = z.object({ complete: z.boolean(), brokenFiles: z.array(z.string()), tests: z.array(ReportedTest) })
/** One run of the tests. A broken file is one that failed outside its tests. */
export type Report = z.infer<typeof Report>

/** The last run's report, or null when there is none. */
export const readReport = async (): Promise<Report | null> => {
  const text = await readFile(reportPath, 'utf8').catch(() => null)
  return text === null ? null : Report.parse(JSON.parse(text))
}
