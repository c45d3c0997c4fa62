import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bookings, startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { addressOf, button, follow, link, openBrowser, overflowOf, press } from './browser.ts'
import { signInAs } from './people.ts'

const { visitor } = await openBrowser()
const world = await startWorld({ clock: new Date('2026-11-24T09:30:00Z') })

const journeys = [
  {
    locale: 'sv', device: 'phone', javaScript: false, partner: 'Ada',
    words: {
      open: 'Öppna min bokning', dates: 'Ändra datum', price: 'Se priset', confirm: 'Ändra till de här datumen', datesDone: 'Dina datum är ändrade', undo: 'Ta tillbaka', undone: 'Det är som det var förut',
      time: 'Säg när du kommer', tell: 'Meddela boendet', timeDone: 'Boendet vet när du kommer', who: 'Ändra vem som bor', save: 'Spara', whoDone: 'Vem som bor är ändrat',
      request: 'Be boendet om något', sendRequest: 'Skicka önskemålet', requestDone: 'Ditt önskemål är skickat', write: 'Skriv till boendet', send: 'Skicka meddelande',
      resend: /Få bekräftelsen skickad igen/, sendConfirmation: 'Skicka bekräftelsen', resendDone: 'Bekräftelsen är på väg', policy: /villkor låter dig inte längre ändra datum/,
      askFree: 'Be om kostnadsfri avbokning', ask: 'Fråga boendet', askDone: 'Boendet har din fråga', yesFree: 'Ja, kostnadsfritt', answer: 'Skicka svaret',
      cancel: 'Avboka', cancelFree: 'Avboka kostnadsfritt', cancelDone: 'Din bokning är avbokad', sent: 'Skickad av Fjordstay', receipt: 'Kvitto', openReceipt: 'Öppna kvittot (PDF)', signOut: 'Logga ut', wrong: 'Det öppnade ingen bokning',
    },
  },
  {
    locale: 'en', device: 'desktop', javaScript: true, partner: 'Ada',
    words: {
      open: 'Open my booking', dates: 'Change dates', price: 'See the price', confirm: 'Change to these dates', datesDone: 'Your dates are changed', undo: 'Take it back', undone: 'It is as it was before',
      time: 'Say when you arrive', tell: 'Tell the property', timeDone: 'The property knows when you arrive', who: 'Change who is staying', save: 'Save', whoDone: 'Who is staying is changed',
      request: 'Ask the property for something', sendRequest: 'Send the request', requestDone: 'Your request is sent', write: 'Write to the property', send: 'Send message',
      resend: /Have the confirmation sent again/, sendConfirmation: 'Send the confirmation', resendDone: 'The confirmation is on its way', policy: /do not let you change dates alone/,
      askFree: 'Ask for free cancellation', ask: 'Ask the property', askDone: 'The property has your question', yesFree: 'Yes, free of charge', answer: 'Send the answer',
      cancel: 'Cancel the booking', cancelFree: 'Cancel, free of charge', cancelDone: 'Your booking is cancelled', sent: 'Sent by Fjordstay', receipt: 'Receipt', openReceipt: 'Open the receipt (PDF)', signOut: 'Sign out', wrong: 'That did not open a booking',
    },
  },
] as const

type Journey = (typeof journeys)[number]

for (const journey of journeys) {
  const { locale, words, javaScript } = journey

  test(`R31 R32 | /${locale}/guest/booking | a guest changes what may be changed, takes back, asks and writes, each confirmed${javaScript ? '' : ', without any script'}`, async () => {
    const page = await come(journey)
    await page.fill('#number', bookings.helen.number)
    await page.fill('#pin', '000000')
    await follow(button(page, words.open))
    await page.getByText(words.wrong).waitFor()
    await enter(page, journey, 'helen')
    const home = addressOf(page)
    await check(page, journey)

    await follow(action(page, words.dates))
    await page.fill('#arrival', '2026-12-05')
    await page.fill('#departure', '2026-12-08')
    await follow(button(page, words.price))
    await check(page, journey)
    await follow(button(page, words.confirm))
    await confirmed(page, journey, words.datesDone)
    await follow(button(page, words.undo))
    await confirmed(page, journey, words.undone)

    await page.goto(`${home}/arrival-time`)
    await check(page, journey)
    await page.fill('#time', '18:30')
    await follow(button(page, words.tell))
    await confirmed(page, journey, words.timeDone)
    await page.goto(home)
    await follow(action(page, words.who))
    await page.fill('#staying', 'Harriet Armitage')
    await follow(button(page, words.save))
    await confirmed(page, journey, words.whoDone)
    await page.goto(home)
    await page.getByText('Harriet Armitage').waitFor()
    await page.getByText('18:30').waitFor()
    await follow(action(page, words.request))
    await page.fill('#body', 'A cot, please.')
    await follow(button(page, words.sendRequest))
    await confirmed(page, journey, words.requestDone)
    await page.goto(home)
    await follow(action(page, words.write))
    await page.fill('#body', 'Is there a lift?')
    await follow(button(page, words.send))
    await page.locator('.letter', { hasText: 'Is there a lift?' }).last().waitFor()
    await check(page, journey)
    await page.goto(home)
    await follow(link(page, words.resend))
    await follow(button(page, words.sendConfirmation))
    await confirmed(page, journey, words.resendDone)
    await page.goto(home)
    await follow(button(page, words.signOut))
    await page.goto(home)
    expect(addressOf(page)).toBe(`/${locale}/guest/booking/sign-in`)
  })

  test(`R10 R32 | /${locale}/extranet/inbox/reservations | what the policy forbids is asked of the property, which answers by choosing; the guest then cancels`, async () => {
    const page = await come(journey)
    const who = locale === 'sv' ? 'liv' : 'thomas'
    await enter(page, journey, who)
    const home = addressOf(page)
    await page.goto(`${home}/dates`)
    await page.getByText(words.policy).waitFor()
    await check(page, journey)
    await follow(link(page, words.askFree))
    await page.fill('#body', 'I have fallen ill.')
    await follow(button(page, words.ask))
    await confirmed(page, journey, words.askDone)

    const partner = await visitor({ base: world.base, device: journey.device, locale, javaScript })
    await signInAs(partner, journey.partner)
    await partner.goto(`/${locale}/extranet/inbox/reservations?state=waiting`)
    await check(partner, journey)
    await follow(partner.locator('.conversation a', { hasText: 'I have fallen ill.' }))
    await check(partner, journey)
    await press(partner.getByText(words.yesFree, { exact: true }))
    await follow(button(partner, words.answer))
    expect(await partner.locator('main').textContent()).not.toContain('@')

    await page.goto(home)
    await follow(page.locator('.callout.ok a'))
    await check(page, journey)
    await follow(button(page, words.cancelFree))
    await confirmed(page, journey, words.cancelDone)
  })

  test(`R32 | /${locale}/guest/booking/{id}/receipt.pdf | the refund’s way is shown, and the receipt is a PDF`, async () => {
    const paul = await come(journey)
    await enter(paul, journey, 'paul')
    await paul.locator('.refund-steps .done', { hasText: words.sent }).waitFor()
    await check(paul, journey)
    const marco = await come(journey)
    await enter(marco, journey, 'marco')
    await follow(action(marco, words.receipt))
    const download = marco.waitForEvent('download')
    await press(link(marco, words.openReceipt))
    expect((await download).suggestedFilename()).toBe(`${words.receipt} ${bookings.marco.number}.pdf`)
  })
}

test('R31 | /en/guest/link | a mailed link opens the booking once, after a tap; the same words whether there is a booking or not', async () => {
  const page = await visitor({ base: world.base, expects: [/status of 410/] })
  const sent: string[] = []
  for (const typed of [bookings.yusuf.number, '4000000000']) {
    await page.goto('/en/guest/booking/lost')
    await page.fill('#typed', typed)
    await follow(button(page, 'Send the link'))
    sent.push((await page.locator('main').textContent()) ?? '')
  }
  expect(sent[0]).toBe(sent[1])
  const mail = await world.app.system.db.selectFrom('email.outgoing').where('recipient', 'like', `${bookings.yusuf.number}@%`).select('body_text').executeTakeFirstOrThrow()
  const address = /\/\w\w\/guest\/link\?t=[\w-]+/.exec(mail.body_text)?.[0] ?? ''
  await page.goto(address.replace(/^\/\w\w/, '/en'))
  expect(page.url()).not.toContain('?t=')
  await follow(button(page, 'Open my booking'))
  expect(await page.locator('h1').textContent()).toContain('Northlight')
  await page.goto(address.replace(/^\/\w\w/, '/en'))
  await page.getByText('This link does not work any more').waitFor()
})

const come = async ({ locale, device, javaScript }: Journey) => {
  await world.app.system.db.deleteFrom('platform.rate_limit').execute()
  const page = await visitor({ base: world.base, device, locale, javaScript, expects: [/status of 4(01|22)/] })
  await page.goto(`/${locale}/guest/booking`)
  return page
}

const enter = async (page: Page, { words, locale }: Journey, who: keyof typeof bookings) => {
  await page.fill('#number', bookings[who].number)
  await page.fill('#pin', bookings[who].pin)
  await follow(button(page, words.open))
  await page.waitForURL(new RegExp(`/${locale}/guest/booking/[0-9a-f-]{36}$`))
}

const action = (page: Page, name: string) => page.locator('.stay-actions a', { has: page.getByText(name, { exact: true }) })

const confirmed = async (page: Page, journey: Journey, words: string) => {
  expect((await page.locator('h1').textContent())?.trim()).toBe(words)
  await check(page, journey)
}

/** Nothing for axe to find, light and dark, and nothing to scroll sideways. */
const check = async (page: Page, { javaScript }: Journey) => {
  expect(await overflowOf(page)).toBe(0)
  if (!javaScript) return
  await loadAxe(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page)).toEqual([])
  }
}
