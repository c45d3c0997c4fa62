import { expect, onTestFinished, test } from 'vitest'
import { ask, deskOf, startWorld } from '../world.ts'
import { button, openBrowser, press } from './browser.ts'
import { openDesk, signInAs } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')
const maja = await world.agent('maja')
const expects = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /ERR_NETWORK_CHANGED/, /ERR_INCOMPLETE_CHUNKED/]
const cutEveryMs = 900
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

test('R52 R57 | /desk/now | two agents, a lead and a partner at once, every line cut again and again: all see each other and the numbers follow, and nothing is lost, stale or doubled', async () => {
  const lead = await open('Henrik', '/desk/now?topic=partner/opportunities')
  const waiting = async () => Number(await lead.locator('.tile-value').first().textContent())
  await lead.locator('.tile-value').first().waitFor()
  const before = await waiting()
  const { id } = await ask(ada, { topic: 'opportunities', subtopic: 'commercial-advice', body: 'Första frågan.' })
  await expect.poll(waiting, { timeout: 10_000 }).toBe(before + 1)
  const [majas, lukas, adas] = await Promise.all([open('Maja', `/desk/queue/${id}`), open('Lukas', `/desk/queue/${id}`), open('Ada', `/sv/extranet/inbox/platform/${id}`)])
  await press(button(majas, /^Ta\b(?! nästa)/).first())
  await lukas.locator('#composer-not-yours', { hasText: 'Maja' }).waitFor()

  // Who looks and who writes is seen before either sends.
  await expect.poll(() => world.app.hub.count(), { timeout: 10_000 }).toBe(4)
  await majas.locator('.near-by', { hasText: 'Lukas' }).waitFor()
  await majas.locator('#composer-reply').pressSequentially('Första')
  await lukas.locator('.near-by', { hasText: 'Maja Ekström' }).waitFor()
  await adas.locator('[data-near]', { hasText: 'Maja Ekström' }).waitFor()

  const cutting = setInterval(() => world.app.hub.closeAll(), cutEveryMs)
  onTestFinished(() => clearInterval(cutting))
  await majas.locator('#composer-reply').fill('Första svaret.')
  await press(button(majas, 'Skicka svar'))
  await press(button(majas, 'Skicka nu'))
  await adas.locator('.entry.staff', { hasText: 'Första svaret.' }).waitFor()
  await expect.poll(waiting, { timeout: 10_000 }).toBe(before)

  // One of them has no network at all while the partner writes and a colleague notes something down.
  await majas.context().setOffline(true)
  await adas.locator('#body').fill('Andra frågan.')
  await press(button(adas, 'Skicka meddelande'))
  await adas.locator('.entry.asker', { hasText: 'Andra frågan.' }).waitFor()
  await lukas.keyboard.press('n')
  await lukas.locator('#composer-note').fill('Hon menar vintern.')
  await press(button(lukas, 'Save note'))
  await lukas.locator('.said-note', { hasText: 'Hon menar vintern.' }).waitFor()
  await expect.poll(waiting, { timeout: 10_000 }).toBe(before + 1)
  await majas.context().setOffline(false)

  const said = (await deskOf(maja, id)).entries.flatMap(({ body }) => (body === null ? [] : [body]))
  expect(said).toEqual(['Första frågan.', 'Första svaret.', 'Andra frågan.', 'Hon menar vintern.'])
  for (const page of [majas, lukas]) await expect.poll(() => page.locator('.thread .said :is(.plain-text, .formatted)').allTextContents(), { timeout: 10_000 }).toEqual(said)
  await expect.poll(() => adas.locator('#thread .entry .words').allTextContents(), { timeout: 10_000 }).toEqual(said.slice(0, 3))
})

const open = async (name: string, address: string) => {
  const page = await visitor({ base: world.base, locale: 'sv', expects })
  await signInAs(page, name)
  await page.goto(address)
  return page
}
