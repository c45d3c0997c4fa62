import { expect, test } from 'vitest'
import { answer, startWorld } from '../world.ts'
import { addressOf, button, follow, link, openBrowser, overflowOf } from './browser.ts'
import { signInAs } from './people.ts'
import { terms } from './terms.ts'

const server = await startWorld()
const { visitor } = await openBrowser()

const journeys = [
  { locale: 'sv', device: 'phone', person: 'Ada', topic: 'Gästrecensioner', subtopic: 'Betygets beräkning', text: 'Hur räknas betyget?', reply: 'Det är medelvärdet.', more: 'Tack, det räcker.', answered: 'Besvarat' },
  { locale: 'en', device: 'desktop', person: 'Priya', topic: 'Guest reviews', subtopic: 'How the score is calculated', text: 'How is the score made?', reply: 'It is the mean.', more: 'Thank you, that will do.', answered: 'Answered' },
] as const

for (const { locale, device, person, topic, subtopic, text, reply, more, answered } of journeys) {
  test(`R12 R14 R15 | /${locale}/extranet/inbox/platform/{id} | without any script a message is sent and its answer read on a ${device}`, async () => {
    const page = await visitor({ base: server.base, device, locale, javaScript: false })
    const scripts: string[] = []
    page.on('request', (request) => void (request.resourceType() === 'script' && scripts.push(request.url())))
    const words = terms[locale]
    await signInAs(page, person)
    await follow(link(page, words.platform))
    await follow(link(page, words.seeOptions))
    await follow(page.locator('.card.link', { hasText: topic }))
    await follow(link(page, subtopic))
    await follow(link(page, words.allOptions))
    await follow(page.locator('.channel[href*="/message"]', { hasText: words.message }))
    if (await page.locator('select#property').count()) await page.locator('select#property').selectOption({ index: 2 })
    await page.fill('#body', text)
    await follow(button(page, words.send))
    expect(addressOf(page)).toMatch(/\/sent$/)
    await follow(page.locator('.sent .button'))
    expect(await page.locator('.entry.asker .words').textContent()).toBe(text)

    const id = addressOf(page).split('/').at(-1) ?? ''
    const maja = await server.agent('maja')
    await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
    await answer(maja, id, reply)
    await server.settle()
    await page.reload()
    expect(await page.locator('.entry.staff .words').textContent()).toBe(reply)
    expect(await page.locator('.conversation-head .chip').textContent()).toBe(answered)
    expect(await overflowOf(page)).toBe(0)

    await page.fill('#body', more)
    await follow(button(page, words.send))
    expect(await page.locator('.entry.asker .words').allTextContents()).toEqual([text, more])
    expect(scripts).toEqual([])
  })
}
