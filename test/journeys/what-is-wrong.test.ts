import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startWorld } from '../world.ts'
import { addressOf, button, follow, openBrowser } from './browser.ts'
import { signInAs } from './people.ts'
import { terms } from './terms.ts'

const world = await startWorld()
const { visitor } = await openBrowser()

const languages = {
  sv: {
    device: 'phone', javaScript: false, person: 'Ada', text: 'Gästen vill komma en dag senare.',
    short: 'Ett bekräftelsenummer har 10 siffror; det här har 8.', unknown: 'Vi hittar inte det numret bland dina bokningar.',
    kind: '”skript.exe” är av en sort vi inte tar emot', disguised: '”bild.png” är av en sort vi inte tar emot', empty: '”tom.pdf” är tom', tooLong: 'Texten har 10\u00a0001 tecken',
  },
  en: {
    device: 'desktop', javaScript: true, person: 'Elena', text: 'The guest would like to come a day later.',
    short: 'A confirmation number has 10 digits; this one has 8.', unknown: 'We cannot find that number among your reservations.',
    kind: '“skript.exe” is of a kind we do not accept', disguised: '“bild.png” is of a kind we do not accept', empty: '“tom.pdf” is empty', tooLong: 'The text has 10,001 characters',
  },
} as const

for (const [locale, said] of Object.entries(languages) as [keyof typeof languages, (typeof languages)[keyof typeof languages]][]) {
  const open = async () => {
    const page = await visitor({ base: world.base, device: said.device, locale, javaScript: said.javaScript, expects: [/status of 422/] })
    await signInAs(page, said.person)
    await page.goto(`/${locale}/extranet/contact/reservations/change-dates/message`)
    const property = page.locator('select#property')
    if (await property.count()) await property.selectOption({ index: 2 })
    await page.fill('#body', said.text)
    return { page, send: () => follow(button(page, terms[locale].send)) }
  }

  test(`R14 | POST /${locale}/extranet/contact/{topic}/{subtopic}/message | a number that is too short, unknown or another partner's is told at the field, and nothing typed is lost`, async () => {
    const { page, send } = await open()
    const chosen = await propertyOn(page)
    const refused = [['4071 9305', said.short], ['1234567890', said.unknown], ['4066801294', said.unknown]] as const
    for (const [number, sentence] of refused) {
      await page.fill('#confirmation', number)
      await send()
      expect(await page.locator('#confirmation-error').textContent()).toContain(sentence)
      expect(await page.locator('#confirmation').getAttribute('aria-describedby')).toContain('confirmation-error')
      expect(await page.locator('#errors a[href="#confirmation"]').count()).toBe(1)
      expect([await page.inputValue('#confirmation'), await page.inputValue('#body')]).toEqual([number, said.text])
      expect(await propertyOn(page)).toBe(chosen)
    }
    await page.fill('#confirmation', '')
    await send()
    expect(addressOf(page)).toMatch(/\/sent$/)
  })

  test(`R14 | POST /${locale}/extranet/contact/{topic}/{subtopic}/message | several files go along; each refused one is named with its reason, and the others stay`, async () => {
    const { page, send } = await open()
    await page.setInputFiles('#files', [
      { name: 'kvitto.txt', mimeType: 'text/plain', buffer: Buffer.from('Ett kvitto.') },
      { name: 'skript.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\u0090\u0000 no picture') },
      { name: 'bild.png', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.7 not a picture') },
      { name: 'tom.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    ])
    await send()
    const refused = await page.locator('.refused li').allTextContents()
    expect(refused.map((line) => [said.kind, said.disguised, said.empty].find((each) => line.includes(each)))).toEqual([said.kind, said.disguised, said.empty])
    expect(await page.locator('.files li').count()).toBe(1)
    expect(await page.inputValue('#body')).toBe(said.text)
    await page.setInputFiles('#files', [{ name: 'more.txt', mimeType: 'text/plain', buffer: Buffer.from('And another.') }])
    await send()
    expect(addressOf(page)).toMatch(/\/sent$/)
    await follow(page.locator('.sent .button'))
    expect(await page.locator('.entry.asker .files a').allTextContents()).toEqual(['kvitto.txt', 'more.txt'])
    const downloaded = await page.request.get((await page.locator('.entry.asker .files a').first().getAttribute('href')) ?? '')
    expect([await downloaded.text(), downloaded.headers()['content-disposition']]).toEqual(['Ett kvitto.', expect.stringMatching(/^attachment/)])
  })

  test(`R14 | POST /${locale}/extranet/contact/{topic}/{subtopic}/message | a text too long is told with its length and kept whole`, async () => {
    const { page, send } = await open()
    const long = 'x'.repeat(10_001)
    await page.fill('#body', long)
    await send()
    expect(await page.locator('#body-error').textContent()).toContain(said.tooLong)
    expect(await page.inputValue('#body')).toBe(long)
    await page.fill('#body', long.slice(1))
    await send()
    expect(addressOf(page)).toMatch(/\/sent$/)
  })
}

const propertyOn = async (page: Page) => ((await page.locator('select#property').count()) ? page.inputValue('select#property') : null)
