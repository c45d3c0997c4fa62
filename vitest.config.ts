import { defineConfig } from 'vitest/config'
import { createReportReporter } from './test/report/reporter.ts'

const journeys = 'test/journeys/**/*.test.ts'

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    globalSetup: 'test/cluster.ts',
    setupFiles: ['test/report/count-assertions.ts'],
    reporters: ['default', createReportReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['{bench,contract,scripts,server,test,web}/**/*.test.{ts,tsx}'],
          exclude: [journeys, '**/node_modules/**'],
          sequence: { groupOrder: 0 },
        },
      },
      // A journey has a server and a browser to itself: alone on two cores its timings mean something.
      {
        extends: true,
        test: { name: 'journeys', include: [journeys], fileParallelism: false, testTimeout: 120_000, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
