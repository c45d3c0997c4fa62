import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Report, ReportedTest } from './report.ts'
import { reportPath } from './report.ts'

/** Writes what ran, how it ended and how much it asserted; the requirements page is made from it. */
export const reportReporter: Reporter = {
  onTestRunEnd: async (modules, unhandledErrors, reason) => {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map(reported))
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0)
    const report: Report = {
      complete: reason !== 'interrupted' && unhandledErrors.length === 0,
      brokenFiles: broken.map(fileOf).toSorted(),
      tests: tests.toSorted((a, b) => a.file.localeCompare(b.file) || a.title.localeCompare(b.title)),
    }
    await mkdir(path.dirname(reportPath), { recursive: true })
    await writeFile(reportPath, JSON.stringify(report, null, 1))
  },
}

const reported = (test: TestCase): ReportedTest => ({
  file: fileOf(test.module),
  title: test.fullName,
  name: test.name,
  state: test.result().state,
  assertions: test.meta().assertions ?? 0,
  ms: Math.round(test.diagnostic()?.duration ?? 0),
})

const fileOf = (module: TestModule) => module.relativeModuleId
