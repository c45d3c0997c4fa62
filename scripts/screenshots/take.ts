import QRCode from 'qrcode'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { shotsIn, whoIn, type Locale, type Scene } from '../../test/journeys/scenes.ts'

export type Shot = { file: string; png: Buffer }
export type World = { base: string; now: Date; settle(): Promise<void> }

const locales: readonly Locale[] = ['sv', 'en', 'ar']
const browserLocales = { sv: 'sv-SE', en: 'en-GB', ar: 'ar' }
const heights: Record<number, number> = { 360: 740, 412: 915, 1280: 800 }
// The rest of a long article looks as its beginning does.
const mostHeight = 1_600

/** Every pictured scene in each language, width and theme, one after the other: the same order gives the same world. */
export async function* takeAll(browser: Browser, world: World, scenes: readonly Scene[]): AsyncGenerator<Shot> {
  for (const locale of locales) {
    const contexts = new Map<string | null, BrowserContext>()
    for (const scene of scenes.filter((each) => shotsIn(each, locale).length > 0)) {
      const who = whoIn(scene, locale)
      const context = contexts.get(who) ?? (await signedIn(browser, world, { who, locale }))
      contexts.set(who, context)
      yield* takeScene(context, world, { scene, locale })
    }
    for (const context of contexts.values()) await context.close()
  }
}

const signedIn = async (browser: Browser, { base, now }: World, { who, locale }: { who: string | null; locale: Locale }) => {
  const context = await browser.newContext({ baseURL: base, locale: browserLocales[locale], timezoneId: 'Europe/Stockholm', reducedMotion: 'reduce' })
  await context.clock.setFixedTime(now)
  await context.route('**/demo/mail/*/html', withoutChance)
  // What comes in while a picture is taken would undo what was made steady for it.
  await context.route('**/api/v1/events?side=partner', (route) => route.abort())
  if (who === null) return context
  const page = await context.newPage()
  await page.goto('/demo')
  await page.getByRole('button', { name: new RegExp(`${who}$`) }).click()
  await page.waitForURL(/\/(desk|inbox)/)
  await page.close()
  return context
}

async function* takeScene(context: BrowserContext, world: World, { scene, locale }: { scene: Scene; locale: Locale }): AsyncGenerator<Shot> {
  const page = await context.newPage()
  const shots = shotsIn(scene, locale).map((name) => ({ name, width: Number.parseInt(name, 10), isDark: name.endsWith('dark') }))
  await resize(page, Math.max(...shots.map(({ width }) => width)))
  await page.goto(scene.path(locale))
  await scene.prepare?.(page, locale)
  await world.settle()
  for (const { name, width, isDark } of shots) {
    await resize(page, width)
    await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
    yield { file: `${scene.name}-${locale}-${name}.png`, png: await picture(page, scene) }
  }
  await page.close()
}

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: heights[width] ?? 800 })

const picture = async (page: Page, { window }: Scene) => {
  await page.evaluate('document.fonts.ready')
  if (!window) {
    // A frame below the window's edge would stay white.
    const height = await page.evaluate<number>('document.documentElement.scrollHeight')
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: Math.min(height, mostHeight) })
    await page.evaluate('scrollTo(0, 0)')
  }
  await page.evaluate(`{${hideChance}}`)
  return page.screenshot({ animations: 'disabled' })
}

// Case numbers, caller codes, ids and the port are drawn by lot: the same picture twice needs the same ones.
const steady = (text: string) =>
  text
    .replace(/H-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'H-4F7K-9QX2')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '01a20417-f3e6-7570-98cd-69d60b500002')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:3000')

const sameCode = await QRCode.toDataURL('otpauth://totp/Fjordstay', { errorCorrectionLevel: 'M', margin: 2, width: 260 })

const hideChance = `
  const steady = ${steady.toString()}
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue
    const wanted = node.parentElement.matches('.digits') ? text.replace(/\\d{3}/g, '418') : steady(text)
    if (wanted !== text) node.nodeValue = wanted
  }
  for (const [place, code] of document.querySelectorAll('.code-recovery code').entries()) code.textContent = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(2).slice(place * 3, place * 3 + 10).replace(/(.{5})/, '$1-')
  for (const digits of document.querySelectorAll('[data-code-digits]')) digits.textContent = '418 207'
  for (const field of document.querySelectorAll('input[name=code]')) if (field.value) field.value = '418207'
  for (const key of document.querySelectorAll('.code-key code, .app-link code')) key.textContent = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  for (const picture of document.querySelectorAll('.code-picture img')) picture.src = '${sameCode}'`

const withoutChance = async (route: Route) => {
  const response = await route.fetch()
  await route.fulfill({ response, body: steady(await response.text()) })
}
