import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { between, queueReports, startPhone, waitingIn, wakeWorker, type Fault } from '../../test/phone.ts'
import { freePort } from '../message/program.ts'
import { median } from '../message/sample.ts'

export type Options = { /** Messages that wait through kills. */ waiting: number; kills: number; /** Messages sent through faults. */ messages: number; rounds: number }
/** What was looked at, what was found, and whether that is enough. */
export type Line = { criterion: string; what: string; found: string; holds: boolean }
type Tell = (line: Line) => void

const root = path.join(import.meta.dirname, '../..')

export const measureApp = async (options: Options, say: Tell): Promise<Line[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-bench-app-'))
  const program = await startProgram(path.join(folder, 'data'))
  const lines: Line[] = []
  const tell: Tell = (line) => {
    lines.push(line)
    say(line)
  }
  try {
    await killed({ base: program.base, folder: path.join(folder, 'killed') }, options, tell)
    await broken({ base: program.base, folder: path.join(folder, 'broken') }, options, tell)
    await slow({ base: program.base, folder: path.join(folder, 'slow') }, options, tell)
    await strange({ base: program.base, folder: path.join(folder, 'strange') }, options, tell)
    tell(await bytes())
  } finally {
    await program.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return lines
}

/** The built program as an operator starts it, with the demo world. */
export const startProgram = async (dataDir: string, env: Record<string, string> = {}) => {
  const port = await freePort()
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js'), 'start'], {
    env: { PATH: process.env.PATH ?? '', PORT: String(port), SMTP_PORT: '0', HOSPES_DATA: dataDir, HOSPES_DEMO: '1', LOG_LEVEL: 'error', ...env }, stdio: ['ignore', 'ignore', 'inherit'],
  })
  const base = `http://127.0.0.1:${port}`
  for (const end = Date.now() + 120_000; !(await fetch(`${base}/readyz`).catch(() => null))?.ok; await sleep(100)) if (Date.now() > end || child.exitCode !== null) throw new Error('the program did not start')
  return {
    base,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

type Place = { base: string; folder: string }

const pageOf = async (context: BrowserContext): Promise<Page> => context.pages()[0] ?? (await context.newPage())

/** A phone of the demo's first partner with the whole app on it, closed again as people close it. */
const prepare = async ({ base, folder }: Place) => {
  const phone = await startPhone(folder)
  const page = await pageOf(phone.context)
  await page.goto(`${base}/demo`)
  await page.getByRole('button', { name: /Ada$/ }).click()
  await page.waitForURL(/inbox/)
  await page.goto(`${base}/en/app`)
  while (!(await page.evaluate<boolean>('caches.match("/en/app/more/lock").then(Boolean)'))) await sleep(50)
  await phone.close()
}

const texts = (about: string, count: number) => Array.from({ length: count }, (_, at) => `${about} number ${String(at + 1).padStart(3, '0')}`)

/** What the server has of them, in the order it got them. */
const storedOf = async (page: Page, about: string): Promise<string[]> => {
  const found = await page.evaluate<{ id: string; excerpt: string }[]>(`(async () => {
    const rows = []
    for (let after = ''; after !== null;) {
      const answer = await fetch('/api/v1/conversations?limit=100&search=${encodeURIComponent(about)}' + (after ? '&after=' + encodeURIComponent(after) : ''))
      const { conversations, next } = await answer.json()
      rows.push(...conversations)
      after = next
    }
    return rows
  })()`)
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ excerpt }) => excerpt)
}

const counted = (stored: string[], wanted: string[]) =>
  `${new Set(stored).size} of ${wanted.length} stored, ${stored.length - new Set(stored).size} twice, order ${stored.join() === wanted.join() ? 'kept' : 'not kept'}`

const untilSent = async (page: Page) => {
  while ((await waitingIn(page)) > 0) await sleep(100)
}

/** M1: the app opened without a line, and what waits through a reload and kills. */
const killed = async (place: Place, { waiting, kills, rounds }: Options, tell: Tell) => {
  await prepare(place)
  const wanted = texts('Killed in between', waiting)
  const times: number[] = []
  const lost: number[] = []
  for (let round = 0; round < Math.max(kills, rounds); round++) {
    const phone = await startPhone(place.folder)
    await phone.context.setOffline(true)
    const page = await pageOf(phone.context)
    const began = performance.now()
    await page.goto(`${place.base}/en/app`)
    await page.locator('#conversations .conversation').first().waitFor()
    times.push(performance.now() - began)
    const [from, to] = [Math.round((round * waiting) / kills), Math.round(((round + 1) * waiting) / kills)]
    lost.push(Math.min(from, waiting) - (await waitingIn(page)))
    if (round < kills) await queueReports(page, wanted.slice(from, to))
    if (round === 0) await page.reload()
    await phone.kill()
  }
  const phone = await startPhone(place.folder)
  const page = await pageOf(phone.context)
  await page.goto(`${place.base}/en/app/outbox`)
  await untilSent(page)
  const stored = await storedOf(page, 'Killed in between')
  await phone.close()
  tell({ criterion: 'M1', what: 'cold start without a line, until the inbox shows (≤ 2 s)', found: inMs(times), holds: median(times) <= 2_000 })
  tell({ criterion: 'M1', what: `${waiting} messages wait through a reload and ${Math.max(kills, rounds)} kills of the browser`, found: `${Math.max(...lost)} lost on the phone; then ${counted(stored, wanted)}`, holds: stored.join() === wanted.join() })
}

/** M2: a line that breaks at every third try, two pages and the worker at once. */
const broken = async (place: Place, { messages }: Options, tell: Tell) => {
  const line = await between(place.base)
  const own = { ...place, base: line.base }
  await prepare(own)
  const cycle: Fault[] = ['before', 'none', 'after', 'none', 'none', '503', 'none', 'after']
  line.fault = (count) => cycle[count % cycle.length] ?? 'none'
  const wanted = texts('Broken off', messages)
  const phone = await startPhone(place.folder)
  const page = await pageOf(phone.context)
  await page.goto(`${line.base}/en/app`)
  await phone.context.setOffline(true)
  await queueReports(page, wanted)
  const other = await phone.context.newPage()
  await phone.context.setOffline(false)
  const began = performance.now()
  await Promise.all([page.reload(), other.goto(`${line.base}/en/app/more`)])
  await wakeWorker(page)
  await untilSent(other)
  const seconds = (performance.now() - began) / 1_000
  const stored = await storedOf(page, 'Broken off')
  await phone.close()
  line.close()
  const share = line.faults / line.tries
  tell({ criterion: 'M2', what: `${messages} messages, two pages and the worker, ${Math.round(share * 100)} % of ${line.tries} tries broken (dropped before, dropped after it was stored, 503)`, found: `${counted(stored, wanted)}; ${seconds.toFixed(0)} s`, holds: stored.join() === wanted.join() && share >= 0.3 })
}

const opensAndTaps = async (page: Page, base: string) => {
  await throttle(page)
  const began = performance.now()
  await page.goto(`${base}/en/app`, { waitUntil: 'commit' })
  await page.locator('#conversations .conversation a').first().waitFor()
  const opened = performance.now() - began
  await page.locator('#conversations .conversation a').first().click()
  await page.locator('#thread .entry').first().waitFor()
  return { opened, tapped: performance.now() - began }
}

/** M5: a slow phone that has nothing of the app yet: all of it comes over the line. */
const strange = async ({ base, folder }: Place, { rounds }: Options, tell: Tell) => {
  const [opened, tapped]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const phone = await startPhone(`${folder}-${round}`)
    const page = await pageOf(phone.context)
    await page.goto(`${base}/demo`)
    await page.getByRole('button', { name: /Ada$/ }).click()
    await page.waitForURL(/inbox/)
    await page.goto('about:blank')
    const times = await opensAndTaps(page, base)
    opened.push(times.opened)
    tapped.push(times.tapped)
    await phone.close()
  }
  tell({ criterion: 'M5', what: 'slow phone that has nothing of the app yet: until the first row has answered a tap with its conversation (≤ 3 s)', found: inMs(tapped), holds: median(tapped) <= 3_000 })
  tell({ criterion: 'M5', what: 'slow phone that has nothing of the app yet: the inbox shows', found: inMs(opened), holds: median(opened) <= 3_000 })
}

/** M5: from the tap on a row to its conversation, on a slow phone with the app on it. */
const slow = async (place: Place, { rounds }: Options, tell: Tell) => {
  await prepare(place)
  const [opened, tapped, first]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const phone = await startPhone(place.folder)
    const page = await pageOf(phone.context)
    const times = await opensAndTaps(page, place.base)
    opened.push(times.opened)
    tapped.push(times.tapped)
    const tab = performance.now()
    await page.locator('.app-tabs a').nth(3).click()
    await page.locator('.app-choices').waitFor()
    first.push(performance.now() - tab)
    await phone.close()
  }
  tell({ criterion: 'M5', what: 'slow phone: from opening the app until the first row has answered a tap with its conversation (≤ 3 s)', found: inMs(tapped), holds: median(tapped) <= 3_000 })
  tell({ criterion: 'M5', what: 'slow phone: the inbox shows', found: inMs(opened), holds: median(opened) <= 3_000 })
  tell({ criterion: 'M5', what: 'slow phone: from one tab to another', found: inMs(first), holds: median(first) <= 1_000 })
}

const throttle = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 })
}

const bytes = async (): Promise<Line> => {
  const assets = JSON.parse(await readFile(path.join(root, 'dist/assets/manifest.json'), 'utf8')) as Record<string, string>
  const sizes = await Promise.all(['app.js', 'app-worker.js'].map(async (name) => gzipSync(await readFile(path.join(root, 'dist', assets[name] ?? ''))).byteLength))
  const all = sizes.reduce((sum, size) => sum + size, 0)
  return { criterion: 'M5', what: 'script of the app and its worker, by gzip (≤ 40,000 bytes)', found: `${all.toLocaleString('en-GB')} bytes`, holds: all <= 40_000 }
}

const inMs = (times: number[]) => `${median(times).toFixed(0)} ms (${Math.max(...times).toFixed(0)})`
