import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, startWorld, type World } from '../world.ts'
import { openBrowser } from './browser.ts'
import { openDesk } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')
const many = 5_000

/** Goes on from both sides as if they had written to each other for months, a line a quarter of an hour. */
const goOn = ({ app }: World, id: string) => sql`
  with said as (
    insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, at)
    select c.brand_id, c.id, c.last_seq + n, case when n % 3 = 0 then 'reply' else 'message' end, c.asker_id, case when n % 3 = 0 then 'Maja Ekström' else c.asker_name end,
           case when n = 1234 then 'Nyckeln ligger under krukan.' else 'Rad ' || n || repeat(' och mer om samma sak', n % 12) end, c.last_entry_at + n * interval '15 minutes'
    from conversations.conversation c, generate_series(1, ${many}) n where c.id = ${id} returning brand_id
  )
  update conversations.conversation c set last_seq = c.last_seq + ${many}, asker_seq = c.last_seq + ${many}, staff_seq = c.last_seq + ${many} - 2, last_entry_at = c.last_entry_at + ${many} * interval '15 minutes'
  where c.id = ${id} and (select count(*) from said) > 0`.execute(app.system.db)

const partsInPage = (page: Page) => page.locator('.thread-part').count()
const inSight = (page: Page, words: string) => expect.poll(() => page.locator('.said', { hasText: words }).evaluate((said) => {
  const { top, bottom } = said.getBoundingClientRect()
  return bottom > 0 && top < said.ownerDocument.documentElement.clientHeight
}, undefined, { timeout: 5_000 }).catch(() => false), { timeout: 10_000 }).toBe(true)

test('R50 | /desk/queue/{id} | of a conversation of 5,000 messages only what is near is in the page: it opens at its end, keeps its place, finds words, leads to a linked message and says what is new', async () => {
  const { id } = await ask(ada, { body: 'Första raden av många.', topic: 'reservations', subtopic: 'suspicious-booking' })
  await world.settle()
  await goOn(world, id)
  const page = await visitor({ base: world.base, locale: 'sv' })
  await openDesk(page, 'Maja')
  await page.goto(`/desk/queue/${id}`)
  await inSight(page, `Rad ${many} `)
  expect(await partsInPage(page)).toBeLessThan(60)
  // The newest came, and what is older comes as one goes back to it; what is on the screen stays where it is.
  const fetched = () => page.evaluate<number>(`performance.getEntriesByType('resource').filter(({ name }) => name.includes('/entries?before=')).length`)
  expect(await fetched()).toBe(0)
  expect(await page.locator('.thread li').last().getAttribute('aria-setsize')).toBeNull()
  // By hand, as long as it takes: parts grow as they come into the page, and are put aside when they leave it.
  const backTo = (words: string) => expect.poll(async () => {
    const inSightAlready = await page.locator('.said', { hasText: words }).evaluateAll(([said]) => (said?.getBoundingClientRect().top ?? -1) > 0)
    if (!inSightAlready) await page.locator('#thread').evaluate((thread) => thread.scrollBy(0, -150))
    return inSightAlready
  }, { timeout: 20_000 }).toBe(true)
  await backTo(`Rad ${many - 20} `)
  await backTo(`Rad ${many - 120} `)
  expect(await fetched()).toBeGreaterThan(0)

  // By the keyboard from anywhere: the browser's key for finding, since the browser sees only what is in the page.
  await page.keyboard.press('Control+f')
  await page.locator('#find-field:focus').waitFor()
  await page.keyboard.type('under krukan')
  await inSight(page, 'Nyckeln ligger under krukan.')
  expect(await page.locator('.find-count').textContent()).toBe('1 av 1')
  await page.keyboard.press('Escape')
  await page.locator('#thread:focus').waitFor()
  expect(await partsInPage(page)).toBeLessThan(60)

  // What comes meanwhile moves nothing, and is told.
  await ada.call('POST', `/api/v1/conversations/${id}/messages`, { clientId: crypto.randomUUID(), body: 'Alldeles ny rad.' })
  await page.locator('.thread-below button').waitFor()
  await inSight(page, 'Nyckeln ligger under krukan.')
  await page.locator('.thread-below button').click()
  await inSight(page, 'Alldeles ny rad.')

  // However long a column is, the page around it stays where it is.
  expect(await page.locator('html').evaluate((html) => [html.scrollHeight - html.clientHeight, html.scrollWidth - html.clientWidth])).toEqual([0, 0])

  // A press in the moment after a scroll goes where it points.
  await page.locator('#thread').evaluate((thread) => thread.scrollBy(0, -600))
  const underPointer = () => page.locator('#thread').evaluate((thread) => new Promise((found) => {
    const { left, top, width, height } = thread.getBoundingClientRect()
    const { ownerDocument: shown } = thread
    const look = () => found(shown.elementFromPoint(left + width / 2, top + height / 2)?.closest('.thread-part') !== null)
    shown.defaultView?.requestAnimationFrame(() => shown.defaultView?.requestAnimationFrame(look))
  }))
  expect([await underPointer(), await underPointer(), await underPointer()]).toEqual([true, true, true])

  // A link to a message, and a search over all conversations, open where it stands.
  await page.goto(`/desk/queue/${id}#entry-3`)
  await inSight(page, 'Rad 1 och mer')
  await page.goto(`/desk/search/${id}?q=nyckeln+krukan`)
  await inSight(page, 'Nyckeln ligger under krukan.')
  expect(await page.locator('#find-field').inputValue()).toBe('nyckeln')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`/desk/queue/${id}`)
  await inSight(page, 'Alldeles ny rad.')
  await page.keyboard.press('F')
  await page.keyboard.type('rad 17 och')
  await inSight(page, 'Rad 17 och')
})
