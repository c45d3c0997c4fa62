import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { reportPath, type Report, type ReportedTest } from './report.ts'

/** Writes what ran, how it ended and how much it asserted; the requirements page is made from it. */
export const createReportReporter = (): Reporter => {
  let vitest: Vitest | undefined
  return {
    onInit: (started) => {
      vitest = started
    },
    onTestRunEnd: async (modules, unhandledErrors, reason) => {
      const everything = (await vitest?.globTestSpecifications())?.length === modules.length && !vitest?.config.testNamePattern
      await write({
        complete: everything && reason !== 'interrupted' && unhandledErrors.length === 0,
        brokenFiles: modules.filter(isBroken).map(fileOf).toSorted(),
        tests: modules.flatMap((module) => [...module.children.allTests()].map(reported)).toSorted(byTitle),
      })
    },
  }
}

const write = async (report: Report) => {
  await mkdir(path.dirname(reportPath), { recursive: true })
  await writeFile(reportPath, JSON.stringify(report, null, 1))
}

const isBroken = (module: TestModule) => module.state() === 'failed' && module.errors().length > 0

const reported = (test: TestCase): ReportedTest => ({
  file: fileOf(test.module),
  title: test.fullName,
  name: test.name,
  state: test.result().state,
  assertions: test.meta().assertions ?? 0,
  ms: Math.round(test.diagnostic()?.duration ?? 0),
})

const fileOf = (module: TestModule) => module.relativeModuleId

const byTitle = (one: ReportedTest, other: ReportedTest) => one.file.localeCompare(other.file) || one.title.localeCompare(other.title)
