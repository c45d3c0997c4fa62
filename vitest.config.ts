import { defineConfig } from 'vitest/config'
import { createReportReporter } from './test/report/reporter.ts'

const journeys = 'test/journeys/**/*.test.ts'
const accessibility = 'test/accessibility/**/*.test.ts'
/** How long a page takes to open, or until a telephone rings, means something only while nothing else runs. */
const timed = ['eight-tabs', 'phone', 'line'].map((name) => `test/journeys/${name}.test.ts`)
/** Those that start servers of their own and remember them while their process lives. */
const apart = ['server/platform/embedded-postgres/**/*.test.ts', 'test/kill/**/*.test.ts']

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // A busy machine may take longer than a second to come to what is waited for.
    expect: { poll: { timeout: 10_000 } },
    globalSetup: 'test/cluster.ts',
    setupFiles: ['test/report/count-assertions.ts'],
    reporters: ['default', createReportReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['{bench,contract,scripts,server,test,web}/**/*.test.{ts,tsx}'],
          exclude: [journeys, accessibility, ...apart, '**/node_modules/**'],
          // Loading everything anew for each file took longer than its tests; what a file makes, it takes away.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'apart', include: apart, sequence: { groupOrder: 0 } } },
      // Each of two files at a time has a server and a browser of its own.
      {
        extends: true,
        test: { name: 'browser', include: [journeys, accessibility], exclude: [...timed, '**/node_modules/**'], isolate: false, testTimeout: 120_000, sequence: { groupOrder: 1 } },
      },
      { extends: true, test: { name: 'timed', include: timed, isolate: false, maxWorkers: 1, testTimeout: 120_000, sequence: { groupOrder: 2 } } },
    ],
  },
})
