import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { ConversationList } from '#contract/public'
import { fakePushService } from '../fakes/push-service.ts'
import { bringPush } from '../phone.ts'
import { handPush, pressNotification, screenOf, standInForPushService, standInForScreen, workerOf } from '../push-phone.ts'
import { answer, deskOf, startWorld } from '../world.ts'
import { describe as describeProblem, onPhone, openApp, withoutLine } from './app.ts'
import { button, follow, link, openBrowser, press } from './browser.ts'

const service = await fakePushService()
afterAll(service.close)
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

test('R40 M3 M4 | POST /{locale}/app/more/help/report | after a report notifications are offered; the answer stands on the screen, opens its conversation, goes when it is read, and nobody signed out sees one', async () => {
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

const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** As the system does when somebody shares a picture with the app. */
const share = (page: Page, text: string) =>
  page.evaluate(`{
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/en/app/shared', enctype: 'multipart/form-data' })
    const [words, files] = [Object.assign(document.createElement('input'), { name: 'text', value: ${JSON.stringify(text)} }), Object.assign(document.createElement('input'), { name: 'files', type: 'file' })]
    const picture = new File([Uint8Array.from(atob('${picture}'), (sign) => sign.charCodeAt(0))], 'shared.png', { type: 'image/png' })
    const transfer = new DataTransfer()
    transfer.items.add(picture)
    files.files = transfer.files
    form.append(words, files)
    document.body.append(form)
    form.submit()
  }`)

test('R41 | POST /{locale}/app/shared | a picture that is shared with the app is in the report, with a line and without; it goes once', async () => {
  const page = await visitor({ base: world.base, device: 'phone', expects: withoutLine })
  await openApp(page)
  await onPhone(page, '/en/app/more/help/report')
  for (const line of ['with a line', 'without a line']) {
    await page.goto('/en/app/more')
    await page.context().setOffline(line === 'without a line')
    await Promise.all([page.waitForURL(/report\?shared=1$/), share(page, `Shared ${line}.`)])
    await page.locator('.pictures li', { hasText: 'shared.png' }).waitFor()
    expect(await page.inputValue('#body')).toBe(`Shared ${line}.`)
    await describeProblem(page, `Shared ${line}, and described.`)
    await Promise.all([page.waitForURL(line === 'with a line' ? /\/sent$/ : /\/outbox$/), press(button(page, 'Send'))])
    await page.context().setOffline(false)
    await expect.poll(async () => (await reportWith(`Shared ${line}`))?.excerpt, { timeout: 15_000 }).toBe(`Shared ${line}, and described.`)
    const { entries } = await deskOf(maja, (await reportWith(`Shared ${line}`))?.id ?? '')
    expect(entries.flatMap(({ attachments }) => attachments.map(({ name, mediaType }) => [name, mediaType]))).toEqual([['shared.png', 'image/png']])
  }
  // It was for that report alone.
  await page.goto('/en/app/more/help/report?shared=1')
  expect(await page.locator('.pictures li').count()).toBe(0)
})

test('R43 | GET /{locale}/app/more/lock | a locked app shows nothing until its code is given, also without a line; five wrong codes leave nothing on the phone', async () => {
  // The last wrong code leads away from the page, which cuts off what it still reads from the phone.
  const page = await visitor({ base: world.base, device: 'phone', expects: [...withoutLine, /AbortError: The transaction was aborted/] })
  await openApp(page)
  await page.goto('/en/app/more/lock')
  await page.fill('#pin', '2468')
  await page.fill('#again', '1357')
  await press(button(page, 'Turn on the lock'))
  await page.getByText('The two codes are not the same.').waitFor()
  await page.fill('#pin', '2468')
  await page.fill('#again', '2468')
  await press(button(page, 'Turn on the lock'))
  await page.getByText('The lock is on.').waitFor()
  const lock = () => page.evaluate(seenLongAgo)
  await page.goto('/en/app')
  await page.locator('#conversations').waitFor()
  await lock()
  await page.context().setOffline(true)
  await page.goto('/en/app')
  await page.getByRole('heading', { name: 'Pulse is locked' }).waitFor()
  expect(await page.locator('#conversations').count()).toBe(0)
  await page.fill('#pin', '1111')
  await press(button(page, 'Unlock'))
  await page.getByText('That is not the code. Tries left: 4.').waitFor()
  await page.fill('#pin', '2468')
  await press(button(page, 'Unlock'))
  await page.locator('#conversations .conversation').first().waitFor()
  await page.context().setOffline(false)
  await lock()
  await page.goto('/en/app/share')
  for (let left = 4; left >= 0; left--) {
    await page.fill('#pin', '9999')
    await press(button(page, 'Unlock'))
    if (left > 0) await page.getByText(`Tries left: ${left}.`).waitFor()
  }
  await page.waitForURL(/\/signed-out$/)
  await expect.poll(() => page.evaluate('caches.has("hospes-app-pages")'), { timeout: 10_000 }).toBe(false)
  await page.goto('/en/app')
  await page.waitForURL(/\/sign-in/)
})

/** The phone was last looked at an hour ago; the page that is open says nothing of now until it is left. */
const seenLongAgo = `new Promise((done) => {
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
  const open = indexedDB.open('hospes-app')
  open.onsuccess = () => {
    const tx = open.result.transaction('meta', 'readwrite')
    tx.objectStore('meta').put(Date.now() - 3_600_000, 'seenAt')
    tx.oncomplete = () => { open.result.close(); done() }
  }
})`
