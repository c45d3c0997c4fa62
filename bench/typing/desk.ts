import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { keysPainted, untilPainted } from './paint.ts'
import type { Long } from './fill.ts'

export type First = { scriptBytes: number; rowMs: number; keyMs: number }
type Place = { browser: Browser; base: string }

const desktop = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const

/** Somebody of the demo's staff, signed in, in a browser of their own that holds nothing yet. */
export const signIn = async ({ browser, base }: Place): Promise<BrowserContext> => {
  const context = await browser.newContext({ ...desktop, baseURL: base, locale: 'sv' })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto('/demo')
  await page.getByRole('button', { name: /Maja$/ }).click()
  await page.waitForURL(/\/desk/)
  await page.close()
  return context
}

/** The desk with nothing in the browser's cache, its processor slowed down four times: until the first row shows and has answered a key. */
export const firstLoad = async (context: BrowserContext): Promise<First> => {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const scripts = new Set<string>()
  const sizes: number[] = []
  session.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && sizes.push(encodedDataLength)))
  const began = performance.now()
  await page.goto('/desk/queue', { waitUntil: 'commit' })
  await page.locator('.row').first().waitFor()
  const rowMs = performance.now() - began
  const scriptBytes = sizes.reduce((sum, size) => sum + size, 0)
  await untilPainted(page, { selector: '.row:focus' }, () => page.keyboard.press('j'))
  const keyMs = performance.now() - began
  await page.close()
  return { scriptBytes, rowMs, keyMs }
}

/** Conversations of two hundred messages, each opened for the first time by Enter on its row: until its last message is painted. */
export const openLong = async (page: Page, long: readonly Long[]): Promise<number[]> => {
  const took: number[] = []
  for (const { id, last } of long) {
    const row = page.locator(`#row-${id}`)
    // One whose promise was moved since it was made stands further down.
    if ((await row.count()) === 0) continue
    await row.focus()
    took.push(await untilPainted(page, { selector: '.thread .said', least: 3, last }, () => page.keyboard.press('Enter')))
    await page.waitForTimeout(restMs)
  }
  return took
}

const restMs = 120
const words = [...'Hej, vi har rattat priset for den sista veckan och ber om ursakt for besvaret.'].map((letter) => (letter === ' ' ? 'Space' : letter))

export type Typed = { where: string; took: number[] }

/** Letters typed where agents type, and keys that move in the list. */
export const typeEverywhere = async (page: Page, long: readonly Long[], rounds: number): Promise<Typed[]> => {
  const typed = new Map<string, number[]>()
  const into = async (where: string, keys: readonly string[]) => void typed.set(where, [...(typed.get(where) ?? []), ...(await keysPainted(page, keys, keyEveryMs))])
  for (let round = 0; round < rounds; round++) {
    const id = long[round % long.length]?.id ?? ''
    await page.goto(`/desk/queue/${id}`)
    await page.locator('.thread .said').first().waitFor()
    await page.keyboard.press('Escape')
    await into('the list, by j and k', Array.from({ length: 40 }, (_, at) => (at % 8 < 6 ? 'j' : 'k')))
    if (await page.locator('.not-yours button').count()) await page.locator('.not-yours button').click()
    await page.locator('#composer-reply').waitFor()
    await page.locator('#composer-reply').click()
    await into('an answer, beside 200 messages', words)
    await page.goto('/desk/search')
    await page.locator('#search-field').click()
    await into('the search field', [...'word12'])
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('.picker-field:focus').waitFor()
    await into('the palette', [...'word12'])
    await page.keyboard.press('Escape')
  }
  return [...typed].map(([where, took]) => ({ where, took }))
}

const keyEveryMs = 60
const rowHeight = 92

export type Act = { what: string; run: () => Promise<number> }

/** What an agent does all day, by the clock of whoever drives the browser: from the act until it is on the screen. */
export const acts = (page: Page, long: readonly Long[]): Act[] => {
  const turn = { next: 0 }
  // Only rows near the window are in the page.
  const scrollTo = async (place: number) => {
    await page.evaluate(`document.querySelector('.rows').scrollTop = ${place * rowHeight}`)
    await page.waitForTimeout(restMs)
  }
  return [
    { what: 'list', run: async () => {
      if (!page.url().includes('/desk/queue')) await page.goto('/desk/queue')
      await page.locator('#list-heading').focus()
      await page.keyboard.press('m')
      await page.waitForURL('**/desk/mine')
      return clocked(page, () => page.keyboard.press('q'), '.rows .row:nth-of-type(1)')
    } },
    { what: 'open', run: async () => {
      await scrollTo(long.length + 2 + (turn.next++ % 20))
      const row = page.locator('.rows .row').nth(5)
      const id = (await row.getAttribute('id'))?.replace('row-', '') ?? ''
      return clocked(page, () => row.click(), `#row-${id}[aria-current=true]`, '.thread .said')
    } },
    { what: 'open, 200 messages', run: async () => {
      await scrollTo(0)
      // What was answered is taken, and stands in the queue no more.
      const shown = await page.locator('.rows .row:not([aria-current=true])').evaluateAll((rows) => rows.map((row) => row.id))
      const { id, last } = long.find((one) => shown.includes(`row-${one.id}`)) ?? { id: '', last: '' }
      return clocked(page, () => page.locator(`#row-${id}`).click(), `#row-${id}[aria-current=true]`, `.thread .said:has-text("${last}")`)
    } },
    { what: 'reply', run: async () => {
      if (await page.locator('.not-yours button').count()) await page.locator('.not-yours button').click()
      const answer = `Rattat ${randomUUID()}`
      await page.locator('#composer-reply').click()
      await page.keyboard.type(answer)
      return clocked(page, () => page.keyboard.press('Control+Enter'), `.said-held:has-text("${answer}")`)
    } },
    { what: 'search', run: async () => {
      await page.goto('/desk/search')
      await page.locator('.row').first().waitFor()
      const word = `word${1_000 + turn.next++}`
      await page.locator('#search-field').click()
      await page.keyboard.type(word.slice(0, -1))
      const answered = page.waitForResponse((response) => response.url().includes(`q=${word}&`))
      return clocked(page, () => page.keyboard.press(word.slice(-1)), answered)
    } },
  ]
}

/** From the act until all of these are there and a frame has been painted. */
export const clocked = async (page: Page, act: () => Promise<unknown>, ...until: (string | Promise<unknown>)[]): Promise<number> => {
  const began = performance.now()
  await act()
  for (const each of until) await (typeof each === 'string' ? page.locator(each).first().waitFor({ state: 'attached' }) : each)
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
  return performance.now() - began
}
