import path from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { launchChromium } from '../chromium.ts'

export const devices = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const
export type Device = keyof typeof devices

export type VisitorOptions = {
  /** The product's address, as in `server.base`. */
  base: string
  device?: Device
  locale?: string
  javaScript?: boolean
  /** Lets a test put a script of its own into pages that forbid it. */
  bypassCSP?: boolean
  /** Console errors that belong to the journey, as the browser's own line about a page that answers 404. */
  expects?: RegExp[]
}

/** One browser for a test file; each visitor has a context, and so the cookies and tabs, of their own, gone after the test. */
export const openBrowser = async () => {
  const browser = await launchChromium()
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(contexts.flatMap((context) => context.pages()), task.name)
    for (const context of contexts.splice(0)) await context.close()
    const said = complaints.splice(0)
    if (said.length > 0) throw new Error(`The browser complained:\n${said.join('\n')}`)
  })
  afterAll(() => browser.close())
  return {
    visitor: async ({ base, device = 'desktop', locale = 'en', javaScript = true, bypassCSP = false, expects = [] }: VisitorOptions): Promise<Page> => {
      const context = await browser.newContext({ ...devices[device], baseURL: base, locale, javaScriptEnabled: javaScript, bypassCSP, reducedMotion: 'reduce' })
      context.setDefaultTimeout(patienceMs)
      contexts.push(context)
      const complain = (text: string) => void (expects.some((expected) => expected.test(text)) || complaints.push(text))
      context.on('console', (message) => {
        if (message.type() === 'error' || /content security policy/i.test(message.text())) complain(message.text())
      })
      context.on('weberror', (error) => complain(String(error.error())))
      return context.newPage()
    },
  }
}

/** What a failed test saw, for whoever looks into it. */
const picture = async (pages: Page[], name: string) => {
  for (const [index, page] of pages.entries()) {
    const file = `${name.replace(/[^a-zåäö0-9]+/gi, '-').slice(0, 80)}-${index}.png`
    await page.screenshot({ path: path.join(import.meta.dirname, '../../test-results/journeys', file) }).catch(() => undefined)
  }
}

// A page of ours answers in milliseconds: what is not there by now does not come.
const patienceMs = 10_000

/** Presses as the device does: with a finger on a phone, with the mouse elsewhere. */
export const press = async (target: Locator) => {
  const isPhone = (target.page().viewportSize()?.width ?? 0) < 600
  await (isPhone ? target.tap() : target.click())
}

/** Presses what leads to another page, and is there. */
export const follow = async (target: Locator) => {
  await Promise.all([target.page().waitForEvent('load'), press(target)])
}

export const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name, exact: typeof name === 'string' })
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
export const addressOf = (page: Page) => new URL(page.url()).pathname

/** How far the page can be moved sideways, which should be nowhere. */
export const overflowOf = (page: Page): Promise<number> => page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)

const mostTabs = 80

/** Presses Tab until the focus is on what is looked for, and can be seen there. */
export const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < mostTabs; presses++) {
    const focused = page.locator(selector).and(page.locator(':focus'))
    if (await focused.count()) return seen(focused)
    await page.keyboard.press('Tab')
  }
  throw new Error(`No Tab leads to ${selector}`)
}

// A radio of the desk shows the focus around its label, a moment later.
const seen = (focused: Locator) =>
  expect.poll(() => focused.evaluate((element) => {
    const around = element.matches('[role=dialog] [type=radio]') ? [element.closest('label'), element.closest('label')?.querySelector('.radio-mark')] : [element]
    const { getComputedStyle } = element.ownerDocument.defaultView
    return around.some((shown) => shown && getComputedStyle(shown).outlineStyle !== 'none')
  }), { message: 'the focus is in sight' }).toBe(true)
