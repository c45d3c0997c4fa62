import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ConversationList } from '#contract/public'
import { fakePushService } from '../fakes/push-service.ts'
import { bringPush } from '../phone.ts'
import { handPush, pressNotification, screenOf, standInForPushService, standInForScreen, workerOf } from '../push-phone.ts'
import { answer, startWorld } from '../world.ts'
import { describe as describeProblem, onPhone, openApp } from './app.ts'
import { button, follow, link, openBrowser, press } from './browser.ts'

const service = await fakePushService()
const world = await startWorld({ env: service.env })
const { visitor } = await openBrowser()
const [ada, maja] = [await world.partner('ada'), await world.agent('maja')]
const keyOf = async () => ((await (await ada.send('/en/app/more/notifications/key')).json()) as { key: string }).key

const reportWith = async (text: string) => (await ada.get(`/api/v1/conversations?${new URLSearchParams({ search: text })}`, ConversationList)).conversations[0]
const sentReport = async (page: Page, text: string) => {
  await page.goto('/en/app/more/help/report')
  await describeProblem(page, text)
  await Promise.all([page.waitForURL(/\/sent$/), press(button(page, 'Send'))])
  return (await reportWith(text))?.id ?? ''
}

test('R40 M3 | POST /{locale}/app/more/help/report | after a report notifications are offered; the answer stands on the screen, opens its conversation, goes when it is read, and nobody signed out sees one', async () => {
  const browser = service.browser(await keyOf())
  const page = await visitor({ base: world.base, device: 'phone' })
  await standInForPushService(page, browser)
  await openApp(page)
  const id = await sentReport(page, 'Tell me when it is mended.')
  await page.getByText('Do you want to be told here').waitFor()
  await press(button(page, 'Turn on notifications'))
  await page.getByText('This device shows notifications.').waitFor()
  await page.goto('/en/app/more')
  const worker = workerOf(page)
  await standInForScreen(worker)
  await answer(maja, id, 'It is mended, said the heron.')
  await expect.poll(() => browser.arrived.length, { timeout: 10_000 }).toBe(1)
  const [first] = browser.arrived
  await bringPush(page, JSON.stringify(first?.note))
  await expect.poll(() => screenOf(worker), { timeout: 10_000 }).toMatchObject([{ title: 'Pulse', body: expect.stringMatching(/^New answer in case/), lang: 'en', silent: false, renotify: true }])
  expect(JSON.stringify(await screenOf(worker))).not.toContain('heron')
  await onPhone(page, `/en/app/messages/${id}`)
  await Promise.all([page.waitForURL(`**/en/app/messages/${id}`), pressNotification(worker)])
  await page.locator('.entry', { hasText: 'said the heron' }).waitFor()
  expect(await screenOf(worker)).toEqual([])
  // Reading it has told the other devices, this one among them.
  await expect.poll(() => browser.arrived.map(({ note }) => note.does), { timeout: 10_000 }).toEqual(['tell', 'withdraw'])
  await page.goto('/en/app/more')
  await handPush(worker, first?.note)
  expect(await screenOf(worker)).toHaveLength(1)
  await handPush(worker, browser.arrived[1]?.note)
  expect(await screenOf(worker)).toEqual([])
  // What is for somebody else is a sign that this phone has another owner now: it shows nothing from then on.
  await handPush(worker, { ...first?.note, to: maja.actor.id })
  await handPush(worker, first?.note)
  expect(await screenOf(worker)).toEqual([])
  await Promise.all([page.waitForURL(/\/signed-out$/), press(button(page, 'Sign out'))])
  expect(await page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)')).toBe(0)
  await answer(maja, id, 'One thing more.')
  await world.settle()
  expect(browser.tries).toBe(2)
})

test('R40 | GET /{locale}/app/more/notifications | what one is told of is chosen under More, also without JavaScript; a device that blocks it says what to do', async () => {
  const page = await visitor({ base: world.base, device: 'phone', locale: 'sv' })
  await standInForPushService(page, service.browser(await keyOf()), 'denied')
  await openApp(page, { locale: 'sv' })
  await page.goto('/sv/app/more')
  await follow(link(page, 'Aviseringar'))
  await press(button(page, 'Slå på aviseringar'))
  await page.getByText('Aviseringar från Pulse är blockerade.').waitFor()
  await page.getByLabel('Kända problem').check()
  await page.getByLabel('Håll tyst varje dag').check()
  await page.fill('#until', '06:30')
  await follow(button(page, 'Spara'))
  await page.getByText('Dina val är sparade.').waitFor()
  expect([await page.getByLabel('Kända problem').isChecked(), await page.inputValue('#from'), await page.inputValue('#until')]).toEqual([true, '22:00', '06:30'])
})
