import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, startWorld } from '../world.ts'
import { addressOf, button, openBrowser, press, type Device } from './browser.ts'
import { openDesk, signInAs } from './people.ts'
import { terms } from './terms.ts'

const world = await startWorld()
const { visitor } = await openBrowser()

const words = {
  sv: { received: 'Mottaget', read: 'Läst', answered: 'Besvarat', closed: 'Avslutat', take: /^Ta\b(?! nästa)/, reply: 'Skicka svar', now: 'Skicka nu', close: /^Avsluta\b/, yes: /^Ja/, solved: 'Löst', closeNow: 'Avsluta nu' },
  en: { received: 'Received', read: 'Read', answered: 'Answered', closed: 'Closed', take: /^Take\b(?! next)/, reply: 'Send reply', now: 'Send now', close: /^Close\b/, yes: /^Yes/, solved: 'Solved', closeNow: 'Close now' },
} as const

const journeys = [
  { locale: 'sv', device: 'phone', person: 'Ada', agent: 'Maja', text: 'Syns vår nya brygga på kartan?', half: 'Jag glömde säga att' },
  { locale: 'en', device: 'desktop', person: 'Elena', agent: 'Henrik', text: 'Does our new jetty show on the map?', half: 'I forgot to say that' },
] as const

for (const journey of journeys) {
  const { locale, device, person, agent, text, half } = journey
  test(`R15 R18 | /${locale}/extranet/inbox/platform/{id} | on a ${device} read, answer and closing appear without reload, a half-typed text stays, writing again reopens`, async () => {
    const said = words[locale]
    const asker = await world.partner(person.toLowerCase())
    const { id } = await ask(asker, { topic: 'property-info', subtopic: 'map-location', body: text, propertyId: await propertyOf(asker), locale })
    const [partner, desk] = await Promise.all([openConversation({ locale, device, person, id }), openOnDesk(agent, id)])
    await state(partner, said.received)
    await partner.fill('#body', half)

    await press(button(desk, said.take).first())
    await state(partner, said.read)
    await desk.locator('#composer-reply').fill('Det gör den nu.')
    await press(button(desk, said.reply))
    await press(button(desk, said.now))
    await partner.locator('.entry.staff', { hasText: 'Det gör den nu.' }).waitFor()
    await state(partner, said.answered)
    expect(await partner.inputValue('#body')).toBe(half)

    await press(button(desk, said.close))
    await press(desk.locator('.radio', { hasText: said.solved }))
    await press(desk.locator('.radio', { hasText: said.yes }))
    await press(button(desk, said.closeNow))
    await state(partner, said.closed)
    expect(await partner.inputValue('#body')).toBe(half)
    expect(await isSameLoad(partner)).toBe(true)

    await partner.locator('#body').pressSequentially(' …')
    await press(button(partner, terms[locale].send))
    await partner.locator('.entry.asker', { hasText: `${half} …` }).waitFor()
    await state(partner, said.received)
    await desk.locator('.said-message', { hasText: half }).waitFor()
  })
}

type Opening = { locale: 'sv' | 'en'; device: Device; person: string; id: string }

const openConversation = async ({ locale, device, person, id }: Opening) => {
  const page = await visitor({ base: world.base, device, locale })
  await signInAs(page, person)
  await page.goto(`/${locale}/extranet/inbox/platform/${id}`)
  await page.evaluate('window.loadedOnce = 1')
  return page
}

const openOnDesk = async (agent: string, id: string) => {
  const page = await visitor({ base: world.base })
  await openDesk(page, agent)
  await page.goto(`/desk/queue/${id}`)
  await page.locator('.said').first().waitFor()
  expect(addressOf(page)).toBe(`/desk/queue/${id}`)
  return page
}

const propertyOf = async (asker: Awaited<ReturnType<typeof world.partner>>) => {
  const { text } = await asker.page('/api/v1/properties')
  return (JSON.parse(text) as { properties: { id: string }[] }).properties[0]?.id
}

const state = (page: Page, word: string) => page.locator('.conversation-head .chip', { hasText: word }).waitFor()

// A second load would have lost the mark of the first.
const isSameLoad = (page: Page) => page.evaluate<boolean>('window.loadedOnce === 1')
