import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { answer, ask, startWorld } from '../world.ts'
import { addressOf, follow, link, openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'
import { terms } from './terms.ts'

const world = await startWorld()
const { visitor } = await openBrowser()

const languages = {
  sv: { device: 'phone', answers: '# nya svar', boxes: ['Fjordstay-meddelanden', 'Bokningsmeddelanden'], nothing: 'Inget passar.', empty: 'Inga meddelanden från gäster.', notice: 'Känt fel' },
  en: { device: 'desktop', answers: '# new answers', boxes: ['Fjordstay messages', 'Reservation messages'], nothing: 'Nothing fits.', empty: 'No messages from guests.', notice: 'Known fault' },
} as const

for (const [locale, said] of Object.entries(languages) as ['sv' | 'en', (typeof languages)['sv' | 'en']][]) {
  const open = () => visitor({ base: world.base, device: said.device, locale })

  test(`R10 | /${locale}/extranet/inbox | two boxes, what is unread counted until it is read`, async () => {
    const lucia = await world.partner('lucia')
    const { id } = await ask(lucia, { body: `Una pregunta (${locale})`, propertyId: await propertyOf('lucia') })
    await answer(await takenBy('sofia', id), id, 'Una respuesta')
    const page = await open()
    await signInWithPassword(page, locale, 'lucia@mirador.example')
    expect(await page.locator('main h2').allTextContents()).toEqual(said.boxes)
    const before = await unread(page)
    expect(before).toBeGreaterThan(0)
    expect(await page.locator('.box').first().textContent()).toContain(said.answers.replace('#', String(before)))
    await page.goto(`/${locale}/extranet/inbox/platform?state=unread`)
    expect(await page.locator('.conversation').count()).toBe(before)
    await follow(page.locator('.conversation a').first())
    expect(addressOf(page)).toBe(`/${locale}/extranet/inbox/platform/${id}`)
    await expect.poll(() => unread(page)).toBe(before - 1)
    await page.goto(`/${locale}/extranet/inbox/reservations`)
    expect(await page.locator('.empty').textContent()).toContain(said.empty)
  })

  test(`R10 | /${locale}/extranet/inbox/platform | found by words, case number, state and property`, async () => {
    const page = await open()
    await signInAs(page, 'Priya')
    await page.goto(`/${locale}/extranet/inbox/platform`)
    const all = await page.locator('.conversation').count()
    expect(all).toBeGreaterThan(3)
    expect(await overflowOf(page)).toBe(0)
    const wanted = page.locator('.conversation', { hasText: 'Gavin Holloway' })
    const [number, property] = [await wanted.locator('.case').textContent(), 'Northlight Ropewalk']
    const found = async (fields: Record<string, string>) => {
      for (const [id, value] of Object.entries(fields)) await (id === 'search' ? page.fill('#search', value) : page.locator(`#${id}`).selectOption(id === 'property' ? { label: value } : value))
      await follow(page.locator('.filters button'))
      return page.locator('.conversation .what').allTextContents()
    }
    expect(await found({ search: 'Gavin Holloway' })).toHaveLength(1)
    expect(await found({ search: number?.toLowerCase() ?? '' })).toHaveLength(1)
    expect(await found({ search: '', state: 'closed' })).toHaveLength(1)
    const here = await found({ state: '', property })
    expect([here.length > 0, here.length < all]).toEqual([true, true])
    expect(await found({ search: 'zzz' })).toEqual([])
    expect(await page.locator('.empty').textContent()).toContain(said.nothing)
    await follow(page.locator('.empty a'))
    expect(await page.locator('.conversation').count()).toBe(all)
  })

  test(`R6 R12 | /${locale}/extranet/contact/{topic}/{subtopic} | a known fault stands where it saves a message, and the way to a person stays open`, async () => {
    const page = await open()
    await signInAs(page, 'Ada')
    await page.goto(`/${locale}/extranet/contact/invoices/understand-invoice`)
    expect(await page.locator('.notice .kind').allTextContents()).toEqual([said.notice])
    await page.goto(`/${locale}/extranet/contact/reservations/no-show`)
    expect(await page.locator('.notice').count()).toBe(0)
    expect(await link(page, terms[locale].allOptions).count()).toBe(1)
    await page.goto(`/${locale}/partner/help`)
    expect(await page.locator('.notice-lines .kind').first().textContent()).toContain(said.notice)
  })
}

const takenBy = async (key: string, id: string) => {
  const agent = await world.agent(key)
  await agent.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  return agent
}

const propertyOf = async (key: string) => {
  const { text } = await (await world.partner(key)).page('/api/v1/properties')
  return (JSON.parse(text) as { properties: { id: string }[] }).properties[0]?.id
}

const signInWithPassword = async (page: Page, locale: string, email: string) => {
  await page.goto(`/${locale}/extranet/sign-in?next=/${locale}/extranet/inbox`)
  await page.fill('#email', email)
  await page.fill('#password', 'hospes-demo')
  await follow(page.locator('.sign-in-form button'))
}

const unread = async (page: Page) => {
  await page.reload()
  const count = page.locator('.site-header .count [aria-hidden]')
  return (await count.count()) ? Number(await count.textContent()) : 0
}
