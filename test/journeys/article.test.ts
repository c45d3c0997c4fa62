import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startServer } from '../server.ts'
import { follow, openBrowser, overflowOf, press } from './browser.ts'

const server = await startServer()
const { visitor } = await openBrowser()

const english = '/en/partner/help/reservations/overbooked-what-to-do'
const currentPart = (page: Page) => page.locator('.contents a[aria-current="location"]').textContent()
const dataOf = async (page: Page) => JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '') as { '@graph': { '@type': string }[] }

for (const device of ['phone', 'desktop'] as const) {
  test(`R2 | GET /{locale}/partner/help/{category}/{slug} | an article is read on a ${device}: its parts, its neighbours, the guests’ way out`, async () => {
    const page = await visitor({ base: server.base, device })
    await page.goto(english)
    expect(await page.locator('h1').textContent()).toBe('Overbooked: what to do')
    expect(await page.locator('.meta time').getAttribute('title')).toMatch(/^\d{1,2} \w+ 20\d\d$/)
    expect(await overflowOf(page)).toBe(0)
    if (device === 'phone') await press(page.locator('.contents-fold summary'))
    await press(page.locator(device === 'phone' ? '.contents-fold a' : '.contents a', { hasText: 'Who pays' }))
    expect(new URL(page.url()).hash).toBe('#who-pays')
    // The policy that forbids scripts in the page lets data be: a complaint of the browser would fail this test.
    expect((await dataOf(page))['@graph'].map((thing) => thing['@type'])).toEqual(['Article', 'BreadcrumbList'])
    await follow(page.locator('.read-on a', { hasText: 'No-show' }))
    expect(await page.locator('.do-it a').first().getAttribute('href')).toBe('/en/extranet/actions/mark-no-show')
    await follow(page.getByRole('main').getByRole('link', { name: 'To the guest help page' }))
    expect(new URL(page.url()).pathname).toBe('/en/guest')
  })
}

test('R2 | GET /{locale}/partner/help/{category}/{slug} | the contents say which part is being read', async () => {
  const page = await visitor({ base: server.base })
  await page.goto(english)
  await expect.poll(() => currentPart(page)).toBe('Do this first')
  await page.locator('#talk-to-the-guest').evaluate((heading) => heading.scrollIntoView({ block: 'start' }))
  await expect.poll(() => currentPart(page)).toBe('Talk to the guest')
  await page.locator('h1').evaluate((heading) => heading.scrollIntoView({ block: 'end' }))
  await expect.poll(() => currentPart(page)).toBe('Do this first')
})

test('R2 | GET /{locale}/partner/help/{category}/{slug} | a link to a part is copied, and the article is where one can share it', async () => {
  const page = await visitor({ base: server.base })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(english)
  await page.locator('a.anchor[href="#who-pays"]').click()
  await expect.poll(() => page.locator('[data-told]').textContent()).toBe('The link is copied')
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
  expect(await copied()).toBe(`${server.base}${english}#who-pays`)
  expect(await page.locator('button[data-print]').isVisible()).toBe(true)
  await page.evaluate(`Object.defineProperty(navigator, 'share', { value: undefined })`)
  await page.locator('a[data-share]').click()
  await expect.poll(copied).toBe(`${server.base}${english}`)
})

test('R2 | GET /{locale}/partner/help/{category}/{slug} | on paper stands the text alone, dark on white also from a dark screen', async () => {
  const page = await visitor({ base: server.base })
  await page.goto(english)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const shown = async (selector: string) => page.locator(selector).first().isVisible()
  expect([await shown('h1'), await shown('.prose ol li'), await shown('.prose h2')]).toEqual([true, true, true])
  for (const screenOnly of ['.site-header nav', '.site-footer', '.contents', '.vote', '.save', '.ways', '.read-on', '.tools', '.prose .anchor', '.search-box']) expect([screenOnly, await shown(screenOnly)]).toEqual([screenOnly, false])
  expect(await page.evaluate<string>(`getComputedStyle(document.querySelector('.prose p')).color`)).toMatch(/^rgb\(([0-9]|[1-4][0-9]), ([0-9]|[1-4][0-9]), ([0-9]|[1-4][0-9])\)$/)
})

test('R2 | GET /{locale}/partner/help/{category}/{slug} | without JavaScript it is shared by mail, and nothing is shown that would do nothing', async () => {
  const page = await visitor({ base: server.base, javaScript: false })
  await page.goto(english)
  expect(await page.locator('a[data-share]').getAttribute('href')).toContain(`mailto:?subject=Overbooked%3A%20what%20to%20do&body=${encodeURIComponent(server.base + english)}`)
  expect(await page.locator('button[data-print]').isVisible()).toBe(false)
})

test('R8 | GET /{locale}/partner/help/{category}/{slug} | in Arabic the page runs from the right and the English text from the left', async () => {
  const page = await visitor({ base: server.base, device: 'phone' })
  await page.goto('/ar/partner/help/reservations/overbooked-what-to-do')
  expect(decodeURIComponent(new URL(page.url()).pathname)).toBe('/ar/partner/help/الحجوزات/overbooked-what-to-do')
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  for (const part of ['h1', '.prose', '.contents-fold ol']) expect(await page.locator(part).getAttribute('dir'), part).toBe('ltr')
  expect(await page.locator('.not-translated').isVisible()).toBe(true)
  expect(await overflowOf(page)).toBe(0)
})

test('R1 | GET /{locale}/partner/help/{category} | old addresses end where the text is, in one step that browsers remember', async () => {
  for (const [from, to] of [
    ['/sv/partner/help/reservations', '/sv/partner/help/bokningar'], ['/sv/partner/help/buchungen', '/sv/partner/help/bokningar'],
    ['/sv/partner/help/konto/overbooked-what-to-do', '/sv/partner/help/bokningar/overbokad-gor-sa-har'], ['/sv/guest/help/aterbetalning', '/sv/guest/refund'],
  ] as const) {
    const answer = await fetch(server.base + from, { redirect: 'manual' })
    expect([from, answer.status, answer.headers.get('location')]).toEqual([from, 301, to])
    expect((await fetch(server.base + to)).status).toBe(200)
  }
})

test('an article of the help centre weighs at most 15 KB, and 5 KB of scripts, as they are sent', async () => {
  const weightOf = async (path: string) => {
    const answer = await fetch(server.base + path, { headers: { 'accept-encoding': 'br' } })
    await answer.arrayBuffer()
    return Number(answer.headers.get('content-length'))
  }
  const html = await (await fetch(server.base + english)).text()
  const scripts = [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src = '']) => src)
  expect(await weightOf(english)).toBeLessThan(15 * 1024)
  expect(scripts.length).toBeGreaterThan(0)
  expect((await Promise.all(scripts.map(weightOf))).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(5 * 1024)
})
