import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startServer } from '../server.ts'
import { demoPassword, mailOf } from '../world.ts'
import { addressOf, button, follow, link, openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'
import { terms } from './terms.ts'

// A Tuesday: 10:30 in Stockholm, 04:30 in New York.
const server = await startServer({ clock: new Date('2026-11-24T09:30:00Z') })
const { visitor } = await openBrowser()

const journeys = [
  {
    locale: 'sv', person: 'Ada', booking: '4071930548', topic: 'Bokningar (avbokningar, ändringar, frågor m.m.)', subtopic: 'Utebliven ankomst',
    article: 'Utebliven ankomst', action: 'Markera utebliven ankomst', text: 'Gästen kom aldrig.\n\nVad gör jag nu?',
    answerBy: 'onsdag 25 november kl. 10:30', received: 'Mottaget',
  },
  {
    locale: 'en', person: 'Elena', booking: '4070241196', topic: 'Reservations (cancellations, changes, questions)', subtopic: 'No-show',
    article: 'No-show', action: 'Mark a no-show', text: 'The guest never came.\n\nWhat do I do now?',
    answerBy: 'Wednesday 25 November at 04:30', received: 'Received',
  },
] as const
type Journey = (typeof journeys)[number]

for (const journey of journeys) {
  for (const device of ['phone', 'desktop'] as const) {
    const { locale } = journey
    test(`R11 R12 R13 R14 R15 | /${locale}/extranet/contact/{topic}/{subtopic}/message | from the inbox to the sent message on a ${device}, each step an address that bears back, forward, reload and a pasted link`, async () => {
      const page = await visitor({ base: server.base, device, locale })
      await signInAs(page, journey.person)
      await toSubtopic(page, journey)
      await toForm(page, journey)
      await writeAndSend(page, journey)
      const caseNumber = await toConversation(page, journey)
      await page.goto(`/${locale}/extranet/inbox/platform`)
      expect(await page.locator('.conversation').first().textContent()).toContain(caseNumber)
    })
  }

  test(`/${journey.locale}/extranet/sign-in: a wrong password is told and the address kept; the right one leads on to where one wanted to go`, async () => {
    const { locale } = journey
    const page = await visitor({ base: server.base, device: 'phone', locale, expects: [/status of 401/] })
    await page.goto(`/${locale}/extranet/inbox/platform`)
    expect(addressOf(page)).toBe(`/${locale}/extranet/sign-in`)
    const email = mailOf(journey.person.toLowerCase())
    await signIn(page, email, 'not the password')
    expect(await page.getByRole('alert').count()).toBe(1)
    expect(await page.locator('#email').inputValue()).toBe(email)
    await signIn(page, email, demoPassword)
    expect(addressOf(page)).toBe(`/${locale}/extranet/inbox/platform`)
    expect(await page.locator('h1').textContent()).toBe(terms[locale].platform)
  })
}

for (const [locale, person] of [['de', 'Katharina'], ['fr', 'Priya'], ['es', 'Mateo'], ['it', 'Elena'], ['nl', 'Ada'], ['da', 'Ada'], ['pl', 'Ada'], ['ar', 'Ada']] as const) {
  test(`R14 | /${locale}/extranet/contact/{topic}/{subtopic}/message | the steps carry the words of the term table`, async () => {
    const page = await visitor({ base: server.base, device: 'phone', locale })
    const words = terms[locale]
    await signInAs(page, person)
    await page.goto(`/${locale}/extranet/inbox`)
    expect(await page.locator('h1').textContent()).toBe(words.inbox)
    await follow(link(page, words.platform))
    expect(await page.locator('h1').textContent()).toBe(words.platform)
    await follow(link(page, words.seeOptions))
    expect(await page.locator('h2.step').textContent()).toBe(words.topic)
    await follow(page.locator('.card.link').nth(2))
    expect(await page.locator('h2.step').textContent()).toBe(words.subtopic)
    await follow(page.locator('.choices a').first())
    await follow(link(page, words.allOptions))
    await follow(page.locator('.channel[href*="/message"]', { hasText: words.message }))
    expect(addressOf(page)).toBe(`/${locale}/extranet/contact/reservations/change-dates/message`)
    expect(await button(page, words.send).count()).toBe(1)
  })
}

const toSubtopic = async (page: Page, { locale, topic, subtopic }: Journey) => {
  const words = terms[locale]
  const at = `/${locale}/extranet`
  await arrive(page, { address: `${at}/inbox`, heading: words.inbox })
  await follow(link(page, words.platform))
  await arrive(page, { address: `${at}/inbox/platform`, heading: words.platform })
  await follow(link(page, words.seeOptions))
  await arrive(page, { address: `${at}/contact` })
  expect(await page.locator('h2.step').textContent()).toBe(words.topic)
  expect(await page.locator('.card.link').count()).toBe(10)
  await follow(page.locator('.card.link', { hasText: topic }))
  await arrive(page, { address: `${at}/contact/reservations`, heading: topic })
  expect(await page.locator('h2.step').textContent()).toBe(words.subtopic)
  await follow(link(page, subtopic))
  await arrive(page, { address: `${at}/contact/reservations/no-show`, heading: subtopic })
}

const toForm = async (page: Page, { locale, subtopic, article, action, answerBy }: Journey) => {
  const words = terms[locale]
  const step = `/${locale}/extranet/contact/reservations/no-show`
  expect(await page.locator('.answers a', { hasText: article }).count()).toBe(1)
  expect(await page.locator('.card.action', { hasText: action }).count()).toBe(1)
  await follow(link(page, words.allOptions))
  await arrive(page, { address: `${step}/options` })
  const message = page.locator('.channel[href*="/message"]', { hasText: words.message })
  const call = page.locator('.channel', { hasText: words.call })
  expect(await message.textContent()).toContain(answerBy)
  expect(await call.locator('.state.open').count()).toBe(1)
  expect(await page.locator('.lead').textContent()).toContain(subtopic)
  await follow(message)
  await arrive(page, { address: `${step}/message` })
}

const writeAndSend = async (page: Page, { locale, booking, text, answerBy }: Journey) => {
  await page.locator('.picker summary').click()
  await page.locator('.picker .radio', { hasText: booking }).click()
  if (await page.locator('select#property').count()) await page.locator('select#property').selectOption({ index: 1 })
  await page.fill('#body', text)
  await follow(button(page, terms[locale].send))
  const [, id] = /platform\/([0-9a-f-]{36})\/sent$/.exec(page.url()) ?? []
  await arrive(page, { address: `/${locale}/extranet/inbox/platform/${id}/sent` })
  expect(await page.locator('.sent .case').textContent()).toMatch(/^H-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(await page.locator('.sent .promise time').textContent()).toBe(answerBy)
  expect(await page.locator('.sent').textContent()).toContain(terms[locale].platform)
}

const toConversation = async (page: Page, { subtopic, text, booking, received }: Journey) => {
  const caseNumber = (await page.locator('.sent .case').textContent()) ?? ''
  await server.settle()
  await follow(page.locator('.sent .button'))
  await arrive(page, { address: addressOf(page), heading: subtopic })
  expect((await page.locator('.entry.asker .words').allTextContents()).join()).toBe(text.replace('\n\n', ''))
  expect(await page.locator('.conversation-head').textContent()).toContain(booking)
  expect(await page.locator('.conversation-head .chip').textContent()).toBe(received)
  return caseNumber
}

type Step = { address: string; heading?: string }

/** Stands where the step should be, and stays there through reload, back and forward, and for who opens it from a link. */
const arrive = async (page: Page, { address, heading }: Step) => {
  const before = await standing(page)
  expect(before.address).toBe(address)
  if (heading) expect(before.heading).toBe(heading)
  expect(before.overflow).toBe(0)
  await page.reload()
  expect(await standing(page)).toEqual(before)
  await page.goBack()
  expect(page.url()).not.toBe(before.url)
  await page.goForward()
  expect(await standing(page)).toEqual(before)
  const tab = await page.context().newPage()
  await tab.goto(before.url)
  expect(await standing(tab)).toEqual(before)
  await tab.close()
}

const standing = async (page: Page) => ({ url: page.url(), address: addressOf(page), heading: await page.locator('h1').textContent(), overflow: await overflowOf(page) })

const signIn = async (page: Page, email: string, typed: string) => {
  await page.fill('#email', email)
  await page.fill('#password', typed)
  await follow(page.locator('.sign-in-form button'))
}
