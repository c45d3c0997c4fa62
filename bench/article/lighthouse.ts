import { execFile, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, get } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createGzip } from 'node:zlib'
import sparticuz from '@sparticuz/chromium'
import { freePort } from '../message/program.ts'
import { root } from '../message/world.ts'
import { median } from '../message/sample.ts'

export type Scores = { page: string; performance: number; accessibility: number; bestPractices: number; seo: number; firstPaintMs: number; runs: number; /** What any run found wanting, but for its speed. */ failed: string[] }
type Page = { page: string; path: string }

const run = promisify(execFile)
const categories = { performance: 'performance', accessibility: 'accessibility', 'best-practices': 'bestPractices', seo: 'seo' } as const

/** Lighthouse's own judgement of pages on a slow phone: the median of several runs, each in a browser of its own. */
export const judge = async (base: string, pages: readonly Page[], runs: number): Promise<Scores[]> => {
  const program = await installed()
  const proxy = await compressing(base)
  try {
    const all: Scores[] = []
    for (const { page, path: at } of pages) {
      const reports: Report[] = []
      for (let turn = 0; turn < runs; turn++) reports.push(await inBrowser((port) => report(program, proxy.base + at, port)))
      const score = (category: string) => Math.round(median(reports.map((each) => each.categories[category]?.score ?? 0)) * 100)
      const [performance, accessibility, bestPractices, seo] = Object.keys(categories).map(score)
      all.push({ page, runs, performance: performance ?? 0, accessibility: accessibility ?? 0, bestPractices: bestPractices ?? 0, seo: seo ?? 0,
        failed: [...new Set(reports.flatMap(wanting))],
        firstPaintMs: Math.round(median(reports.map((each) => each.audits['largest-contentful-paint']?.numericValue ?? 0))) })
    }
    return all
  } finally {
    proxy.close()
  }
}

type Report = {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; numericValue?: number }>
}

const wanting = ({ categories: found, audits }: Report) =>
  Object.entries(found).filter(([name]) => name !== 'performance').flatMap(([, { auditRefs }]) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => id)

const report = async (program: string, address: string, port: number): Promise<Report> => {
  const only = `--only-categories=${Object.keys(categories).join(',')}`
  const { stdout } = await run(process.execPath, [program, address, `--port=${port}`, '--output=json', '--quiet', only], { maxBuffer: 64 * 1024 * 1024, timeout: 120_000 })
  return JSON.parse(stdout) as Report
}

// Installed where nothing else looks for packages, from its own lock file, when the versions there have changed or nothing is there.
const installed = async () => {
  const folder = path.join(root, '.cache/lighthouse')
  const source = path.join(root, 'bench/lighthouse')
  const lockOf = (from: string) => readFile(path.join(from, 'package-lock.json'), 'utf8').catch(() => '')
  const program = path.join(folder, 'node_modules/lighthouse/cli/index.js')
  const isThere = (await lockOf(folder)) === (await lockOf(source)) && (await readFile(program).catch(() => null)) !== null
  if (isThere) return program
  await mkdir(folder, { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) await copyFile(path.join(source, name), path.join(folder, name))
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
  return program
}

const inBrowser = async <Value>(work: (port: number) => Promise<Value>): Promise<Value> => {
  const port = await freePort()
  const profile = await mkdtemp(path.join(tmpdir(), 'hospes-lighthouse-'))
  const browser = spawn(process.env.CHROME_PATH ?? (await sparticuz.executablePath()), [
    `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`, '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', 'about:blank',
  ], { stdio: 'ignore' })
  try {
    for (const end = Date.now() + 20_000; !(await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => null))?.ok; await sleep(50)) {
      if (Date.now() > end) throw new Error('the browser did not start')
    }
    return await work(port)
  } finally {
    browser.kill('SIGKILL')
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** What an operator's proxy does: compresses what is text. */
const compressing = async (base: string) => {
  const server = createServer((request, response) => {
    get(base + request.url, { headers: request.headers }, (answer) => {
      const { 'content-length': _, ...headers } = answer.headers
      if (answer.headers['content-encoding'] || !/text|javascript|json|svg/.test(String(answer.headers['content-type']))) {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        return
      }
      response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-encoding': 'gzip' })
      answer.pipe(createGzip()).pipe(response)
    }).on('error', () => response.destroy())
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { base: `http://127.0.0.1:${port}`, close: () => { server.close(); server.closeAllConnections() } }
}
