import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { freePort } from '../message/program.ts'
import type { Stage } from '../message/stage.ts'
import { clocked } from './desk.ts'

export type Peer = { about: string; acts: (browser: Browser) => Promise<Record<string, () => Promise<number>>>; stop(): Promise<void> }
type Options = { tickets: number; keep?: string | undefined }

const longOnes = 12

/** Request Tracker as the distribution packs it, on the same PostgreSQL, with as many tickets of the same texts. */
export const startPeer = async ({ connection: { host, port: databasePort, user } }: Stage, { tickets, keep }: Options, say: (line: string) => void): Promise<Peer> => {
  const folder = keep ? path.join(keep, 'peer') : await mkdtemp(path.join(tmpdir(), 'hospes-peer-'))
  await mkdir(path.join(folder, 'none'), { recursive: true })
  const port = await freePort()
  const child = spawn('bash', [path.join(import.meta.dirname, 'peer-request-tracker.sh'), ...[folder, port, host, databasePort, user, tickets, longOnes].map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    if (!keep) await rm(folder, { recursive: true, force: true })
  }
  const ready = await readyLine(child.stdout, say)
  if (ready === null) {
    await stop()
    throw new Error('the peer did not start')
  }
  return {
    about: `The other desk is Request Tracker ${ready} of the distribution with its standalone server (Starlet, 4 workers) and its full text index, on the same PostgreSQL, holding ${tickets.toLocaleString('en-GB')} tickets of the same texts. It makes a page for each act.`,
    acts: async (browser) => acts(await signIn(browser, `http://127.0.0.1:${port}`), tickets),
    stop,
  }
}

const readyLine = async (output: NodeJS.ReadableStream, say: (line: string) => void): Promise<string | null> => {
  for await (const line of createInterface({ input: output })) {
    if (line.startsWith('ready ')) return line.split(' ')[2] ?? ''
    say(line)
  }
  return null
}

const signIn = async (browser: Browser, base: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: base, locale: 'en' })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto('/')
  await page.fill('input[name=user]', 'root')
  await page.fill('input[name=pass]', 'bench-only')
  await page.press('input[name=pass]', 'Enter')
  await page.locator('#quick-personal, #preferences-menu, body.sidebar').first().waitFor({ state: 'attached' })
  return page
}

const openOnes = `/Search/Results.html?Rows=50&OrderBy=id&Order=ASC&Query=${encodeURIComponent("Status = 'open'")}`

const acts = (page: Page, tickets: number): Record<string, () => Promise<number>> => {
  const turn = { next: 0 }
  const shown = '.transaction .messagebody, .transaction .message-stanza'
  const firstLong = tickets - longOnes + 1
  return {
    list: () => clocked(page, () => page.goto(openOnes), '.ticket-list a[href*="Display.html?id="], .collection a[href*="Display.html?id="]'),
    open: async () => {
      await page.goto(openOnes)
      const link = page.locator('table.ticket-list a[href*="Display.html?id="], table.collection a[href*="Display.html?id="]').nth(2 * (turn.next++ % 20))
      return clocked(page, () => link.click(), shown)
    },
    'open, 200 messages': () => clocked(page, () => page.goto(`/Ticket/Display.html?id=${firstLong + (turn.next++ % longOnes)}`), '.transaction .messagebody >> nth=190'),
    reply: async () => {
      const words = `Rattat ${randomUUID()}`
      await page.goto(`/Ticket/Update.html?Action=Respond&id=${20 * (1 + (turn.next++ % 30))}`)
      // Its editor takes the place of the field a while after the page has come; what is typed before is lost.
      await page.waitForFunction(`Object.values(globalThis.CKEDITOR?.instances ?? {}).some(({ status }) => status === 'ready')`)
      await page.evaluate(`for (const editor of Object.values(CKEDITOR.instances)) editor.setData(${JSON.stringify(words)})`)
      await page.waitForTimeout(300)
      return clocked(page, () => page.locator('input[name=SubmitTicket]').click(), `.transaction:has-text("${words}")`)
    },
    search: () => clocked(page, () => page.goto(`/Search/Simple.html?q=fulltext%3Aword${1_000 + turn.next++}`), '#footer, .footer'),
  }
}
