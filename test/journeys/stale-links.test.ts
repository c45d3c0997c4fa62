import { expect, test } from 'vitest'
import { ConversationList } from '#contract/public'
import { startWorld } from '../world.ts'
import { addressOf, follow, link, openBrowser } from './browser.ts'
import { signInAs } from './people.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const [theirs] = (await (await world.partner('katharina')).get('/api/v1/conversations', ConversationList)).conversations
const foreign = theirs?.id ?? ''
const gone = '0198c0de-0000-7000-8000-000000000000'

const addresses = {
  'the conversation of another partner': `inbox/platform/${foreign}`,
  'the sent page of another partner': `inbox/platform/${foreign}/sent`,
  'a sent page whose conversation is gone': `inbox/platform/${gone}/sent`,
  'a conversation with half an id': 'inbox/platform/0198c0de',
  'a topic that is gone': 'contact/no-longer',
  'a subtopic that is gone': 'contact/reservations/no-longer',
  'the options of a subtopic that is gone': 'contact/reservations/no-longer/options',
  'the form of a subtopic that is gone': 'contact/reservations/no-longer/message',
  'a call whose conversation is another partner’s': `contact/reservations/no-show/call?conversation=${foreign}`,
}

const languages = { sv: { device: 'phone', title: 'Sidan finns inte', onward: /partner/i }, en: { device: 'desktop', title: 'There is no such page', onward: /partner help/i } } as const

for (const [locale, { device, title, onward }] of Object.entries(languages) as ['sv' | 'en', (typeof languages)['sv' | 'en']][]) {
  test(`/${locale}/extranet: a link that leads nowhere any more says so kindly and leads on`, async () => {
    const page = await visitor({ base: world.base, device, locale, expects: [/status of 404/] })
    await signInAs(page, 'Ada')
    const found: Record<string, unknown> = {}
    for (const [name, address] of Object.entries(addresses)) {
      const response = await page.goto(`/${locale}/extranet/${address}`)
      found[name] = [response?.status(), await page.locator('h1').textContent()]
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(addresses).map((name) => [name, [404, title]])))
    await follow(link(page, onward).first())
    expect(addressOf(page)).toBe(`/${locale}/partner/help`)
  })
}
