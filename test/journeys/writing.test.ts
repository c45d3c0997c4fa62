import { expect, test } from 'vitest'
import { startWorld } from '../world.ts'
import { button, follow, link, openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()

test('R70 | /desk/library/{key}/{locale} | an author finds an article, writes, sees it as readers will, sends it to review and publishes it; its translation is shown to be behind', async () => {
  const page = await visitor({ base: world.base, locale: 'en', expects: [/status of 400/] })
  await signInAs(page, 'Noor')
  await page.goto('/desk/library')
  await page.getByLabel('Title, number or owner').fill('no-show')
  await page.locator('.library-row h3 a').first().click()
  const body = page.getByLabel('Text', { exact: false }).and(page.locator('textarea')).first()
  await body.waitFor()
  await body.fill(`${await body.inputValue()}\n\n## After midnight\n\nCall before {{guest_call_until}}, or see [{{nothing}}](article:overbooked).`)
  await page.getByText('As readers will see it').click()
  await page.locator('.preview .failure', { hasText: '{{nothing}}' }).waitFor()
  await button(page, 'Publish').click()
  await page.getByRole('alert').filter({ hasText: '{{nothing}}' }).waitFor()
  await body.fill((await body.inputValue()).replace('{{nothing}}', 'that'))
  await page.locator('.preview a', { hasText: 'that' }).waitFor()
  await page.getByText('The draft is saved').waitFor()
  await page.reload()
  expect(await body.inputValue()).toContain('After midnight')
  await button(page, 'Send to review').click()
  await page.getByText('in review · Noor').waitFor()
  await button(page, 'Publish').click()
  await page.getByText('Published: readers see it now').first().waitFor()
  await page.getByText('Revision 2').waitFor()
  await button(page, 'What has changed since').nth(1).click()
  await page.locator('.difference ins', { hasText: 'After midnight' }).waitFor()
  await page.locator('.library-languages a', { hasText: 'behind the English text' }).waitFor()
  const reader = await visitor({ base: world.base, locale: 'en', device: 'phone' })
  await reader.goto('/en/partner/help/reservations/no-show')
  expect(await reader.getByRole('heading', { name: 'After midnight' }).count()).toBe(1)
  await follow(link(reader, 'that'))
})

test('R70 | /desk/library | who answers reads what is written and changes nothing, also on a phone', async () => {
  const page = await visitor({ base: world.base, locale: 'sv', device: 'phone' })
  await signInAs(page, 'Maja')
  await page.goto('/desk/library/overbooked/sv')
  await page.locator('.write-form').waitFor()
  expect(await page.locator('.write-form textarea').first().isDisabled()).toBe(true)
  expect(await button(page, 'Publicera').count()).toBe(0)
  expect(await overflowOf(page)).toBe(0)
})
