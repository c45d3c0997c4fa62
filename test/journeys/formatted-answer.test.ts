import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, deskOf, startWorld } from '../world.ts'
import { openBrowser } from './browser.ts'
import { openDesk, signInAs, writtenIn } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')

const openTaken = async (body: string, before?: (page: Page) => Promise<unknown>) => {
  const { id } = await ask(ada, { body, topic: 'property-info', subtopic: 'map-location' })
  await world.settle()
  const page = await visitor({ base: world.base, locale: 'sv' })
  await before?.(page)
  await openDesk(page, 'Maja')
  await page.goto(`/desk/queue/${id}`)
  await page.locator('.said').first().waitFor()
  await page.keyboard.press('t')
  await page.locator('#composer-reply').waitFor()
  return { id, page }
}

const draftOf = async (id: string) => (await deskOf(await world.agent('maja'), id)).casework.drafts.map(({ body }) => body)

const answer = 'Hej Ada,\n\nbryggan syns **efter nästa natt**:\n\n- öppna _kartan_\n- flytta nålen\n\n[Så här](https://example.test/karta) går det till.'

test('R53 | /desk/queue/{id} | the keyboard alone writes bold words, a list and a link; the partner reads them so, on the page and in both parts of the mail', async () => {
  const { id, page } = await openTaken('Syns bryggan på kartan?')
  await page.locator('.format-bar').waitFor()
  await page.keyboard.press('r')
  await page.locator('#composer-reply:focus').waitFor()
  await page.keyboard.type('Hej Ada,')
  await page.keyboard.press('Enter')
  await page.keyboard.type('bryggan syns ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('efter nästa natt')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(':')
  await page.keyboard.press('Enter')
  // Markdown that is typed is taken.
  await page.keyboard.type('- öppna _kartan_')
  await page.keyboard.press('Enter')
  await page.keyboard.type('flytta nålen')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('[Så här](https://example.test/karta) går det till.')
  expect(await page.locator('#composer-reply :is(strong, em, li, a)').allTextContents()).toEqual(['efter nästa natt', 'öppna kartan', 'kartan', 'flytta nålen', 'Så här'])
  // Another machine of hers finds it as far as it has come.
  await expect.poll(() => draftOf(id), { timeout: 8_000 }).toEqual([answer])

  const partner = await visitor({ base: world.base, locale: 'sv' })
  await signInAs(partner, 'Ada')
  await partner.goto(`/sv/extranet/inbox/platform/${id}`)
  await page.keyboard.press('Control+Enter')
  await page.locator('.said-held strong', { hasText: 'efter nästa natt' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('.said-reply:not(.said-held) li', { hasText: 'öppna kartan' }).waitFor()
  const words = partner.locator('.entry.staff .words').last()
  await words.locator('strong', { hasText: 'efter nästa natt' }).waitFor()
  expect(await words.locator(':is(em, li, a)').allTextContents()).toEqual(['öppna kartan', 'kartan', 'flytta nålen', 'Så här'])
  expect(await words.locator('a').getAttribute('href')).toBe('https://example.test/karta')
  await world.settle()
  const mail = await world.app.db.selectFrom('email.outgoing').where('conversation_id', '=', id).where('kind', '=', 'answer').select(['body_text', 'body_html']).executeTakeFirstOrThrow()
  expect(mail.body_text).toContain('bryggan syns efter nästa natt:\n\n- öppna kartan\n- flytta nålen\n\nSå här (https://example.test/karta) går det till.')
  expect(mail.body_html).toContain('<strong>efter nästa natt</strong>')
})

test('R53 | /desk/queue/{id} | what is typed before the editor is there stays where it was typed, and no key is lost', async () => {
  const editor = Promise.withResolvers<void>()
  const { page } = await openTaken('Hur flyttar jag nålen?', (slow) => slow.route(/rich-field-.*\.js/, async (route) => {
    await editor.promise
    await route.continue()
  }))
  await page.keyboard.press('r')
  await page.locator('textarea#composer-reply:focus').waitFor()
  await page.keyboard.type('Nålen **flyttas** i kartan.')
  for (let back = 0; back < 'i kartan.'.length; back++) await page.keyboard.press('ArrowLeft')
  editor.resolve()
  for (let n = 0; !(await page.locator('.format-bar').count()); n++) await page.keyboard.type(n % 10 === 0 ? 'x' : 'y')
  await page.locator('#composer-reply:focus strong', { hasText: 'flyttas' }).waitFor()
  await page.keyboard.type('z ')
  expect(await writtenIn(page, '#composer-reply')).toMatch(/^Nålen flyttas (xy{0,9})*z i kartan\.$/)
})

const fromWord = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style></head><body><h2>Avgifter</h2><!--StartFragment--><p class="MsoNormal" style="margin:0">Från <b>1 juni</b><o:p></o:p></p>' +
  '<p class="MsoListParagraphCxSpFirst" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span>städning</p><p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>sänglinne</p>' +
  '<table><tr><td>Rum</td><td>900 kr</td></tr></table><img src="https://tracker.example/x.png"><script>alert(1)</script><p><a href="javascript:alert(1)">nej</a> <a href="https://example.test/ja" onclick="x()">ja</a></p></body></html>'

test('S1 | /desk/queue/{id} | what is pasted from Word or a page keeps its words, lists and bold, and nothing else of it', async () => {
  const { id, page } = await openTaken('Vad kostar städningen?')
  await page.locator('.format-bar').waitFor()
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', ${JSON.stringify(fromWord)})
    document.querySelector('#composer-reply').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)
  await expect.poll(() => draftOf(id), { timeout: 8_000 }).toEqual([
    '**Avgifter**\n\nFrån **1 juni**\n\n- städning\n- sänglinne\n\nRum · 900 kr\n\nnej [ja](https://example.test/ja)',
  ])
})
