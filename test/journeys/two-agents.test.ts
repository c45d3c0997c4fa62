import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, deskOf, startWorld } from '../world.ts'
import { button, openBrowser, press } from './browser.ts'
import { openDesk, writtenIn } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')

const words = {
  Maja: { take: /^Ta\b(?! nästa)/, mine: 'Ditt', reply: 'Skicka svar' },
  Henrik: { take: /^Take\b(?! next)/, mine: 'Yours', reply: 'Send reply' },
} as const
type Name = keyof typeof words

const openAs = async (name: Name, id: string, expects: RegExp[] = []) => {
  const page = await visitor({ base: world.base, expects })
  // Nothing is heard of what happens elsewhere, as over a bad network: the server alone keeps order.
  await page.context().route('**/api/v1/events*', (route) => route.abort())
  await openDesk(page, name)
  await page.goto(`/desk/queue/${id}`)
  await page.locator('.said').first().waitFor()
  return { name, page }
}

test('two agents take at once at the desk: one has the conversation, the other is told who and cannot answer', async () => {
  const { id } = await ask(ada, { body: 'Vem av er tar mig?' })
  await world.settle()
  const conflict = [/status of 409/, /ERR_FAILED/]
  const agents = await Promise.all([openAs('Maja', id, conflict), openAs('Henrik', id, conflict)])
  await Promise.all(agents.map(({ name, page }) => button(page, words[name].take).first().click()))
  await Promise.all(agents.map(({ page }) => page.locator('.head-chips .lucide-user-round-check').waitFor()))
  const { claim } = await deskOf(await world.agent('maja'), id)
  const [winner, loser] = claim?.name.startsWith('Maja') ? agents : agents.toReversed()
  if (!winner || !loser || !claim) throw new Error('nobody has it')
  expect(await chips(winner.page)).toContain(words[winner.name].mine)
  expect(await chips(loser.page)).toContain(claim.name)
  expect(await winner.page.locator('#composer-reply').count()).toBe(1)
  expect(await loser.page.locator('#composer-reply').count()).toBe(0)
  expect(await loser.page.locator('#composer-not-yours').textContent()).toContain(claim.name)
})

test('at the desk, what the partner writes meanwhile stops the answer: the text is kept and the news is shown before it goes', async () => {
  const { id } = await ask(ada, { body: 'Kan jag ändra priset för julen?' })
  await world.settle()
  const { page } = await openAs('Maja', id, [/status of 409/, /ERR_FAILED/])
  await press(button(page, words.Maja.take).first())
  await page.locator('#composer-reply').fill('Ja, i kalendern.')
  await ada.call('POST', `/api/v1/conversations/${id}/messages`, { clientId: crypto.randomUUID(), body: 'Glöm det, jag menar nyår.' })
  await press(button(page, words.Maja.reply))
  await page.locator('.meanwhile', { hasText: 'jag menar nyår' }).waitFor()
  expect(await writtenIn(page, '#composer-reply')).toBe('Ja, i kalendern.')
  await page.locator('#composer-reply').fill('Ja, i kalendern, också för nyår.')
  await press(button(page, 'Skicka ändå'))
  await press(button(page, 'Skicka nu'))
  await page.locator('.thread .said-reply', { hasText: 'också för nyår' }).waitFor()
  await page.locator('.meanwhile').waitFor({ state: 'detached' })
})

const chips = async (page: Page) => (await page.locator('.head-chips').textContent()) ?? ''
