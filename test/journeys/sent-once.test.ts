import { expect, test } from 'vitest'
import { ConversationList } from '#contract/public'
import { ask, startWorld, threadOf } from '../world.ts'
import { addressOf, button, openBrowser } from './browser.ts'
import { signInAs } from './people.ts'
import { terms } from './terms.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const ada = await world.partner('ada')
const form = '/sv/extranet/contact/rates/restrictions/message'

const countWith = async (text: string) =>
  (await ada.get(`/api/v1/conversations?${new URLSearchParams({ search: text })}`, ConversationList)).conversations.length

for (const device of ['phone', 'desktop'] as const) {
  test(`R14 R15 | POST /sv/extranet/contact/{topic}/{subtopic}/message | two fast presses on a ${device} send once`, async () => {
    const page = await visitor({ base: world.base, device, locale: 'sv' })
    await signInAs(page, 'Ada')
    await page.goto(form)
    const text = `Tryckte två gånger på ${device}`
    await page.fill('#body', text)
    const send = button(page, terms.sv.send)
    if (device === 'phone') await send.evaluate((element) => [element.click(), element.click()])
    else await send.dblclick()
    await page.waitForURL(/\/sent$/)
    expect(await countWith(text)).toBe(1)
  })
}

test('R14 R15 | POST /sv/extranet/contact/{topic}/{subtopic}/message | the same form posted twice at once without script sends once, and both get the same answer', async () => {
  const page = await visitor({ base: world.base, locale: 'sv', javaScript: false })
  await signInAs(page, 'Ada')
  await page.goto(form)
  const submissionId = await page.locator('[name=submissionId]').inputValue()
  const text = 'Två gånger på en gång'
  const post = () => page.request.post(form, { multipart: { submissionId, body: text, do: 'send' }, maxRedirects: 0 })
  const answers = await Promise.all([post(), post()])
  expect(answers.map((answer) => answer.status())).toEqual([303, 303])
  expect(new Set(answers.map((answer) => answer.headers().location)).size).toBe(1)
  expect(await countWith(text)).toBe(1)
})

test('R15 | POST /sv/extranet/inbox/platform/{id} | writing again, pressed twice or gone back to, is one message', async () => {
  const { id } = await ask(ada, { body: 'Först det här.' })
  const page = await visitor({ base: world.base, locale: 'sv' })
  await signInAs(page, 'Ada')
  await page.goto(`/sv/extranet/inbox/platform/${id}`)
  const clientId = await page.locator('[name=clientId]').inputValue()
  await page.fill('#body', 'Och sedan det här.')
  await button(page, terms.sv.send).dblclick()
  await page.locator('.entry.asker', { hasText: 'Och sedan' }).waitFor()
  const again = await page.request.post(addressOf(page), { multipart: { clientId, body: 'Och sedan det här.' }, maxRedirects: 0 })
  expect(again.status()).toBe(303)
  expect((await threadOf(ada, id)).entries.filter(({ kind }) => kind === 'message')).toHaveLength(2)
})
