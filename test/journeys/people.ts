import type { Page } from 'playwright-core'
import { button } from './browser.ts'

/** Signs in as somebody of the demo world by their button on /demo. */
export const signInAs = async (page: Page, firstName: string): Promise<void> => {
  await page.goto('/demo')
  await button(page, new RegExp(`${firstName}$`)).click()
  await page.waitForURL(/\/(desk|extranet\/inbox)/)
}

/** Opens the desk as one of the staff, their queue on the screen. */
export const openDesk = async (page: Page, firstName: string): Promise<void> => {
  await signInAs(page, firstName)
  await page.locator('.row').first().waitFor()
}

/** What stands in a field of the desk, before and after the editor has taken it over. */
export const writtenIn = (page: Page, selector: string): Promise<string> =>
  page.locator(selector).evaluate((field) => ('value' in field ? String(field.value) : field.innerText))
