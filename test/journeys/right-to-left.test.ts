import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { follow, openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'

const server = await startWorld()
const { visitor } = await openBrowser()
const phone = () => visitor({ base: server.base, device: 'phone', locale: 'ar', expects: [/status of 404/] })

const noShow = '/ar/extranet/contact/reservations/no-show'

/** The page speaks Arabic from right to left, axe finds nothing in light or dark, and nothing sticks out. */
const inOrder = async (page: Page) => {
  expect(await page.locator('html').evaluate(({ lang, dir }) => [lang, dir])).toEqual(['ar', 'rtl'])
  await loadAxe(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), `${page.url()} ${colorScheme}`).toEqual([])
  }
  expect(await overflowOf(page), page.url()).toBe(0)
  expect(await undirected(page), page.url()).toEqual([])
}

// A number or an address typed into a field that runs from right to left changes its order under one's fingers.
const undirected = (page: Page): Promise<string[]> =>
  page.locator('textarea:not([dir]), input:not([dir], [type=hidden], [type=radio], [type=checkbox], [type=file], [type=password], [type=date], [type=submit])').evaluateAll((fields) => fields.map(({ id }) => id))

test('R8 | GET /{locale}/partner/help | what anybody may see stands from right to left on a phone, and axe finds nothing', async () => {
  const page = await phone()
  for (const path of ['partner/help', 'partner/help/reservations', 'partner/help/reservations/overbooked-what-to-do', 'partner/help/search?q=no-show', 'partner/help/search?q=zzzzzz', 'extranet/sign-in', 'partner/locked-out', 'partner/help/nowhere']) {
    await page.goto(`/ar/${path}`)
    await inOrder(page)
  }
})

test('R30 | GET /{locale}/guest | the guest’s door stands from right to left on a phone, and axe finds nothing', async () => {
  const page = await phone()
  const contact = 'guest/contact/safety/suspicious-message'
  for (const path of ['guest', 'guest/at-property', 'guest/safety/suspicious-message', 'guest/how-we-order', 'guest/booking/sign-in', 'guest/booking/lost', 'guest/account', 'guest/contact', contact, `${contact}/options`, `${contact}/message`]) {
    await page.goto(`/ar/${path}`)
    await inOrder(page)
  }
})

test('R8 | GET /{locale}/extranet/contact/{topic}/{subtopic}/options | the way to a person does, to the answer', async () => {
  const page = await phone()
  await signInAs(page, 'Ada')
  for (const path of ['/ar/extranet/inbox', '/ar/extranet/inbox/platform', '/ar/extranet/contact', '/ar/extranet/contact/reservations', noShow, `${noShow}/options`, `${noShow}/message`, '/ar/extranet/profile']) {
    await page.goto(path)
    await inOrder(page)
  }
  await page.goto('/ar/extranet/inbox/platform')
  await follow(page.locator('.conversation a').first())
  await inOrder(page)
})

test('a code, a phone number and a case number are read from left to right wherever they stand', async () => {
  const page = await phone()
  await signInAs(page, 'Ada')
  await page.goto(`${noShow}/call`)
  await follow(page.locator('form.card button'))
  await inOrder(page)
  expect(await runsFromLeft(page.locator('.digits bdi'))).toBe(true)
  expect(await runsFromLeft(page.locator('.number bdi'))).toBe(true)
  await page.goto('/ar/extranet/inbox/platform')
  expect(await runsFromLeft(page.locator('.conversation .case').first())).toBe(true)
})

test('R8 | GET /{locale}/partner/help/{category}/{slug} | an article that is not translated says so and keeps its own direction and language', async () => {
  const page = await phone()
  await page.goto('/ar/partner/help/reservations/overbooked-what-to-do')
  expect(await page.getByRole('note').innerText()).toContain('الإنجليزية')
  expect(await page.locator('.prose').evaluate((prose) => [prose.lang, prose.dir])).toEqual(['en', 'ltr'])
  expect(await page.locator('h1').evaluate((title) => [title.lang, title.dir])).toEqual(['en', 'ltr'])
})

// Where the first and the last sign of the text stand on the screen.
const runsFromLeft = (shown: Locator): Promise<boolean> =>
  shown.evaluate((element) => {
    const [text] = [...element.childNodes].filter(({ nodeType }) => nodeType === 3)
    if (!text?.textContent) throw new Error('There is no text')
    const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === 3)
    const last = texts.at(-1) ?? text
    const placeOf = (node: typeof text, at: number) => {
      const range = element.ownerDocument.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      return range.getBoundingClientRect().left
    }
    return placeOf(text, 0) < placeOf(last, (last.textContent?.length ?? 1) - 1)
  })

test('a guest’s own booking and all that can be done with it stand from right to left on a phone, names and dates each in their order', async () => {
  const page = await phone()
  await page.goto('/ar/guest/booking')
  await page.fill('input[name=number]', '4069374860')
  await page.fill('input[name=pin]', '765093')
  await follow(page.locator('main form button[type=submit]').first())
  await inOrder(page)
  const steps = await page.locator('main a[href*="/guest/booking/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(steps.length).toBeGreaterThan(6)
  for (const step of new Set(steps)) {
    await page.goto(step)
    await inOrder(page)
  }
  await page.goto(steps.find((step) => step.endsWith('/request')) ?? '')
  expect(await page.locator('.lead bdi').textContent()).toBe('Northlight Lanternhouse')
})
