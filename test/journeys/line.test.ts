import { expect, test } from 'vitest'
import { ask, startWorld } from '../world.ts'
import { button, openBrowser, press } from './browser.ts'
import { openDesk, signInAs } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')
const maja = await world.agent('maja')
const expects = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /ERR_NETWORK_CHANGED/]
const words = (text: string) => ({ body: text, topic: 'reservations', subtopic: 'suspicious-booking' })

test('a cut of the line is said at the desk, and heals without a reload: what came meanwhile is there', async () => {
  const page = await visitor({ base: world.base, locale: 'sv', expects })
  await openDesk(page, 'Maja')
  await page.evaluate(() => Object.assign(globalThis, { loadedOnce: true }))
  await page.context().setOffline(true)
  await page.locator('.strip-warn').waitFor()
  await ask(ada, words('Skrivet medan linjen var bruten.'))
  await page.context().setOffline(false)
  await page.locator('.row', { hasText: 'medan linjen var bruten' }).waitFor()
  await page.locator('.strip-warn').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => 'loadedOnce' in globalThis)).toBe(true)
})

test('where no stream comes through, the desk asks instead and is as fresh', async () => {
  const page = await visitor({ base: world.base, locale: 'sv', expects })
  await page.context().route('**/api/v1/events*', (route) => (route.request().headers().accept?.includes('event-stream') ? route.abort() : route.continue()))
  await openDesk(page, 'Maja')
  await expect.poll(() => world.app.hub.count(), { timeout: 10_000 }).toBeGreaterThan(0)
  await ask(ada, words('Kommer fram utan ström.'))
  await page.locator('.row', { hasText: 'fram utan ström' }).waitFor()
})

test('R52 | /desk/queue/{id} | two at one conversation see each other before either sends, and the partner sees that an answer is being written', async () => {
  const { id } = await ask(ada, words('Vem skriver till mig?'))
  await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  await world.settle()
  const [majas, henriks, adas] = await Promise.all([visitor({ base: world.base, locale: 'sv' }), visitor({ base: world.base }), visitor({ base: world.base, locale: 'sv' })])
  await Promise.all([openDesk(majas, 'Maja'), openDesk(henriks, 'Henrik'), signInAs(adas, 'Ada')])
  await adas.goto(`/sv/extranet/inbox/platform/${id}`)
  await Promise.all([majas.goto(`/desk/mine/${id}`), henriks.goto(`/desk/queue/${id}`)])
  await majas.locator('.near-by', { hasText: 'Henrik' }).waitFor()
  await expect.poll(() => world.app.hub.count(), { timeout: 10_000 }).toBe(3)
  await majas.locator('#composer-reply').pressSequentially('Jag')
  await henriks.locator('.near-by', { hasText: 'Maja Ekström is writing' }).waitFor()
  await adas.locator('[data-near]', { hasText: 'Maja Ekström skriver' }).waitFor()
  await adas.locator('#body').pressSequentially('En sak till')
  await majas.locator('.near-types', { hasText: 'skriver till dig' }).waitFor()
  await majas.locator('#composer-reply').fill('Jag tittar på det.')
  await press(button(majas, 'Skicka svar'))
  await adas.locator('.entry.staff', { hasText: 'Jag tittar på det.' }).waitFor()
  await adas.locator('[data-near]').waitFor({ state: 'hidden' })
})
