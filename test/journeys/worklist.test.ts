import { expect, test } from 'vitest'
import { vote } from '#articles'
import { startWorld } from '../world.ts'
import { button, openBrowser, overflowOf } from './browser.ts'
import { openDesk, signInAs } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()

test('R7 | /desk/articles | an author reads what readers said, most people first, and says by the keyboard what is done', async () => {
  const page = await visitor({ base: world.base, locale: 'en' })
  await signInAs(page, 'Noor')
  await page.goto('/desk/articles')
  const cards = page.locator('.work')
  const invoices = cards.filter({ has: page.getByRole('link', { name: 'Read your invoice' }) }).first()
  await invoices.waitFor()
  const effects = (await page.locator('.work-effect b').allTextContents()).map(Number)
  expect(effects).toEqual(effects.toSorted((a, b) => b - a))
  expect(await cards.first().innerText()).toContain('Does not answer the question 8')
  await invoices.getByText('in their own words').click()
  expect(await invoices.innerText()).toContain('Vad betyder raden Justering föregående period?')

  await page.locator('#list-heading').focus()
  await page.keyboard.press('j')
  expect(await cards.first().locator('h3').getByRole('link').evaluate((link) => link.matches(':focus'))).toBe(true)
  const before = await cards.count()
  await cards.first().getByRole('button').focus()
  await page.keyboard.press('Enter')
  await page.getByText('is done until somebody new is concerned').first().waitFor()
  await expect.poll(() => cards.count()).toBe(before - 1)
  expect(await page.locator('.work h3 a:focus').count()).toBe(1)

  await vote(world.system, { key: 'read-your-invoice', locale: 'sv', revision: 1, readerLocale: 'sv', helpful: false, reader: { visitor: 'somebody new' }, network: '192.0.2.1' })
  await page.reload()
  await invoices.waitFor()
  expect(await invoices.locator('.work-effect b').textContent()).toBe('0.3')
})

test('R7 | /desk/articles | who answers sees the list and changes nothing; it is narrowed by door and language, also on a phone', async () => {
  const page = await visitor({ base: world.base, locale: 'sv', device: 'phone' })
  await openDesk(page, 'Maja')
  await page.getByRole('link', { name: 'Artiklar' }).tap()
  await page.locator('.work').first().waitFor()
  expect(await button(page, /^Klart/).count()).toBe(0)
  await page.getByLabel('Dörr').selectOption('guest')
  await expect.poll(() => page.locator('.work .chip', { hasText: 'Partner' }).count()).toBe(0)
  expect(await page.locator('.work').count()).toBeGreaterThan(0)
  expect(await overflowOf(page)).toBe(0)
})
