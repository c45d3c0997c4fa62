import type { FrameLocator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { forgetBrand } from '#brand'
import { goOff, goOn } from '#staff'
import { startHostPage } from '../fakes/host-page.ts'
import { startWorld } from '../world.ts'
import { openBrowser, press } from './browser.ts'
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
  const all = ['Is there a lift?', 'There is, beside the stairs.', 'Thank you.', 'It goes to the third floor.', 'One', 'Two']
  for (const one of [frame, frameOf(second)]) await expect.poll(() => said(one)).toEqual(all)
  expect(await page.context().cookies()).toEqual([])
})
