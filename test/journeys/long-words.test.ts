import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startWorld } from '../world.ts'
import { openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'

const server = await startWorld()
const { visitor } = await openBrowser()

/** The narrowest screen that is still in pockets. */
const narrow = async (locale: string) => {
  const page = await visitor({ base: server.base, device: 'phone', locale })
  await page.setViewportSize({ width: 320, height: 640 })
  await signInAs(page, 'Ada')
  return page
}

const pages = [
  'partner/help', 'partner/help/reservations', 'partner/help/reservations/overbooked-what-to-do', 'partner/help/search?q=no-show', 'guest', 'guest/how-we-order', 'guest/contact',
  'extranet/inbox', 'extranet/contact', 'extranet/contact/account', 'extranet/contact/account/terminate-contract',
  'extranet/contact/reservations/no-show/options', 'extranet/contact/reservations/no-show/message', 'extranet/contact/reservations/no-show/call',
  'extranet/profile', 'extranet/actions/end-contract',
]

for (const locale of ['de', 'nl', 'da', 'pl', 'fr']) {
  test(`R8 | GET /{locale}/partner/help | the long words of ${locale} fit a screen of 320`, async () => {
    const page = await narrow(locale)
    const sticking: Record<string, string[]> = {}
    for (const path of pages) {
      await page.goto(`/${locale}/${path}`)
      const found = [...((await overflowOf(page)) > 0 ? ['the page'] : []), ...(await cutOff(page))]
      if (found.length > 0) sticking[path] = found
    }
    expect(sticking).toEqual({})
  })
}

test('what sticks out is seen', async () => {
  const page = await narrow('de')
  await page.goto('/de/partner/help')
  await page.locator('h1').evaluate((heading) => {
    heading.textContent = 'Donaudampfschifffahrtsgesellschaftskapitän'
    heading.style.overflowWrap = 'normal'
  })
  expect([(await overflowOf(page)) > 0, await cutOff(page)]).toEqual([true, ['H1 Donaudampfschifffahrtsgesellschaftskapitän']])
})

// Texts of controls and headings that reach over the edge of their own box or of the screen.
const cutOff = (page: Page): Promise<string[]> =>
  page.locator(':is(h1, h2, h3, .button, .chip, label, summary, .name, .site-header a):not(.visually-hidden)').evaluateAll((elements) =>
    elements
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && element.ownerDocument.defaultView?.getComputedStyle(element).display !== 'inline')
      .map((element) => `${element.tagName} ${element.textContent?.trim().slice(0, 60)}`))
