import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { settingsTable } from '../server/config.ts'
import { readReport, reportPath } from '../test/report/report.ts'

/**
 * Everything that must hold: types, lint, dead code, the tests, the requirements page. `--database URL` runs the tests on
 * an outside PostgreSQL; with names of files only their tests run. The last line counts: `N passed, N failed`.
 */
const main = async () => {
  const { values, positionals } = parseArgs({ options: { database: { type: 'string' } }, allowPositionals: true })
  const everything = positionals.length === 0
  const counts = [
    ...(everything ? await stepsInTurn(checks) : []),
    await tests(positionals, values.database),
    ...(everything ? await stepsInTurn([requirements]) : []),
  ]
  const [passed, failed] = [sum(counts.map((each) => each.passed)), sum(counts.map((each) => each.failed))]
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

type Step = { name: string; args: string[] }
type Count = { passed: number; failed: number }

const root = path.join(import.meta.dirname, '..')
const tsc = (project: string) => ['node_modules/typescript/bin/tsc', '-p', project]

const checks: Step[] = [
  { name: 'types', args: tsc('.') },
  { name: 'types of the launcher', args: tsc('scripts/launcher') },
  { name: 'types of scripts in the pages of a benchmark', args: tsc('bench/phone/in-page') },
  { name: "types of the visitors' scripts", args: tsc('web/pages/islands') },
  { name: "types of the app's worker", args: tsc('web/pages/worker') },
  { name: 'types of the desk', args: tsc('web/desk') },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--quiet'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
]
const requirements: Step = { name: 'requirements page', args: ['scripts/requirements.ts', '--check'] }

const stepsInTurn = async (steps: Step[]) => {
  const counts: Count[] = []
  for (const { name, args } of steps) {
    const { ok, seconds, output } = await run(args, {})
    console.log(`${ok ? '✓' : '✗'} ${name}  ${seconds} s`)
    if (!ok) console.log(output)
    counts.push({ passed: Number(ok), failed: Number(!ok) })
  }
  return counts
}

const tests = async (files: string[], database: string | undefined): Promise<Count> => {
  rmSync(reportPath, { force: true })
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...files]
  const { ok, seconds } = await run(args, { visible: true, env: database ? { DATABASE_URL_TEST: database } : {} })
  const report = await readReport()
  const passed = report?.tests.filter(({ state }) => state === 'passed').length ?? 0
  const failed = (report?.tests.filter(({ state }) => state === 'failed').length ?? 0) + (report?.brokenFiles.length ?? 0)
  console.log(`${ok ? '✓' : '✗'} tests  ${seconds} s`)
  return { passed, failed: ok ? failed : Math.max(failed, 1) }
}

const run = (args: string[], { visible = false, env = {} }: { visible?: boolean; env?: Record<string, string> }) => {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: visible ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...withoutSettings, ...env },
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise<{ ok: boolean; seconds: string; output: string }>((resolve) => {
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      resolve({ ok: code === 0, seconds, output: Buffer.concat(chunks).toString() })
    })
  })
}

// The settings of an installation are not those of its tests, which must never meet its port, its data or its database.
const settings = new Set(settingsTable.map(({ name }) => name).filter((name) => name !== 'PG_BIN_DIR'))
const withoutSettings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.has(name)))

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

// A Ctrl-C reaches the tests by itself; they take their server down before this ends.
process.on('SIGINT', () => undefined)
await main()
