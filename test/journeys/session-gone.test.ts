import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPassword, mailOf, startWorld } from '../world.ts'
import { addressOf, button, follow, openBrowser } from './browser.ts'
import { signInAs } from './people.ts'
import { terms } from './terms.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const sessions = world.app.system.db

/** The ways a session is gone while somebody writes. */
const ways = {
  'ran out': () => sessions.updateTable('identity.session').set({ expires_at: new Date(0) }).execute(),
  'was ended': () => sessions.deleteFrom('identity.session').execute(),
}

const journeys = [
  { locale: 'sv', device: 'phone', javaScript: true, text: 'Gästen kan inte komma in.\n\n”Koden” <fungerar> inte & dörren är låst.' },
  { locale: 'en', device: 'desktop', javaScript: false, text: 'The guest cannot get in.\n\nThe “code” <does> not work & the door is locked.' },
] as const

for (const { locale, device, javaScript, text } of journeys) {
  test(`R14 | POST /${locale}/extranet/contact/{topic}/{subtopic}/message | the session ran out while writing on a ${device}${javaScript ? '' : ' without script'}: after signing in text, property, number and file are there, and go`, async () => {
    const page = await begin({ locale, device, javaScript }, text)
    await page.setInputFiles('#files', [{ name: 'door.txt', mimeType: 'text/plain', buffer: Buffer.from('It stays shut.') }])
    const property = await page.locator('#property').inputValue()
    await ways['ran out']()
    await signInAgain(page, locale)
    expect(addressOf(page)).toBe(`/${locale}/extranet/contact/reservations/change-dates/message`)
    expect(await typed(page)).toEqual({ body: text, number: '4069374860', property })
    expect(await page.locator('.files').textContent()).toContain('door.txt')
    await sendOn(page, locale, text)
    expect(await page.locator('.entry.asker .files').textContent()).toContain('door.txt')
  })

  test(`R14 | POST /${locale}/extranet/contact/{topic}/{subtopic}/message | the session was ended elsewhere while writing on a ${device}${javaScript ? '' : ' without script'}: after signing in text, property and number are there`, async () => {
    const page = await begin({ locale, device, javaScript }, text)
    const property = await page.locator('#property').inputValue()
    await ways['was ended']()
    await signInAgain(page, locale)
    expect(await typed(page)).toEqual({ body: text, number: '4069374860', property })
    await sendOn(page, locale, text)
  })
}

type Opening = Pick<(typeof journeys)[number], 'locale' | 'device' | 'javaScript'>

const begin = async ({ locale, device, javaScript }: Opening, text: string) => {
  const page = await visitor({ base: world.base, device, locale, javaScript, expects: [/status of 401/] })
  await signInAs(page, 'Priya')
  await page.goto(`/${locale}/extranet/contact/reservations/change-dates/message`)
  await page.locator('#property').selectOption({ index: 3 })
  await page.fill('#confirmation', '4069374860')
  await page.fill('#body', text)
  return page
}

const signInAgain = async (page: Page, locale: 'sv' | 'en') => {
  await follow(button(page, terms[locale].send))
  expect(await page.locator('.told').count()).toBe(1)
  await page.fill('#email', mailOf('priya'))
  await page.fill('#password', demoPassword)
  await follow(page.locator('.sign-in-form button'))
}

const typed = async (page: Page) => ({
  body: await page.inputValue('#body'), number: await page.inputValue('#confirmation'), property: await page.inputValue('#property'),
})

const sendOn = async (page: Page, locale: 'sv' | 'en', text: string) => {
  await follow(button(page, terms[locale].send))
  expect(addressOf(page)).toMatch(/\/sent$/)
  await follow(page.locator('.sent .button'))
  expect((await page.locator('.entry.asker .words p').allTextContents()).join('\n\n')).toBe(text)
}
