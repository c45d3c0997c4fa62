import { expect, test } from 'vitest'
import { ConversationList } from '#contract/public'
import { ask, deskOf, startWorld, threadOf } from '../world.ts'
import { describe as describeProblem, onPhone, openApp, withoutLine } from './app.ts'
import { addressOf, button, follow, link, openBrowser, press } from './browser.ts'
import { signInAs } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const [ada, maja] = [await world.partner('ada'), await world.agent('maja')]

const patient = { timeout: 15_000 }

const words = {
  sv: { more: 'Mer', help: 'Hjälp', envelope: 'Skriv till oss', send: 'Skicka', soon: 'Vi återkommer till dig så snart som möjligt.' },
  en: { more: 'More', help: 'Help', envelope: 'Write to us', send: 'Send', soon: 'We come back to you as soon as possible.' },
} as const

const reportWith = async (text: string) => {
  const { conversations } = await ada.get(`/api/v1/conversations?${new URLSearchParams({ search: text })}`, ConversationList)
  return conversations
}

for (const locale of ['sv', 'en'] as const) {
  const { more, help, envelope, send, soon } = words[locale]
  test(`R40 R41 | POST /${locale}/app/more/help/report | ${more}, ${help}, the envelope, topic and subtopic from lists, the problem, ${send}: the report is with staff, with what it says of the phone`, async () => {
    const page = await visitor({ base: world.base, device: 'phone', locale })
    await signInAs(page, 'Ada')
    await page.goto(`/${locale}/app`)
    await follow(page.getByRole('navigation').last().getByRole('link', { name: more, exact: true }))
    await follow(link(page, help))
    await follow(link(page, envelope))
    const text = `The calendar closes, ${locale}`
    await describeProblem(page, text)
    await Promise.all([page.waitForURL(/\/sent$/), press(button(page, send))])
    await page.getByText(soon).waitFor()
    expect(await page.locator('.case.big').textContent()).toMatch(/^H-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(await page.locator('.promise time').count()).toBe(1)
    const [report] = await reportWith(text)
    const desk = await deskOf(maja, report?.id ?? '')
    expect(desk).toMatchObject({ channel: 'app', topic: { key: 'app' }, subtopic: { key: 'crash-or-slow' }, property: { name: 'Skärgårdsro Pensionat' } })
    expect(desk.entries[0]?.data.report).toMatchObject({ language: locale, lastScreen: `/${locale}/app/more/help`, connection: 'online', browser: expect.stringContaining('Chrom'), version: expect.stringMatching(/^\d/) })
    expect(desk.entries[0]?.data.report).not.toHaveProperty('log')
  })
}

test('R40 | POST /{locale}/app/more/help/report | the same steps without JavaScript', async () => {
  const page = await visitor({ base: world.base, device: 'phone', locale: 'sv', javaScript: false, expects: [/status of 422/] })
  await signInAs(page, 'Ada')
  await page.goto('/sv/app')
  for (const name of ['Mer', 'Hjälp', 'Skriv till oss']) await follow(page.getByRole('link', { name, exact: true }).last())
  await page.selectOption('#topic', 'invoices')
  await page.selectOption('#subtopic', 'app/other')
  await page.fill('#body', 'Utan skript går det också.')
  await follow(button(page, 'Skicka'))
  expect(await page.locator('#subtopic-error').textContent()).toContain('Välj en underkategori')
  expect(await page.inputValue('#body')).toBe('Utan skript går det också.')
  await page.selectOption('#topic', 'app')
  await page.selectOption('#subtopic', 'app/other')
  await follow(button(page, 'Skicka'))
  expect(addressOf(page)).toMatch(/\/sent$/)
  const [report] = await reportWith('Utan skript')
  expect((await deskOf(maja, report?.id ?? '')).entries[0]?.data.report).toMatchObject({ language: 'sv', connection: 'unknown', lastScreen: '/sv/app/more/help/report' })
})

test('R41 | POST /{locale}/app/send | the log goes along when its box is ticked, exactly as it was shown, and so does a picture', async () => {
  const page = await visitor({ base: world.base, device: 'phone' })
  await openApp(page)
  await page.goto('/en/app/more/help/report')
  await describeProblem(page, 'With a picture and the log.')
  await page.setInputFiles('#files', { name: 'screen.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') })
  await page.locator('.pictures li', { hasText: 'screen.png' }).waitFor()
  await press(page.locator('.goes-along summary'))
  const shown = (await page.locator('[data-log]').textContent())?.split('\n')
  await page.check('[name=includeLog]')
  await Promise.all([page.waitForURL(/\/sent$/), press(button(page, 'Send'))])
  const [report] = await reportWith('With a picture')
  const [entry] = (await deskOf(maja, report?.id ?? '')).entries
  expect(entry?.data.report).toMatchObject({ log: shown })
  expect(shown?.some((line) => line.includes('page /en/app'))).toBe(true)
  const screen = await visitor({ base: world.base })
  await signInAs(screen, 'Maja')
  await screen.goto(`/desk/queue/${report?.id}`)
  const beside = screen.getByRole('region', { name: 'Från appen' })
  await beside.getByText('/en/app').first().waitFor()
  expect(await beside.locator('pre').textContent()).toBe(shown?.join('\n'))
  expect(entry?.attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([['screen.png', 'image/png']])
})

test('R42 | GET /{locale}/app | without a line pages and conversations open; a report and a reply wait, can be changed and taken back, and go once when it is back', async () => {
  const { id } = await ask(ada, { body: 'Is the lift mended?' })
  const page = await visitor({ base: world.base, device: 'phone', expects: withoutLine })
  await openApp(page)
  await onPhone(page, `/en/app/messages/${id}`)
  await page.context().setOffline(true)
  await page.goto(`/en/app/messages/${id}`)
  await page.locator('.entry', { hasText: 'Is the lift mended?' }).waitFor()
  await page.getByText('No connection.').waitFor()
  await page.fill('#body', 'Thank you from the cellar.')
  await press(button(page, 'Send message'))
  await page.locator('.outbox-item', { hasText: 'Waits for a connection' }).waitFor()
  for (const path of ['/en/app', '/en/app/share', '/en/app/notices', '/en/app/more', '/en/app/more/help']) {
    await page.goto(path)
    expect(await page.locator('h1').count(), path).toBe(1)
  }
  await page.goto('/en/app/share')
  expect(await page.locator('.app-code img').evaluate((image) => image.naturalWidth)).toBeGreaterThan(0)
  await page.goto('/en/app/more/help')
  await Promise.all([page.waitForURL(/\/offline$/), press(link(page, 'All articles'))])
  for (const text of ['Written without a line.', 'Better not.']) {
    await page.goto('/en/app/more/help/report')
    await describeProblem(page, text)
    await Promise.all([page.waitForURL(/\/outbox$/), press(button(page, 'Send'))])
  }
  const items = page.locator('.outbox-item')
  await items.nth(2).waitFor()
  await press(items.nth(2).getByRole('button', { name: 'Withdraw' }))
  await press(items.nth(1).getByRole('button', { name: 'Change' }))
  await items.nth(1).locator('textarea').fill('Written without a line, and better.')
  await press(items.nth(1).getByRole('button', { name: 'Save' }))
  await expect.poll(() => items.count(), patient).toBe(2)
  await items.nth(1).locator('.words', { hasText: 'and better.' }).waitFor()
  await page.goto('/en/app/messages/00000000-0000-7000-8000-000000000000')
  await page.getByRole('heading', { name: 'Not on this phone yet' }).waitFor()
  await page.goto('/en/app/outbox')
  await page.context().setOffline(false)
  await expect.poll(() => page.locator('.outbox-item[data-state=sent]').count(), patient).toBe(2)
  expect((await threadOf(ada, id)).entries.filter(({ body }) => body === 'Thank you from the cellar.')).toHaveLength(1)
  expect(await reportWith('and better')).toHaveLength(1)
  expect(await reportWith('Better not')).toHaveLength(0)
})

test('R43 | GET /{locale}/app/share | messages with guests, the guests’ page with its code, notices and settings are in the app', async () => {
  const page = await visitor({ base: world.base, device: 'phone', locale: 'ar' })
  await signInAs(page, 'Ada')
  for (const [path, text] of [['/ar/app/share', '/guest'], ['/ar/app/notices', 'المشكلات'], ['/ar/app/more/settings', 'ada@skargard.example'], ['/ar/app/guests', 'الرسائل']] as const) {
    await page.goto(path)
    expect(await page.locator('main').textContent(), path).toContain(text)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  }
  await page.goto('/en/app/share')
  expect(await page.locator('.app-code img').evaluate((image) => image.naturalWidth)).toBeGreaterThan(0)
})

test('R42 | POST /{locale}/app/sign-out | what the phone has kept is gone with the session, also when it is ended elsewhere', async () => {
  const left = 'caches.keys().then(async (names) => (await Promise.all(names.filter((name) => !name.includes("shell")).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().filter((url) => !url.includes("/assets/") && !url.includes("signed-out")))'
  for (const how of ['here', 'elsewhere']) {
    const page = await visitor({ base: world.base, device: 'phone', expects: withoutLine })
    await openApp(page)
    expect((await page.evaluate<string[]>(left)).length).toBeGreaterThan(5)
    if (how === 'here') {
      await page.goto('/en/app/more')
      await Promise.all([page.waitForURL(/\/signed-out$/), press(button(page, 'Sign out'))])
    } else {
      await page.context().request.post('/en/extranet/sign-out', { maxRedirects: 0 })
      // The page may be on its way to the sign-in by itself.
      await page.goto('/en/app/share').catch(() => null)
      await page.waitForURL(/\/sign-in/)
    }
    await expect.poll(() => page.evaluate<string[]>(left), patient).toEqual([])
  }
})
