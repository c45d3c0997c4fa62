import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button } from './browser.ts'

/** What the browser says where there is no line; it belongs to being without one. */
export const withoutLine = [/ERR_INTERNET_DISCONNECTED/, /Failed to load resource/, /ERR_(EMPTY_RESPONSE|CONNECTION|FAILED|NETWORK)/, /EventSource/]

/** Signs in and opens the app, until its worker has the tabs and conversations on the phone; `base` where the context has none. */
export const openApp = async (page: Page, { who = 'Ada', locale = 'en', base = '' } = {}): Promise<void> => {
  await page.goto(`${base}/demo`)
  await button(page, new RegExp(`${who}$`)).click()
  await page.waitForURL(/\/inbox/)
  await page.goto(`${base}/${locale}/app`)
  await onPhone(page, `/${locale}/app/more/lock`)
}

/** Waits until the phone has this page; the pages' policy lets no test wait inside them. */
export const onPhone = (page: Page, path: string): Promise<void> =>
  expect.poll(() => page.evaluate<boolean>(`caches.match('${path}').then(Boolean)`), { timeout: 15_000, message: `${path} is on the phone` }).toBe(true)

/** The form behind the envelope, filled in. */
export const describe = async (page: Page, text: string): Promise<void> => {
  await page.locator('#topic').selectOption('app')
  await page.locator('#subtopic').selectOption('app/crash-or-slow')
  await page.fill('#body', text)
}
