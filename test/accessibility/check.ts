import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { loadAxe, violations } from '../journeys/axe.ts'
import { openBrowser, overflowOf } from '../journeys/browser.ts'
import { signInAs } from '../journeys/people.ts'
import { whoIn, type Locale, type Scene } from '../journeys/scenes.ts'
import { startWorld } from '../world.ts'

const between = 768
const widths = [320, between, 1280]
/** What a picture of a mail shows, wherever on the web it stands. */
const picture = sharp({ create: { width: 120, height: 80, channels: 3, background: 'teal' } }).png().toBuffer()
// A theme changes nothing but colours, and a direction nothing but places: the styles know both by their tokens alone.
const looks = [{ dir: 'ltr', theme: 'light', what: 'all' }, { dir: 'ltr', theme: 'dark', what: 'colours' }, { dir: 'rtl', theme: 'light', what: 'places' }] as const
// Between the phone and the desktop stands what is looked at in one of them; only its places are its own.
const looksBetween = [{ dir: 'ltr', theme: 'light', what: 'places' }, { dir: 'rtl', theme: 'light', what: null }] as const

/** A world and a browser of the file's own, and a test for each scene, in their order. */
export const checkScenes = async (scenes: readonly Scene[], { fromRight = true } = {}) => {
  const world = await startWorld({ clock: new Date('2026-11-24T09:30:00Z'), outside: async () => ({ type: 'image/png', bytes: await picture }) })
  const { visitor } = await openBrowser()
  const cookies = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

  const comeAs = async (page: Page, who: string) => {
    const known = cookies.get(who)
    if (known) return page.context().addCookies(known)
    await signInAs(page, who)
    cookies.set(who, await page.context().cookies())
  }

  const open = async (scene: Scene, locale: Locale) => {
    const page = await visitor({ base: world.base, locale, expects: [/status of 4(01|03|04|09|22)/, /net::ERR_(FAILED|INTERNET_DISCONNECTED)/] })
    const who = whoIn(scene, locale)
    if (who) await comeAs(page, who)
    await page.goto(scene.path(locale))
    await scene.prepare?.(page, locale)
    // Where the mouse was last, another width may put a button, and its name appears over it.
    await page.mouse.move(0, 0)
    await loadAxe(page)
    return page
  }

  for (const scene of scenes.filter(({ checked }) => checked?.length !== 0)) {
    test(`${scene.name}: nothing for axe to find and nothing to scroll sideways, light and dark (between phone and desktop by places alone), ${(scene.checked ?? widths).join(', ')} wide, from left${fromRight ? ' and from right' : ''}`, async () => {
      expect(await faults(await open(scene, 'sv'), scene.checked, fromRight)).toEqual({})
    })
  }
  return { world, open }
}

/** What axe finds and what can be moved sideways, by width, direction and theme. */
export const faults = async (page: Page, checked: readonly number[] = widths, fromRight = true) => {
  const found: Record<string, string[]> = {}
  for (const width of checked) {
    await page.setViewportSize({ width, height: 800 })
    for (const { dir, theme, what } of width === between && checked.length > 1 ? looksBetween : looks) {
      if (dir === 'rtl' && !fromRight) continue
      await page.locator('html').evaluate((html, direction) => html.setAttribute('dir', direction), dir)
      await page.emulateMedia({ colorScheme: theme })
      const wrong = what ? await violations(page, what) : []
      if (wrong.length > 0) found[`${width} ${dir} ${theme}`] = wrong
      const overflow = theme === 'light' ? await overflowOf(page) : 0
      if (overflow > 0) found[`${width} ${dir} overflow`] = [`${overflow} px`]
    }
  }
  return found
}
