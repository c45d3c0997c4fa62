import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { avoidedContacts, settleReadings } from '#articles'
import { demoPassword, mailOf, startWorld } from '../world.ts'
import { addressOf, button, follow, link, openBrowser, overflowOf, press } from './browser.ts'
import { signInAs } from './people.ts'

const began = new Date('2026-11-24T09:30:00Z')
const world = await startWorld({ clock: began })
const { visitor } = await openBrowser()

const words = {
  sv: {
    category: 'Bokningar', article: 'Överbokad: gör så här', no: 'Nej', reason: 'Den är inaktuell', send: 'Skicka', save: 'Spara', saved: 'Sparad', list: 'Dina sparade artiklar',
    signIn: 'Logga in', keep: 'Logga in och ha dem i ditt konto', profile: 'Sparade artiklar', remove: /^Ta bort/, none: 'Du har inte sparat något än.', text: 'Sidan ser annorlunda ut nu.',
  },
  en: {
    category: 'Reservations', article: 'Overbooked: what to do', no: 'No', reason: 'It is out of date', send: 'Send', save: 'Save', saved: 'Saved', list: 'Your saved articles',
    signIn: 'Sign in', keep: 'Sign in to keep them in your account', profile: 'Saved articles', remove: /^Remove/, none: 'You have not saved anything yet.', text: 'The page looks different now.',
  },
} as const

const openArticle = async (page: Page, locale: 'sv' | 'en') => {
  const { category, article } = words[locale]
  await page.goto(`/${locale}/partner/help`)
  await follow(page.locator('main .card.link', { hasText: category }).first())
  await follow(page.getByRole('main').getByRole('link', { name: article }).first())
}

const signInHere = async (page: Page, locale: 'sv' | 'en', person: string) => {
  await page.fill('#email', mailOf(person))
  await page.fill('#password', demoPassword)
  await follow(page.locator('.sign-in-form').getByRole('button', { name: words[locale].signIn }))
}

const voteOf = (comment: string) => world.app.system.db.selectFrom('articles.vote').select(['helpful', 'reason', 'revision', 'reader']).where('comment', '=', comment).execute()

test('R1 R2 R4 | /sv/partner/help/{category}/{slug} | on a phone: search, article, vote, save, sign in, and the saved list has moved along', async () => {
  const page = await visitor({ base: world.base, device: 'phone', locale: 'sv' })
  const say = words.sv
  await page.goto('/sv/partner/help')
  await page.locator('main input[name=q]').fill('överbokat')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  await follow(page.getByRole('main').getByRole('link', { name: say.article }).first())
  await press(button(page, say.no))
  await page.getByLabel(say.reason).waitFor()
  expect(await page.locator('#vote-title:focus').count()).toBe(1)
  await press(page.getByLabel(say.reason))
  await page.fill('#comment', say.text)
  await press(button(page, say.send))
  await page.locator('#vote [role=status]').waitFor()
  expect(addressOf(page)).toMatch(/overbokad-gor-sa-har$/)
  expect(await voteOf(say.text)).toEqual([{ helpful: false, reason: 'outdated', revision: 1, reader: expect.stringMatching(/^visitor:/) }])

  await press(button(page, say.save))
  await page.locator('[aria-pressed=true]', { hasText: say.saved }).waitFor()
  await page.reload()
  await page.locator('[aria-pressed=true]').waitFor()
  await follow(link(page, say.list))
  await link(page, say.article).waitFor()
  expect(await overflowOf(page)).toBe(0)
  await follow(link(page, say.keep))
  await signInHere(page, 'sv', 'nils')
  await link(page, say.article).waitFor()
  expect(addressOf(page)).toBe('/sv/extranet/saved')
  expect(await page.locator('html').evaluate(({ ownerDocument }) => ownerDocument.defaultView?.localStorage.getItem('hospes-saved'))).toBeNull()
  expect(await overflowOf(page)).toBe(0)
  expect(await voteOf(say.text)).toMatchObject([{ reader: expect.stringMatching(/^account:/) }])

  await follow(button(page, say.remove))
  expect(await page.getByText(say.none).count()).toBe(1)
})

test('R1 R2 R4 | /en/partner/help/{category}/{slug} | without any script: search, article, vote, and Save leads through sign-in', async () => {
  const page = await visitor({ base: world.base, locale: 'en', javaScript: false, expects: [/status of 401/] })
  const say = words.en
  await page.goto('/en/partner/help')
  await page.locator('input[name=q]').first().fill('overbooked')
  await Promise.all([page.waitForEvent('load'), page.locator('input[name=q]').first().press('Enter')])
  await follow(link(page, say.article))
  await follow(button(page, say.no))
  await page.getByLabel(say.reason).check()
  await page.fill('#comment', say.text)
  await follow(button(page, say.send))
  expect(await page.locator('#vote [role=status]').count()).toBe(1)
  expect(await voteOf(say.text)).toHaveLength(1)

  await follow(button(page, say.save))
  await signInHere(page, 'en', 'jonas')
  expect(await page.locator('[aria-pressed=true]', { hasText: say.saved }).count()).toBe(1)
  await page.goto('/en/extranet/profile')
  await follow(link(page, say.profile))
  await follow(link(page, say.article))
  await follow(button(page, say.saved))
  expect(await page.locator('[aria-pressed=false]').count()).toBe(1)
})

test('R2 | /en/partner/help/{category}/{slug} | a vote that does not get through says so and keeps what was typed', async () => {
  const page = await visitor({ base: world.base, locale: 'en', expects: [/ERR_FAILED/] })
  await openArticle(page, 'en')
  await press(button(page, 'No'))
  await page.fill('#comment', 'Kept.')
  await page.route('**/vote', (route) => route.abort())
  await press(button(page, 'Send'))
  await page.getByRole('alert').filter({ hasText: 'still here' }).waitFor()
  expect(await page.inputValue('#comment')).toBe('Kept.')
  await page.unroute('**/vote')
  await press(button(page, 'Send'))
  await page.locator('#vote [role=status]').waitFor()
})

test.each(['with', 'without'] as const)('R12 R57 | /en/extranet/contact/{topic}/{subtopic} | an article of the contact flow that ends it is a contact avoided, %s JavaScript', async (script) => {
  world.setNow(began)
  const before = await avoidedContacts(world.system, { since: began })
  const page = await visitor({ base: world.base, locale: 'en', javaScript: script === 'with' })
  await signInAs(page, 'Priya')
  await page.goto('/en/extranet/contact/reservations/no-show')
  await follow(page.locator('.answers a').first())
  const key = await page.locator('form[data-save]').getAttribute('data-save')
  expect(await page.getByRole('link', { name: 'See contact options' }).getAttribute('href')).toBe('/en/extranet/contact/reservations/no-show')
  world.setNow(new Date(began.getTime() + 36 * 60_000))
  await settleReadings(world.system)
  const count = (rows: typeof before) => rows.find((row) => row.key === key && row.topic === 'reservations')?.contacts ?? 0
  expect(count(await avoidedContacts(world.system, { since: began })) - count(before)).toBe(1)
})
