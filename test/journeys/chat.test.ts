import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Session } from '#contract/public'
import { goOff, goOn } from '#staff'
import { startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { button, follow, openBrowser, overflowOf, press } from './browser.ts'
import { openDesk } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const agents = await Promise.all(['maja', 'sofia', 'lukas', 'henrik'].map(world.agent))
const only = async (...keys: string[]) => {
  for (const { actor } of agents) await (keys.some((key) => actor.email.startsWith(key)) ? goOn(world.system, actor.id) : goOff(world.system, actor.id))
  await world.settle()
}
const faults = async (page: Page) => {
  await loadAxe(page)
  return [...(await violations(page)), ...((await overflowOf(page)) > 0 ? [`${page.url()} moves sideways`] : [])]
}
const begin = async (page: Page, { locale = 'en', email = '' } = {}) => {
  await page.goto(`/${locale}/guest/contact/booking-details/other/options`)
  await follow(page.locator('a.channel', { has: page.locator('.icon-chat') }))
  await page.fill('#name', 'Una Byrne')
  if (email) await page.fill('#email', email)
  await page.fill('#body', 'Is there a lift?')
  await follow(page.locator('.message-form button').first())
}
const accept = async (desk: Page) => {
  await desk.locator('.offer').waitFor()
  await press(desk.locator('.offer button').first())
  await desk.locator('.said', { hasText: 'Is there a lift?' }).waitFor()
}
const say = async (page: Page, words: string) => {
  await page.fill('#body', words)
  await press(page.locator('#composer button'))
}
const reply = async (desk: Page, words: string) => {
  await desk.locator('#composer-reply').fill(words)
  await desk.locator('#composer-reply').press('Enter')
}

test('R61 R63 | /{locale}/guest/chat/{id} | a chat on a telephone: the place, who comes, typing, read, a cut, the laptop closed, the answer by mail, and back in the same chat', async () => {
  await only('maja')
  const [una, desk] = [await visitor({ base: world.base, device: 'phone', expects: [/ERR_|Failed to load/] }), await visitor({ base: world.base })]
  await openDesk(desk, 'Maja')
  await begin(una, { email: 'una@guest.example' })
  expect(await faults(una)).toEqual([])
  await accept(desk)
  await una.locator('.chat-status.is-live', { hasText: 'Maja Ekström is with you now' }).waitFor()
  await una.locator('#body').pressSequentially('It', { delay: 20 })
  await desk.locator('.near-by', { hasText: 'Una Byrne' }).waitFor()
  await desk.locator('#composer-reply').pressSequentially('The', { delay: 20 })
  await una.locator('.near', { hasText: 'Maja Ekström is writing' }).waitFor()
  await reply(desk, 'There is, beside the stairs.')
  await una.locator('.entry.staff', { hasText: 'beside the stairs' }).waitFor()
  expect(await una.locator('#chat-said p').count()).toBe(1)
  await desk.locator('.chat-bar', { hasText: 'Allt är läst' }).waitFor()
  await say(una, 'Thank you.')
  await una.locator('.entry-state', { hasText: 'Read' }).waitFor()
  expect([...(await faults(una)), ...(await faults(desk))]).toEqual([])

  await una.context().setOffline(true)
  await una.locator('[data-cut]').waitFor()
  await say(una, 'One')
  await say(una, 'Two')
  await una.locator('.not-sent').first().waitFor()
  expect(await faults(una)).toEqual([])
  await una.context().setOffline(false)
  await desk.locator('.said', { hasText: 'Two' }).waitFor()
  expect(await una.locator('[data-entries] .entry.asker .words').allTextContents()).toEqual(['Is there a lift?', 'Thank you.', 'One', 'Two'])
  expect(await una.locator('[data-pending] li').count()).toBe(0)

  const address = una.url()
  await una.goto('about:blank')
  // A last sign of life may still be under way when the page has gone.
  const silence = () => world.app.system.db.updateTable('chat.chat').where('here_until', 'is not', null).set({ here_until: new Date() }).execute()
  await expect.poll(async () => {
    await silence()
    return desk.locator('.chat-bar').textContent()
  }, { timeout: 20_000 }).toContain('tappade förbindelsen')
  await desk.locator('#composer-reply').fill('It goes to the third floor.')
  await press(button(desk, 'Skicka svar'))
  await press(button(desk, 'Skicka nu'))
  const mails = () => world.app.system.db.selectFrom('email.outgoing').where('recipient', '=', 'una@guest.example').select('body_text').execute()
  await expect.poll(async () => {
    await world.settle()
    return (await mails()).map(({ body_text }) => body_text).join('\n')
  }, { timeout: 10_000 }).toContain('third floor')
  await una.goto(address)
  await una.locator('.entry.staff', { hasText: 'third floor' }).waitFor()
  await una.locator('.chat-status.is-live').waitFor()
  await desk.locator('.chat-bar.is-here').waitFor()
  await press(una.locator('.chat-ways summary'))
  await follow(una.locator('.chat-ways form.card button'))
  expect(await una.locator('.chat-status').textContent()).toContain('The answer goes to una@guest.example')
  await follow(una.locator('form[action$="/back"] button'))
  await una.locator('.chat-status.is-live').waitFor()
  expect(await faults(una)).toEqual([])
})

test('R33 R61 | /{locale}/guest/contact/{topic}/{subtopic}/chat | without JavaScript, in Arabic: begun, written, read by loading again; with nobody on the words go as a message', async () => {
  await only('maja')
  const page = await visitor({ base: world.base, device: 'phone', locale: 'ar', javaScript: false, expects: [/status of 422/] })
  await begin(page, { locale: 'ar' })
  await page.fill('#body', 'شكرا')
  await follow(page.locator('#composer button'))
  expect(await page.locator('.entry.asker').count()).toBe(2)
  expect(await overflowOf(page)).toBe(0)
  await only()
  await page.goto('/ar/guest/contact/booking-details/other/chat')
  await page.fill('#name', 'Una')
  await page.fill('#email', 'una@guest.example')
  await page.fill('#body', 'مرحبا')
  await follow(page.locator('.message-form button').first())
  expect(await page.locator('.sent .case').textContent()).toMatch(/^H-/)
})

test('R61 | /{locale}/extranet/chat/{id} | a partner’s chat; the session ends in the middle, and nothing typed is lost', async () => {
  await only('maja')
  const { token } = await world.visitor.post('/api/v1/sessions', { kind: 'partner', email: 'mateo@mirador.example', password: 'hospes-demo' }, Session)
  const page = await visitor({ base: world.base, expects: [/status of 401/] })
  await page.context().addCookies([{ name: 'hospes-partner', value: token, url: world.base }])
  await page.goto('/en/extranet/contact/rates/restrictions/options')
  await follow(page.locator('a.channel', { has: page.locator('.icon-chat') }))
  const property = page.locator('select#property')
  if (await property.count()) await property.selectOption({ index: 1 })
  await page.fill('#body', 'Is there a lift?')
  await follow(page.locator('.message-form button').first())
  expect(await faults(page)).toEqual([])
  await world.app.system.db.deleteFrom('identity.session').where('account_id', '=', (await world.partner('mateo')).actor.id).execute()
  await say(page, 'Kept words.')
  await page.locator('.chat-status', { hasText: 'Your session has ended' }).waitFor()
  expect(await page.locator('[data-pending]').textContent()).toContain('Kept words.')
})
