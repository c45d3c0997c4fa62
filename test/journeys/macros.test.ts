import { expect, test } from 'vitest'
import { ask, deskOf, startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { button, openBrowser, press } from './browser.ts'
import { openDesk, writtenIn } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()

test('R53 | /desk/queue/{id} | a saved reply shows what it will do, is undone as a whole by one key, and acts once its answer has left', async () => {
  const { id } = await ask(await world.partner('ada'), { topic: 'reservations', subtopic: 'overbooking', confirmationNumber: '4071930548', locale: 'sv', body: 'Vi är fulla i natt.' })
  await world.settle()
  const page = await visitor({ base: world.base, locale: 'sv' })
  await openDesk(page, 'Maja')
  await page.goto(`/desk/queue/${id}`)
  await page.locator('.said').first().waitFor()
  await page.keyboard.press('t')
  await page.locator('.format-bar').waitFor()
  await page.keyboard.press('r')
  await page.locator('#composer-reply:focus').waitFor()
  await page.keyboard.press('/')
  await page.locator('.picker-option[aria-selected=true]', { hasText: 'annat boende' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.macro-preview .macro-steps li', { hasText: 'relocation' }).waitFor()
  await page.locator('.macro-preview .button-primary:focus').waitFor()
  await loadAxe(page)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.locator('.attached-macro').waitFor()
  await page.locator('#composer-reply').focus()
  await page.keyboard.press('Control+Enter')
  await page.locator('.said-held .macro-steps').waitFor()
  await page.locator('#conversation-heading').focus()
  await page.keyboard.press('z')
  await page.locator('.said-held').waitFor({ state: 'detached' })
  await page.locator('.attached-macro').waitFor()
  expect(await writtenIn(page, '#composer-reply')).toMatch(/^Hej Ada,/)
  expect((await deskOf(await world.agent('maja'), id)).casework).toMatchObject({ macro: null, tags: [], reminders: [] })
  await page.locator('#composer-reply').focus()
  await page.keyboard.press('Control+Enter')
  await press(button(page, 'Skicka nu'))
  await page.locator('.tags', { hasText: 'relocation' }).waitFor()
  expect((await deskOf(await world.agent('maja'), id)).casework).toMatchObject({ macro: null, tags: ['relocation'], reminders: [{ kind: 'relocation' }] })
})
