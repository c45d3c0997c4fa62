import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { ConversationList } from '#contract/public'
import { between, endWorkers, queueReports, startPhone, typedIn, waitingIn, wakeWorker, type Fault } from '../phone.ts'
import { startWorld, threadOf } from '../world.ts'
import { describe, onPhone, openApp, withoutLine } from './app.ts'
import { button, openBrowser, press } from './browser.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')

const texts = (about: string, count: number) => Array.from({ length: count }, (_, at) => `${about} number ${String(at + 1).padStart(3, '0')}`)

/** What the server has of them, in the order it got them. */
const storedOf = async (about: string) => {
  const { conversations } = await ada.get(`/api/v1/conversations?${new URLSearchParams({ search: about, limit: '100' })}`, ConversationList)
  return conversations.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ excerpt }) => excerpt)
}

test('M1 | GET /{locale}/app | without a line a cold start shows the inbox; what waits survives reload and five kills of the browser, and goes once', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-phone-'))
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  const about = 'Killed in between'
  const first = await startPhone(folder)
  const page = await pageOf(first.context)
  await openApp(page, { base: world.base })
  await first.close()
  for (let kill = 0; kill < 5; kill++) {
    const phone = await startPhone(folder)
    await phone.context.setOffline(true)
    const cold = await pageOf(phone.context)
    await cold.goto(`${world.base}/en/app`)
    await cold.locator('#conversations .conversation').first().waitFor()
    expect(await waitingIn(cold)).toBe(kill * 2)
    await queueReports(cold, texts(about, 10).slice(kill * 2, kill * 2 + 2))
    if (kill === 0) await cold.reload()
    await phone.kill()
  }
  const last = await startPhone(folder)
  const online = await pageOf(last.context)
  await online.goto(`${world.base}/en/app/outbox`)
  await expect.poll(() => waitingIn(online), { timeout: 20_000 }).toBe(0)
  await last.kill()
  expect(await storedOf(about)).toEqual(texts(about, 10))
})

const pageOf = async (context: BrowserContext): Promise<Page> => context.pages()[0] ?? (await context.newPage())

test('M2 | POST /{locale}/app/send | one of three tries meets a fault, two pages and the worker send at once: each is stored once, in order', async () => {
  const phone = await between(world.base)
  afterAll(phone.close)
  const about = 'Broken off'
  const cycle: Fault[] = ['before', 'none', 'after', 'none', 'none', '503', 'none', 'after']
  phone.fault = (count) => cycle[count % cycle.length] ?? 'none'
  const page = await visitor({ base: phone.base, device: 'phone', expects: [...withoutLine, /status of 503/] })
  await openApp(page)
  const other = await page.context().newPage()
  await other.goto('/en/app/more')
  await page.context().setOffline(true)
  await queueReports(page, texts(about, 24))
  await page.context().setOffline(false)
  await Promise.all([page.reload(), other.reload(), wakeWorker(page)])
  await expect.poll(() => waitingIn(other), { timeout: 60_000 }).toBe(0)
  expect(await storedOf(about)).toEqual(texts(about, 24))
  expect(phone.faults / phone.tries).toBeGreaterThanOrEqual(0.3)
})

test('R42 | POST /{locale}/app/send | what is typed is there again after a reload without a line; files that nobody lets through hold up nothing, and the words go without them', async () => {
  const phone = await between(world.base)
  afterAll(phone.close)
  phone.fault = (count) => (count === 0 ? '413' : 'none')
  const about = 'Half written'
  const page = await visitor({ base: phone.base, device: 'phone', expects: [...withoutLine, /status of 4(13|00)/] })
  await openApp(page)
  await page.context().setOffline(true)
  await page.goto('/en/app/more/help/report')
  await describe(page, `${about} number 001`)
  await expect.poll(() => typedIn(page)).toEqual([`${about} number 001`])
  await page.reload()
  await expect.poll(() => page.inputValue('#subtopic')).toBe('app/crash-or-slow')
  expect(await page.inputValue('#body')).toBe(`${about} number 001`)
  await page.setInputFiles('#files', [{ name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Notes.') }])
  await Promise.all([page.waitForURL(/\/outbox$/), press(button(page, 'Send'))])
  await queueReports(page, [`${about} number 002`])
  expect(await typedIn(page)).toEqual([])
  await page.context().setOffline(false)
  const [first, second] = [page.locator('.outbox-item').first(), page.locator('.outbox-item').nth(1)]
  await first.getByText('too large').waitFor()
  await second.getByText('Sent', { exact: true }).waitFor()
  await press(first.getByRole('button', { name: 'Try again' }))
  await first.getByText('cannot be sent: tool.exe').waitFor()
  await press(first.getByRole('button', { name: 'Send without the files' }))
  await expect.poll(() => waitingIn(page), { timeout: 20_000 }).toBe(0)
  expect(await storedOf(about)).toEqual([`${about} number 002`, `${about} number 001`])
  const { conversations } = await ada.get(`/api/v1/conversations?${new URLSearchParams({ search: `${about} number 001` })}`, ConversationList)
  expect((await threadOf(ada, conversations[0]?.id ?? '')).entries[0]?.attachments).toEqual([])
})

test('M6 | GET /app-worker.js | the worker of the first release still loads, and gives way to this one without losing what waits', async () => {
  const phone = await between(world.base)
  afterAll(phone.close)
  phone.worker = await readFile(path.join(import.meta.dirname, '../fixtures/app-worker-1.js.txt'), 'utf8')
  const about = 'Written under the old one'
  const page = await visitor({ base: phone.base, device: 'phone', expects: withoutLine })
  await openApp(page)
  await page.context().setOffline(true)
  await page.goto('/en/app')
  await page.locator('#conversations .conversation').first().waitFor()
  await queueReports(page, texts(about, 3))
  // The page may look for a new worker by itself as soon as there is a line.
  await page.evaluate('self.changed = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", () => done())), undefined')
  phone.worker = null
  await page.context().setOffline(false)
  // A worker whose first look for its pages comes before the line does is given up, and looked for again.
  const isChanged = 'navigator.serviceWorker.getRegistration(location.pathname).then((own) => own.update()).then(() => Promise.race([Promise.resolve(self.changed).then(() => true), new Promise((done) => setTimeout(done, 500, false))])).catch(() => false)'
  await expect.poll(async () => (await page.evaluate(isChanged)) || (await endWorkers(page)), { timeout: 30_000 }).toBe(true)
  await page.goto('/en/app/outbox')
  await expect.poll(() => waitingIn(page), { timeout: 20_000 }).toBe(0)
  expect(await storedOf(about)).toEqual(texts(about, 3))
  await onPhone(page, '/en/app/more/lock')
})

test('M5 | GET /assets/app.js | the app and its worker have at most 40 KB of script', async () => {
  const [app, worker] = await Promise.all(['app.js', 'app-worker.js'].map(async (name) => gzipSync(await readFile(path.join(world.app.distFolder, world.app.assets[name] ?? ''))).byteLength))
  expect(app).toBeGreaterThan(1_000)
  expect((app ?? Infinity) + (worker ?? Infinity)).toBeLessThanOrEqual(40_000)
})
