import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { invite } from '#identity'
import { startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'
import { scenes, whoIn, type Locale, type Scene } from './scenes.ts'

const server = await startWorld({ clock: new Date('2026-11-24T09:30:00Z') })
const { visitor } = await openBrowser()

const widths = [320, 768, 1280]
const themes = ['light', 'dark'] as const
const directions = ['ltr', 'rtl'] as const

for (const scene of scenes) {
  test(`${scene.name}: nothing for axe to find and nothing to scroll sideways, light and dark, ${widths.join(', ')} wide, from left and from right`, async () => {
    expect(await faults(await open(scene, 'sv'))).toEqual({})
  })
}

test('the page of an invitation: the same', async () => {
  const { token } = await invite(server.system, { email: 'ny@fjordstay.example', role: 'admin' })
  expect(await faults(await open({ name: 'setup', path: (locale) => `/setup/${token}?locale=${locale}` }, 'sv'))).toEqual({})
})

test('what axe would have to find, it finds', async () => {
  const page = await open({ name: 'sign-in', path: () => '/sv/extranet/sign-in' }, 'sv')
  await page.locator('h1').evaluate((heading) => (heading.style.color = '#ddd'))
  await page.locator('label[for=email]').evaluate((label) => label.remove())
  expect((await violations(page)).map((line) => line.split(':')[0])).toEqual(['color-contrast', 'label'])
})

const faults = async (page: Page) => {
  const found: Record<string, string[]> = {}
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    for (const direction of directions) {
      await page.locator('html').evaluate((html, dir) => html.setAttribute('dir', dir), direction)
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme })
        const wrong = await violations(page)
        if (wrong.length > 0) found[`${width} ${direction} ${colorScheme}`] = wrong
      }
      const overflow = await overflowOf(page)
      if (overflow > 0) found[`${width} ${direction} overflow`] = [`${overflow} px`]
    }
  }
  return found
}

const open = async (scene: Scene, locale: Locale) => {
  const page = await visitor({ base: server.base, locale, expects: [/status of 4(01|03|04|09|22)/] })
  const who = whoIn(scene, locale)
  if (who) await comeAs(page, who)
  await page.goto(scene.path(locale))
  await scene.prepare?.(page, locale)
  // Where the mouse was last, another width may put a button, and its name appears over it.
  await page.mouse.move(0, 0)
  await loadAxe(page)
  return page
}

const cookies = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

const comeAs = async (page: Page, who: string) => {
  const known = cookies.get(who)
  if (known) return page.context().addCookies(known)
  await signInAs(page, who)
  cookies.set(who, await page.context().cookies())
}
