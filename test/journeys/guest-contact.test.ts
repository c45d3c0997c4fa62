import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bookings, startWorld } from '../world.ts'
import { addressOf, button, follow, link, openBrowser, overflowOf, press } from './browser.ts'
import { loadAxe, violations } from './axe.ts'
import { signInAs } from './people.ts'

// A Tuesday, 10:30 in Stockholm. Ana arrives tomorrow in Bergen, Emma in two months in Seville.
const world = await startWorld({ clock: new Date('2026-11-24T09:30:00Z') })
const { visitor } = await openBrowser()

const guestPage = (locale: string, options: Partial<Parameters<typeof visitor>[0]> = {}) => visitor({ base: world.base, device: 'phone', locale, ...options })
const faults = async (page: Page) => {
  await loadAxe(page)
  return [...(await violations(page)), ...((await overflowOf(page)) > 0 ? [`${page.url()} moves sideways`] : [])]
}
const text = (page: Page, selector: string) => page.locator(selector).first().textContent()
const send = (page: Page) => follow(page.locator('.message-form button[name=do]'))

const openBooking = async (page: Page, who: keyof typeof bookings) => {
  await page.fill('#number', bookings[who].number)
  await page.fill('#pin', bookings[who].pin)
  await follow(page.locator('main form button').first())
}

const signInToAccount = async (page: Page, name: string) => {
  const guest = await world.app.system.db.selectFrom('directory.guest').where('name', '=', name).select('email').executeTakeFirstOrThrow()
  await page.fill('#email', guest.email ?? '')
  await follow(page.locator('main form button').first())
  const mail = await world.app.system.db.selectFrom('email.outgoing').where('recipient', '=', guest.email ?? '').orderBy('created_at', 'desc').select('body_text').executeTakeFirstOrThrow()
  await page.fill('#code', /\b\d{6}\b/.exec(mail.body_text)?.[0] ?? '')
  await follow(page.locator('main form button').first())
}

test('R30 R33 R34 | /{locale}/guest/contact | a guest at level 3 who arrives tomorrow and one who arrives in two months write at the same moment: the desk serves them in that order, says why, and the answer comes without a reload', async () => {
  const [ana, emma] = [await guestPage('es'), await guestPage('sv')]
  await ana.goto('/es/guest/contact')
  await follow(ana.locator('.who a').nth(1))
  await signInToAccount(ana, 'Ana Ruiz')
  expect(addressOf(ana)).toBe('/es/guest/contact')
  await emma.goto('/sv/guest/contact')
  await follow(emma.locator('.who a').first())
  await openBooking(emma, 'emma')
  expect(addressOf(emma)).toBe('/sv/guest/contact')

  for (const page of [ana, emma]) {
    await follow(page.locator('.card.link').nth(4))
    await follow(page.locator('.choices a').last())
    await follow(page.locator('.onward .button'))
    expect(await page.locator('.channels .card').count()).toBe(4)
    expect(await faults(page)).toEqual([])
    await follow(page.locator('a.channel').first())
    await page.fill('#body', 'x')
  }
  await ana.locator('#booking').selectOption({ index: 1 })
  await ana.fill('#body', '¿A qué hora puedo llegar mañana?')
  await emma.fill('#body', 'Vilken tid kan jag komma i januari?')
  expect([...(await faults(ana)), ...(await faults(emma))]).toEqual([])
  await Promise.all([send(emma), send(ana)])
  for (const page of [ana, emma]) expect(await text(page, '.sent .case')).toMatch(/^H-/)
  expect(await faults(ana)).toEqual([])
  await world.settle()

  const desk = await visitor({ base: world.base })
  await signInAs(desk, 'Sofía')
  await desk.locator('.row').first().waitFor()
  const rows = await desk.locator('.row').allTextContents()
  const [first, later] = [rows.findIndex((row) => row.includes('Ana Ruiz')), rows.findIndex((row) => row.includes('Emma Lindholm'))]
  expect(first).toBeGreaterThanOrEqual(0)
  expect(first).toBeLessThan(later)
  expect(rows[first]).toMatch(/check-in in .*level 3/)
  await press(desk.locator('.row', { hasText: 'Ana Ruiz' }))
  await desk.locator('.said', { hasText: '¿A qué hora' }).waitFor()
  expect(await desk.locator('.beside').textContent()).toMatch(/Signed in to the account.*level 3.*Spanish/)

  await follow(ana.locator('.sent .button'))
  await ana.evaluate('window.loadedOnce = 1')
  await press(button(desk, /^Take\b/).last())
  await desk.locator('#composer-reply').fill('A partir de las tres.')
  await press(button(desk, 'Send reply'))
  await press(button(desk, 'Send now'))
  await ana.locator('.entry.staff', { hasText: 'A partir de las tres.' }).waitFor()
  expect(await ana.evaluate<boolean>('window.loadedOnce === 1')).toBe(true)
  expect(await faults(ana)).toEqual([])
  await ana.fill('#body', 'Gracias')
  await follow(ana.locator('#reply button'))
  expect(await ana.locator('.entry.asker').count()).toBe(2)
})

test('R33 | /{locale}/guest/contact/{topic}/{subtopic}/message | without a booking and without JavaScript: name and address asked for, mistakes told at the field, nothing typed lost', async () => {
  const page = await guestPage('en', { javaScript: false, expects: [/status of 422/] })
  await page.goto('/en/guest')
  await follow(link(page, 'Reach a person'))
  await follow(page.locator('.card.link', { hasText: 'Account and loyalty' }))
  await follow(page.locator('.choices a').last())
  await follow(page.locator('.onward .button'))
  await follow(page.locator('a.channel').first())
  await page.fill('#body', 'I should like to know something.')
  await send(page)
  expect(await page.locator('.error-summary li').count()).toBe(2)
  expect(await page.inputValue('#body')).toBe('I should like to know something.')
  await page.fill('#name', 'Una Byrne')
  await page.fill('#email', 'una@example.com')
  await send(page)
  expect(await text(page, '.sent')).toContain('una@example.com')
})

test('R36 | /{locale}/extranet/sign-in | a guest at the partners’ door and a partner at the guests’ are taken over in one tap with what they had written', async () => {
  const guest = await guestPage('sv', { expects: [/status of 4/] })
  await guest.goto('/sv/partner/locked-out')
  await guest.fill('#propertyNumber', bookings.ana.number)
  await guest.fill('#name', 'Ana Ruiz')
  await guest.fill('#text', 'Rummet i Bergen är kallt.')
  await follow(guest.locator('.sign-in form button').last())
  expect(await text(guest, '.wrong-door h2')).toBe('Det här ser ut att gälla en gäst')
  expect(await faults(guest)).toEqual([])
  await follow(guest.locator('.wrong-door button'))
  expect([addressOf(guest), new URL(guest.url()).search]).toEqual(['/sv/guest/contact', ''])
  await follow(guest.locator('.card.link').nth(4))
  await follow(guest.locator('.choices a').last())
  await follow(guest.locator('.onward .button'))
  await follow(guest.locator('a.channel').first())
  expect([await guest.inputValue('#body'), await guest.inputValue('#name')]).toEqual(['Rummet i Bergen är kallt.', 'Ana Ruiz'])

  await guest.goto('/sv/extranet/sign-in')
  await guest.fill('#email', bookings.ana.number)
  await guest.fill('#password', bookings.ana.pin)
  await follow(guest.locator('.sign-in-form button'))
  expect(await guest.locator('.wrong-door').count()).toBe(1)

  const partner = await visitor({ base: world.base, locale: 'en' })
  await signInAs(partner, 'Ada')
  await partner.goto('/en/guest/contact/other/i-am-a-host/message')
  await partner.fill('#name', 'Ada')
  await partner.fill('#email', 'ada@skargard.example')
  await partner.fill('#body', 'The calendar does not save.')
  await send(partner)
  expect(await faults(partner)).toEqual([])
  await follow(partner.locator('.wrong-door button'))
  expect(addressOf(partner)).toBe('/en/extranet/contact')
  await partner.goto('/en/extranet/contact/rates/restrictions/message')
  expect(await partner.inputValue('#body')).toBe('The calendar does not save.')
})

test('R35 R37 | /desk/season | a lead switches a season on, guests and partners read of it at once; switched off, it is gone; the partner shares the guests’ page', async () => {
  const [lead, guest, partner] = [await visitor({ base: world.base }), await guestPage('en'), await visitor({ base: world.base, locale: 'en' })]
  await guest.goto('/en/guest')
  expect(await guest.locator('.season-note').count()).toBe(0)
  await signInAs(lead, 'Henrik')
  await press(lead.getByRole('link', { name: 'Season' }))
  await lead.fill('.season-form input[maxlength]', 'Storm over Europe')
  await lead.locator('.check', { hasText: 'Partners' }).click()
  expect(await faults(lead)).toEqual([])
  await press(button(lead, 'Declare it now'))
  await lead.locator('.season', { hasText: 'Storm over Europe' }).waitFor()
  expect(await faults(lead)).toEqual([])

  await guest.reload()
  expect(await text(guest, '.season-note h2')).toContain('Many people need us just now')
  expect(await faults(guest)).toEqual([])
  await follow(guest.locator('.season-note a'))
  expect(addressOf(guest)).toBe('/en/guest/how-we-order')
  expect(await text(guest, '.order-lanes')).toContain('you check in within 72 hours')
  expect(await faults(guest)).toEqual([])

  await signInAs(partner, 'Priya')
  await partner.goto('/en/extranet/inbox')
  await follow(partner.locator('.season-note a'))
  expect(addressOf(partner)).toBe('/en/extranet/share')
  await partner.locator('.share-code img').evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode())
  expect(await faults(partner)).toEqual([])

  await press(button(lead, 'End now'))
  await press(button(lead, 'End now'))
  await lead.locator('.season', { hasText: 'Ended by Henrik' }).waitFor()
  await guest.goto('/en/guest')
  expect(await guest.locator('.season-note').count()).toBe(0)
})
