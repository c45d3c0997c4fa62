import { expect, test } from 'vitest'
import { QueuePage } from '#contract/desk'
import { startWorld } from '../world.ts'
import { addressOf, follow, link, openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'
import { terms } from './terms.ts'

const world = await startWorld()
const { visitor } = await openBrowser()

const languages = {
  sv: { device: 'phone', javaScript: false, lockedOut: 'Kommer du inte in?', sent: 'Vi har fått din begäran', text: 'Telefonen är borta och koden kommer dit.', missing: 'Du har inte behörighet att kontakta supporten', held: 'Be en kollega som har den: Ada Lindqvist.', finance: 'Du har inte behörighet till ekonomiärenden' },
  en: { device: 'desktop', javaScript: true, lockedOut: 'Cannot sign in?', sent: 'We have your request', text: 'The phone is gone and the code goes there.', missing: 'You do not have the right to contact support', held: 'Ask a colleague who has it: Ada Lindqvist.', finance: 'You do not have the right to finance cases' },
} as const

for (const [locale, said] of Object.entries(languages) as ['sv' | 'en', (typeof languages)['sv' | 'en']][]) {
  const open = (expects: RegExp[] = []) => visitor({ base: world.base, device: said.device, locale, javaScript: said.javaScript, expects })

  test(`R20 | POST /${locale}/partner/locked-out | who cannot sign in asks for a call without signing in; a property we have and one we have not get the same page`, async () => {
    const page = await open([/status of 422/])
    await page.goto(`/${locale}/extranet/inbox`)
    await follow(link(page, said.lockedOut))
    expect(addressOf(page)).toBe(`/${locale}/partner/locked-out`)
    await page.fill('#propertyNumber', '12')
    await page.fill('#name', 'Ada Lindqvist')
    await page.fill('#text', said.text)
    await follow(page.locator('.sign-in form button'))
    expect(await page.locator('#propertyNumber-error').count()).toBe(1)
    expect([await page.inputValue('#name'), await page.inputValue('#text')]).toEqual(['Ada Lindqvist', said.text])
    const answers: string[] = []
    for (const number of ['1048213', '9999999']) {
      await page.goto(`/${locale}/partner/locked-out`)
      await page.fill('#propertyNumber', number)
      await page.fill('#name', 'Ada Lindqvist')
      await page.fill('#text', said.text)
      await follow(page.locator('.sign-in form button'))
      expect(await page.locator('h1').textContent()).toBe(said.sent)
      answers.push(await page.content())
    }
    expect(answers[0]).toBe(answers[1])
    await world.settle()
    const { rows } = await (await world.agent('maja')).get('/api/v1/desk/queue?limit=200', QueuePage)
    expect(rows.filter(({ excerpt }) => excerpt.includes(said.text))).toHaveLength(1)
  })

  test(`R19 | /${locale}/extranet/contact/{topic}/{subtopic}/options | who may not write is told who in the organisation may, and still finds the answers`, async () => {
    const page = await open()
    await signInAs(page, 'Nils')
    const step = `/${locale}/extranet/contact/reservations/no-show`
    await page.goto(step)
    expect(await page.locator('.answers li').count()).toBeGreaterThan(0)
    await follow(link(page, terms[locale].allOptions))
    const told = await page.locator('.callout.warn').textContent()
    expect([told?.includes(said.missing), told?.includes(said.held)]).toEqual([true, true])
    expect(await page.locator('.channel').count()).toBe(0)
    for (const door of ['message', 'call']) {
      await page.goto(`${step}/${door}`)
      expect(await page.locator('.callout.warn').textContent()).toContain(said.held)
      expect(await page.locator('textarea, .number, .digits').count()).toBe(0)
    }
    expect(await overflowOf(page)).toBe(0)
  })

  test(`R19 | /${locale}/extranet/contact/{topic}/{subtopic}/options | a right to one kind of case is asked for where it is needed alone`, async () => {
    const page = await open()
    await signInAs(page, 'Jonas')
    await page.goto(`/${locale}/extranet/contact/invoices/understand-invoice/options`)
    expect(await page.locator('.callout.warn').textContent()).toContain(said.finance)
    expect(await page.locator('.callout.warn').textContent()).toContain('Priya Raman')
    await page.goto(`/${locale}/extranet/contact/rates/restrictions/options`)
    expect(await page.locator('.channel').count()).toBe(4)
  })
}
