import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startServer } from '../server.ts'
import { addressOf, follow, openBrowser, overflowOf, tabTo } from './browser.ts'
import { openDesk, signInAs } from './people.ts'
import { terms } from './terms.ts'

const day = new Date('2026-11-24T09:30:00Z')
const server = await startServer({ clock: day })
const { visitor } = await openBrowser()

const journeys = [
  {
    locale: 'sv', device: 'phone', person: 'Ada', number: '+46 8 465 004 10', until: 'Öppet till 22:00 din tid',
    night: new Date('2026-11-24T22:30:00Z'), opens: 'Din lokala linje öppnar onsdag 08:00 din tid.', always: 'Vår linje dygnet runt, på engelska', ranOut: 'Koden har gått ut: hämta en ny',
  },
  {
    locale: 'en', device: 'desktop', person: 'Elena', number: '+39 06 0000 0041', until: 'Open until 07:00 your time',
    night: new Date('2026-11-24T22:30:00Z'), opens: 'Your local line opens Wednesday 03:00 your time.', always: 'Our round-the-clock line, in English', ranOut: 'The code has run out: get a new one',
  },
] as const

for (const { locale, device, person, number, until, night, opens, always, ranOut } of journeys) {
  const open = async (name: string, at: Date) => {
    server.setNow(at)
    const page = await visitor({ base: server.base, device, locale })
    await signInAs(page, name)
    await page.goto(`/${locale}/extranet/contact/reservations/cancel/options`)
    return page
  }

  test(`R13 R17 | /${locale}/extranet/contact/{topic}/{subtopic}/call | by day the local number, its hours in the reader's zone and a code that a reload keeps, on a ${device}`, async () => {
    const page = await open(person, day)
    expect(await page.locator('.channel').first().textContent()).toContain(terms[locale].call)
    expect(await page.locator('.channel').first().locator('.state.open').textContent()).toContain(until)
    await follow(page.locator('.channel').first())
    expect(addressOf(page)).toBe(`/${locale}/extranet/contact/reservations/cancel/call`)
    expect([await numberOn(page), await page.locator('.phone .state.open').textContent()]).toEqual([number, expect.stringContaining(until)])
    expect(await page.locator('.phone .number a').getAttribute('href')).toBe(`tel:${number.replaceAll(' ', '')}`)
    expect(await page.locator('.callout.warn a').getAttribute('href')).toBe(`/${locale}/guest`)
    await chooseProperty(page)
    await follow(page.locator('form.card button'))
    const code = await page.locator('.digits').textContent()
    expect(code).toMatch(/^\d{3} \d{3}$/)
    await page.reload()
    expect(await page.locator('.digits').textContent()).toBe(code)
    expect(await overflowOf(page)).toBe(0)

    server.setNow(new Date(day.getTime() + 10 * 60_000))
    await page.reload()
    expect(await page.locator('.digits').count()).toBe(0)
    expect(await page.locator('form.card h2').textContent()).toBe(ranOut)
    await chooseProperty(page)
    await follow(page.locator('form.card button'))
    expect(await page.locator('.digits').textContent()).not.toBe(code)
  })

  test(`R13 R17 | /${locale}/extranet/contact/{topic}/{subtopic}/call | by night the line that never closes, and when the local one opens, on a ${device}`, async () => {
    const page = await open(person, night)
    await follow(page.locator('.channel').first())
    expect([await numberOn(page), await page.locator('#number').textContent()]).toEqual(['+44 20 7946 0499', always])
    expect(await page.locator('.phone').textContent()).toContain(opens)
  })

  test(`R17 | /${locale}/extranet/contact/{topic}/{subtopic}/call | the keyboard alone leads to the code on a ${device}`, async () => {
    const page = await open(person, day)
    await tabTo(page, '.channel')
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    if (await page.locator('select#property').count()) {
      await tabTo(page, 'select#property')
      await page.keyboard.press('ArrowDown')
    }
    await tabTo(page, 'form.card button')
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await page.locator('.digits').textContent()).toMatch(/^\d{3} \d{3}$/)
  })
}

test('R17 | /desk/queue | the code that a caller reads out opens their conversation, and works once', async () => {
  server.setNow(day)
  const page = await visitor({ base: server.base, locale: 'sv' })
  await signInAs(page, 'Ada')
  await page.goto('/sv/extranet/contact/payouts/bank-details/call')
  await follow(page.locator('form.card button'))
  const code = (await page.locator('.digits').textContent()) ?? ''
  const desk = await visitor({ base: server.base, locale: 'sv', expects: [/status of 409/] })
  await openDesk(desk, 'Maja')
  await redeem(desk, code)
  await desk.waitForURL('**/desk/mine/*')
  await desk.locator('.said', { hasText: 'Samtal om' }).waitFor()
  expect(await desk.locator('#conversation-heading').textContent()).toBe('Ada Lindqvist')
  await redeem(desk, code)
  expect(await desk.locator('[role=dialog] .failure').textContent()).toBe('Koden är fel, använd eller för gammal. Be den som ringer att hämta en ny.')
})

const redeem = async (desk: Page, code: string) => {
  await desk.locator('.rail').getByRole('button', { name: 'Samtal' }).click()
  await desk.locator('[role=dialog] input').fill(code)
  await desk.keyboard.press('Enter')
}

const numberOn = async (page: Page) => (await page.locator('.phone .number').textContent())?.trim()

const chooseProperty = async (page: Page) => {
  const property = page.locator('select#property')
  if (await property.count()) await property.selectOption({ index: 1 })
}
