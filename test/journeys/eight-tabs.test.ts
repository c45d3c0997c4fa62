import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { answer, ask, startWorld } from '../world.ts'
import { openBrowser } from './browser.ts'
import { openDesk, signInAs } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')
const maja = await world.agent('maja')

// HTTP/1.1 gives a browser six connections: with a stream in each tab the seventh would hang.
const tabs = 8
const opensWithinMs = 3_000

const openTabs = async (page: Page, { address, ready }: { address: string; ready: string }) => {
  const pages = await Promise.all(Array.from({ length: tabs }, () => page.context().newPage()))
  const times: number[] = []
  for (const tab of pages) {
    const began = performance.now()
    await tab.goto(address)
    await tab.locator(ready).first().waitFor()
    times.push(performance.now() - began)
  }
  return { pages, slowest: Math.max(...times) }
}

test('R15 | /sv/extranet/inbox/platform/{id} | one person in eight tabs: all open at once on one stream, and the answer comes into each', async () => {
  const { id } = await ask(ada, { body: 'Ser jag svaret i alla flikar?' })
  await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  const first = await visitor({ base: world.base, locale: 'sv' })
  await signInAs(first, 'Ada')
  const { pages, slowest } = await openTabs(first, { address: `/sv/extranet/inbox/platform/${id}`, ready: '#thread' })
  expect(slowest).toBeLessThan(opensWithinMs)
  await streams(1)
  await answer(maja, id, 'Ja, i alla åtta.')
  await Promise.all(pages.map((page) => page.locator('.entry.staff', { hasText: 'Ja, i alla åtta.' }).waitFor()))
  expect(world.app.hub.count()).toBe(1)

  // The tab that holds the stream goes: another takes over, and nothing is missed.
  await first.close()
  await pages.shift()?.close()
  await streams(1)
  await answer(maja, id, 'Och i de sju som är kvar.')
  await Promise.all(pages.map((page) => page.locator('.entry.staff', { hasText: 'de sju' }).waitFor()))
})

test('one agent at the desk in eight tabs: all open at once on one stream, and a new message comes into each', async () => {
  const first = await visitor({ base: world.base, locale: 'sv' })
  await openDesk(first, 'Maja')
  const { pages, slowest } = await openTabs(first, { address: '/desk/queue', ready: '.row' })
  expect(slowest).toBeLessThan(opensWithinMs)
  await streams(1)
  await ask(ada, { body: 'Alldeles nytt, i åtta flikar.', topic: 'reservations', subtopic: 'suspicious-booking' })
  const last = pages.at(-1)
  await last?.bringToFront()
  await last?.locator('.row', { hasText: 'Alldeles nytt' }).waitFor()
  for (const page of pages) await page.locator('.row', { hasText: 'Alldeles nytt' }).waitFor()
  expect(world.app.hub.count()).toBe(1)
})

const streams = (count: number) => expect.poll(() => world.app.hub.count(), { timeout: 10_000 }).toBe(count)
