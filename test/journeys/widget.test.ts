import type { FrameLocator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { forgetBrand } from '#brand'
import { makeWidgetIdentity } from '#identity'
import { goOff, goOn } from '#staff'
import { guestLinkKey } from '../../server/app/guest-door.ts'
import { startHostPage } from '../fakes/host-page.ts'
import { bookings, startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { openBrowser, overflowOf, press } from './browser.ts'
import { openDesk } from './people.ts'

const world = await startWorld()
const elsewhere = await startHostPage(world.base)
const { visitor } = await openBrowser()
const agents = await Promise.all(['maja', 'sofia', 'lukas', 'henrik'].map(world.agent))
for (const { actor } of agents) await (actor.email.startsWith('maja') ? goOn(world.system, actor.id) : goOff(world.system, actor.id))
await world.settle()
const { db } = world.app.system
const allow = async (...origins: string[]) => {
  const { settings } = await db.selectFrom('brand.brand').select('settings').executeTakeFirstOrThrow()
  await db.updateTable('brand.brand').set({ settings: JSON.stringify({ ...(settings as object), widget: { origins, place: 'end', label: null } }) }).execute()
  forgetBrand(world.app.brandId)
}
const frameOf = (page: Page): FrameLocator => page.frameLocator('hospes-help iframe')
const opener = (page: Page) => page.locator('hospes-help button.open')
const say = async (frame: FrameLocator, words: string) => {
  await frame.locator('#body').fill(words)
  await frame.locator('#composer button').click()
}
const reply = async (desk: Page, words: string) => {
  await desk.locator('#composer-reply').fill(words)
  await desk.locator('#composer-reply').press('Enter')
}
const about = 'topic=booking-details/other'
const said = (frame: FrameLocator) => frame.locator('[data-entries] .entry .words').allTextContents()

test('R61 L1 | GET /widget.js | on a hostile page of another site: begun, answered, put away with a count, carried over pages and tabs, through a cut, in order and once', async () => {
  await allow(elsewhere.base)
  const [page, desk] = [await visitor({ base: elsewhere.base, expects: [/ERR_|Failed to load/] }), await visitor({ base: world.base })]
  await openDesk(desk, 'Maja')
  await page.goto(`/?${about}`)
  await opener(page).click()
  const frame = frameOf(page)
  await frame.locator('#name').fill('Una Byrne')
  expect(await frame.locator('.unreached, .ongoing').filter({ visible: true }).count()).toBe(0)
  await frame.locator('#body').fill('Is there a lift?')
  await frame.locator('.message-form button').first().click()
  await desk.locator('.offer').waitFor()
  await press(desk.locator('.offer button').first())
  await frame.locator('.chat-status.is-live', { hasText: 'Maja Ekström is with you now' }).waitFor()
  await reply(desk, 'There is, beside the stairs.')
  await frame.locator('.entry.staff', { hasText: 'beside the stairs' }).waitFor()
  await desk.locator('.chat-bar', { hasText: 'Allt är läst' }).waitFor()
  await say(frame, 'Thank you.')
  await frame.locator('.entry-state', { hasText: 'Read' }).waitFor()
  await frame.locator('#files').setInputFiles({ name: 'house.txt', mimeType: 'text/plain', buffer: Buffer.from('Two floors.') })
  await frame.locator('#composer button').click()
  // No cookie goes with a link here: the frame fetches the file and hands it over.
  const [download] = await Promise.all([page.waitForEvent('download'), frame.locator('.entry .files a', { hasText: 'house.txt' }).click()])
  expect(download.suggestedFilename()).toBe('house.txt')

  // Put away: it counts what comes, and reads nothing on nobody's behalf.
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('hospes-help dialog').isVisible()).toBe(false)
  await page.locator('hospes-help button.open:focus').waitFor()
  await reply(desk, 'It goes to the third floor.')
  await page.locator('hospes-help .badge', { hasText: '1' }).waitFor()
  await page.locator('#next').click()
  await page.waitForURL('**/two?**')
  await page.locator('hospes-help .badge', { hasText: '1' }).waitFor()
  await opener(page).click()
  await frame.locator('.entry.staff', { hasText: 'third floor' }).waitFor()
  await expect.poll(() => page.locator('hospes-help .badge').isHidden()).toBe(true)
  await page.locator('#next').click()
  await frame.locator('.chat-status.is-live').waitFor()

  const second = await page.context().newPage()
  await second.goto(`/?${about}`)
  await opener(second).click()
  await frameOf(second).locator('.entry.staff', { hasText: 'third floor' }).waitFor()
  await page.context().setOffline(true)
  await frame.locator('[data-cut]').waitFor()
  await say(frame, 'One')
  await say(frame, 'Two')
  await frame.locator('.not-sent').first().waitFor()
  await page.context().setOffline(false)
  await desk.locator('.said', { hasText: 'Two' }).waitFor()
  const all = ['Is there a lift?', 'There is, beside the stairs.', 'Thank you.', 'house.txt', 'It goes to the third floor.', 'One', 'Two']
  for (const one of [frame, frameOf(second)]) await expect.poll(() => said(one)).toEqual(all)
  expect(await page.context().cookies()).toEqual([])
})

const faults = async (page: Page) => {
  const frame = page.frames().find((one) => one.url().includes('/widget/'))
  if (!frame) throw new Error('no frame')
  await loadAxe(frame)
  const wide = await frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
  return [...(await violations(frame)), ...(wide > 0 ? [`${wide} px too wide`] : [])]
}

test('R61 | /{locale}/widget/{door} | in Arabic on a telephone of somebody the site vouches for: the whole screen, from right to left, known by booking; gone when the site vouches no more', async () => {
  await allow(elsewhere.base)
  const page = await visitor({ base: elsewhere.base, device: 'phone', locale: 'ar' })
  await page.setViewportSize({ width: 320, height: 640 })
  const identity = makeWidgetIdentity({ booking: bookings.yusuf.number }, { now: world.app.now(), key: guestLinkKey(world.app.config, world.app.secret) })
  const known = `/?${new URLSearchParams({ lang: 'ar', identity, topic: 'booking-details/other' })}`
  await page.goto(known)
  await opener(page).tap()
  const frame = frameOf(page)
  await frame.locator('.message-form').waitFor()
  expect(await frame.locator('#name').count()).toBe(0)
  expect(await frame.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await page.locator('hospes-help dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 640 })
  expect(await faults(page)).toEqual([])
  await frame.locator('#body').fill('هل يوجد مصعد؟')
  await frame.locator('.message-form button').first().tap()
  await frame.locator('.chat-status').waitFor()
  expect(await faults(page)).toEqual([])
  // The token is used up by now; the page vouches for the same person all the same.
  await page.goto(known)
  await opener(page).tap()
  await frame.locator('.entry.asker', { hasText: 'مصعد' }).waitFor()
  await page.goto('/?lang=ar')
  await opener(page).tap()
  await frame.locator('.choices').waitFor()
  expect(await frame.locator('.ongoing').isHidden()).toBe(true)
})

test('R61 L11 | GET /widget.js | by keys alone: into the chat, round in it and out again; on our own pages it is loaded when wanted; a site that is not named gets a way to the help page', async () => {
  await allow(elsewhere.base)
  const page = await visitor({ base: world.base })
  const loaded: string[] = []
  page.on('request', (request) => void loaded.push(new URL(request.url()).pathname))
  await page.goto('/en/guest')
  expect(loaded.filter((path) => path.includes('/widget.js') || path.includes('/widget/'))).toEqual([])
  await page.locator('[data-widget]').focus()
  await page.keyboard.press('Enter')
  const frame = frameOf(page)
  await frame.locator('.choices a').first().waitFor()
  const focus = () => page.locator('html').evaluate((html) => {
    const host = html.ownerDocument.activeElement
    return `${host?.localName} ${host?.shadowRoot?.activeElement?.localName ?? ''}`
  })
  const stops = (await frame.locator('a').count()) + 3
  for (let pressed = 0; pressed < stops; pressed++) {
    await page.keyboard.press('Tab')
    expect(await focus()).toMatch(/^hospes-help (iframe|button)$/)
  }
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('hospes-help dialog').isVisible()).toBe(false)
  expect(await overflowOf(page)).toBe(0)

  await allow()
  const refused = await visitor({ base: elsewhere.base, expects: [/frame-ancestors/] })
  await refused.clock.install()
  await refused.goto('/')
  await opener(refused).click()
  await expect.poll(async () => {
    await refused.clock.fastForward(3_000)
    return refused.locator('hospes-help .failed a[href$="/en/guest/contact"]').isVisible()
  }).toBe(true)
  expect(await refused.locator('hospes-help iframe').count()).toBe(0)
})
