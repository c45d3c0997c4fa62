import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, demoPassword, deskOf, mailOf, startWorld } from '../world.ts'
import { addressOf, openBrowser, tabTo } from './browser.ts'
import { signInAs, writtenIn } from './people.ts'
import { terms } from './terms.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')

/** Presses Enter on what has the focus and is on the page it leads to. */
const enter = (page: Page) => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
const tabAndEnter = async (page: Page, selector: string) => {
  await tabTo(page, selector)
  await enter(page)
}

for (const { locale, person, text } of [{ locale: 'sv', person: 'Ada', text: 'Skrivet utan mus.' }, { locale: 'en', person: 'Elena', text: 'Written without a mouse.' }] as const) {
  test(`R11 R12 R14 | /${locale}/extranet/contact/{topic}/{subtopic}/message | the keyboard alone leads from the inbox to the sent message, the focus always in sight`, async () => {
    const page = await visitor({ base: world.base, locale })
    const words = terms[locale]
    await signInAs(page, person)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('href')).toBe('#content')
    await page.keyboard.press('Enter')
    await tabAndEnter(page, `main a:text-is("${words.platform}")`)
    await tabAndEnter(page, `main a:text-is("${words.seeOptions}")`)
    await tabAndEnter(page, '.card.link[href$="/reservations"]')
    await tabAndEnter(page, '.choices a[href$="/no-show"]')
    await tabAndEnter(page, `a:text-is("${words.allOptions}")`)
    await tabAndEnter(page, '.channel[href$="/message"]')
    if (await page.locator('select#property').count()) {
      await tabTo(page, 'select#property')
      await page.keyboard.press('ArrowDown')
    }
    await tabTo(page, '.picker summary')
    await page.keyboard.press('Enter')
    await tabTo(page, '.picker input')
    await page.keyboard.press('Space')
    await tabTo(page, '#body')
    await page.keyboard.type(text)
    await tabAndEnter(page, 'button[value=send]')
    expect(addressOf(page)).toMatch(/\/sent$/)
    await tabAndEnter(page, '.sent .button')
    expect(await page.locator('.entry.asker .words').textContent()).toBe(text)
  })
}

test('R10 | /sv/extranet/inbox/platform | what is new comes into the list without taking the focus away', async () => {
  const page = await visitor({ base: world.base, locale: 'sv' })
  await signInAs(page, 'Ada')
  await page.goto('/sv/extranet/inbox/platform')
  const second = (await page.locator('.conversation a').nth(1).getAttribute('href')) ?? ''
  await tabTo(page, `.conversation a[href="${second}"]`)
  await expect.poll(() => world.app.hub.count(), { timeout: 10_000 }).toBe(1)
  await ask(ada, { body: 'Nyss skrivet i en annan flik.' })
  await page.locator('.conversation', { hasText: 'Nyss skrivet' }).waitFor()
  expect(await page.locator(':focus').getAttribute('href')).toBe(second)
})

test('R50 R52 | /desk/sign-in | at the desk the keyboard alone leads from sign-in to answered: it signs in, takes, reads, notes, answers and closes', async () => {
  const { id } = await ask(ada, { body: 'Svara mig utan mus.', topic: 'reservations', subtopic: 'suspicious-booking' })
  await world.settle()
  const page = await visitor({ base: world.base, locale: 'sv' })
  await page.goto('/desk/sign-in?locale=sv')
  await tabTo(page, '#email')
  await page.keyboard.type(mailOf('maja'))
  await tabTo(page, '#password')
  await page.keyboard.type(demoPassword)
  await page.keyboard.press('Enter')
  await page.locator('.row').first().waitFor()
  await page.keyboard.press('m')
  await page.waitForURL('**/desk/mine')
  await page.keyboard.press('q')
  await page.waitForURL('**/desk/queue')
  await page.locator('.row', { hasText: 'Svara mig utan mus' }).waitFor()
  await moveTo(page, `#row-${id}`)
  await page.keyboard.press('Enter')
  await page.locator('.said').first().waitFor()
  await page.keyboard.press('t')
  await page.keyboard.press('r')
  await page.locator('#composer-reply:focus').waitFor()
  await leaveField(page)
  await page.keyboard.press('n')
  await write(page, '#composer-note', 'Bara för oss.')
  await page.locator('.said-note', { hasText: 'Bara för oss.' }).waitFor()
  await leaveField(page)
  await page.keyboard.press('r')
  await page.locator('#composer-reply:focus').waitFor()
  await page.setInputFiles('.writing-foot input[type=file]', { name: 'kvitto.txt', mimeType: 'text/plain', buffer: Buffer.from('1 690 kr') })
  await page.locator('.kept-files', { hasText: 'kvitto.txt' }).waitFor()
  await write(page, '#composer-reply', 'För snabbt.')
  await page.locator('.said-held', { hasText: 'För snabbt.' }).waitFor()
  await leaveField(page)
  await page.keyboard.press('z')
  await page.locator('.said-held').waitFor({ state: 'detached' })
  await page.locator('#composer-reply:focus').waitFor()
  expect(await writtenIn(page, '#composer-reply')).toBe('För snabbt.')
  await page.locator('.kept-files', { hasText: 'kvitto.txt' }).waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('/')
  await page.locator('.picker-field:focus').waitFor()
  await page.keyboard.type('misstänkt')
  await page.locator('.picker-option[aria-selected=true]', { hasText: 'Ett misstänkt meddelande' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#composer-reply:focus').waitFor()
  expect(await writtenIn(page, '#composer-reply')).toMatch(/^Hej Ada,[^]*Maja$/)
  await page.keyboard.press('Control+a')
  await write(page, '#composer-reply', 'Det är gjort.')
  await page.locator('.said-held', { hasText: 'Det är gjort.' }).waitFor()
  await write(page, '#composer-reply', 'Det är gjort.')
  await page.locator('.said-reply:not(.said-held)', { hasText: 'Det är gjort.' }).waitFor()
  await leaveField(page)
  await page.keyboard.press('g')
  await page.locator('[role=dialog] input:focus').waitFor()
  await page.keyboard.type('Nätfiske')
  await page.keyboard.press('Enter')
  await page.locator('.tag', { hasText: 'nätfiske' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  await page.keyboard.press('s')
  await page.locator('[role=dialog]').waitFor()
  await tabTo(page, '.when-choices button')
  await page.keyboard.press('Enter')
  await page.locator('.in-hand').waitFor()
  await closeByKeys(page)
  await page.keyboard.press('Control+k')
  await page.locator('.picker-field:focus').waitFor()
  await page.keyboard.type('svara mig utan')
  await page.locator('.picker-option[aria-selected=true]', { hasText: 'Svara mig utan mus' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/desk/search/${id}`)
  await page.locator('.said-message', { hasText: 'Svara mig utan mus.' }).waitFor()
  const { closure, entries } = await deskOf(await world.agent('maja'), id)
  expect(closure).toMatchObject({ outcome: 'solved', reason: 'Klart.' })
  expect(entries.filter(({ body }) => body).map(({ kind, body }) => [kind, body])).toEqual([['message', 'Svara mig utan mus.'], ['note', 'Bara för oss.'], ['reply', 'Det är gjort.'], ['reply', 'Det är gjort.']])
})

const mostRows = 40

const moveTo = async (page: Page, row: string) => {
  for (let presses = 0; presses < mostRows; presses++) {
    if (await page.locator(`${row}:focus`).count()) return
    await page.keyboard.press('j')
    await page.waitForTimeout(60)
  }
  throw new Error(`j never came to ${row}`)
}

const write = async (page: Page, field: string, text: string) => {
  await page.locator(`${field}:focus`).waitFor()
  await page.keyboard.type(text)
  await page.keyboard.press('Control+Enter')
}

const leaveField = async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.locator('#conversation-heading:focus').waitFor()
}

const closeByKeys = async (page: Page) => {
  await page.keyboard.press('c')
  await page.locator('[role=dialog]').waitFor()
  await tabTo(page, '[role=dialog] input[value=solved]')
  await page.keyboard.press('Space')
  await tabTo(page, '[role=dialog] input[value=yes]')
  await page.keyboard.press('Space')
  await tabTo(page, '[role=dialog] textarea')
  await page.keyboard.type('Klart.')
  await tabTo(page, '[role=dialog] button[type=submit]')
  await page.keyboard.press('Enter')
  await page.locator('[role=dialog]').waitFor({ state: 'detached' })
}
