import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ConversationList, Properties } from '#contract/public'
import { ask, deskOf, messageInput, startWorld, threadOf } from '#test/world'
import { draftOf } from './draft.ts'

const world = await startWorld()
const ada = await world.partner('ada')
const priya = await world.partner('priya')
const maja = await world.agent('maja')
const { properties } = await priya.get('/api/v1/properties', Properties)
const london = properties.find(({ name }) => name === 'Northlight Ropewalk')?.id ?? ''
const [adas] = (await ada.get('/api/v1/properties', Properties)).properties

const address = '/api/v1/conversations'
const about = (change: Record<string, unknown>) => messageInput({ topic: 'reservations', subtopic: 'other', ...change })
const form = '/en/extranet/contact/reservations/other/message'
const fields = (change: Record<string, string> = {}) => ({ submissionId: randomUUID(), body: 'Everything that I typed.', do: 'send', ...change })
const adasNumber = '4071930548'
const northlightsNumber = '4065517702'

test('R14 | POST /api/v1/conversations | a confirmation number, with the gaps people type, brings reservation and property with it', async () => {
  for (const confirmationNumber of [adasNumber, ' 4071 930 548 ', '4071.930.548', '4071-930-548', 'No. 4071930548']) {
    const { id } = await ask(ada, about({ confirmationNumber }))
    expect(await deskOf(maja, id)).toMatchObject({ reservation: { confirmationNumber: adasNumber, guest: { name: 'Liv Dahl' } }, property: { name: 'Skärgårdsro Pensionat' } })
  }
})

test.each([
  ['unknown', '4000000000', 'unknown', {}], ['another partner’s', northlightsNumber, 'unknown', {}],
  ['too short', '407193054', 'length', { length: 9 }], ['too long', '40719305480', 'length', { length: 11 }], ['letters', 'ABCDEFGHIJ', 'length', { length: 0 }],
])('R14 | POST /api/v1/conversations | a number that is %s is refused at its field', async (_what, confirmationNumber, problem, more) => {
  const refused = await ada.refused('POST', address, about({ confirmationNumber }))
  expect(refused).toMatchObject({ status: 400, error: 'invalid', detail: { field: 'confirmation', problem, ...more } })
})

test('R14 | POST /{locale}/extranet/contact/{topic}/{subtopic}/message | what is wrong stands at the field in a sentence, and nothing typed is lost', async () => {
  const cases = [
    [{ confirmationNumber: '407193054' }, 'A confirmation number has 10 digits; this one has 9.'],
    [{ confirmationNumber: northlightsNumber }, 'We cannot find that number among your reservations.'],
    [{ body: '   ' }, 'Write what it is about, so that we can help.'],
    [{ body: 'å'.repeat(10_001) }, 'The text has 10,001 characters and 10,000 fit.'],
  ] as const
  for (const [change, sentence] of cases) {
    const refused = await ada.submit(form, fields(change))
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(sentence)
    expect(await draftOf(ada.ctx, { topic: 'reservations', subtopic: 'other' })).toMatchObject({ body: 'Everything that I typed.', confirmationNumber: '', ...change })
  }
  expect((await ada.page(form)).text).toContain('å'.repeat(10_001))
})

test('R14 | POST /api/v1/conversations | 10,000 characters fit, one more does not', async () => {
  const body = 'ö'.repeat(10_000)
  const { id } = await ask(ada, { body })
  expect((await threadOf(ada, id)).entries[0]?.body).toBe(body)
  expect(await ada.refused('POST', address, messageInput({ body: `${body}!` }))).toMatchObject({ status: 400, error: 'invalid' })
})

test('R14 | GET /{locale}/extranet/contact/{topic}/{subtopic}/message | asks for a reservation only where one may be meant, and offers one’s own', async () => {
  const page = (await ada.page(form)).text
  expect(page).toContain(adasNumber)
  expect(page).not.toContain(northlightsNumber)
  const general = (await ada.page('/en/extranet/contact/rates/restrictions/message')).text
  expect(general).not.toContain('confirmationNumber')
  expect(general).not.toContain(adasNumber)
})

test('R14 | POST /{locale}/extranet/contact/{topic}/{subtopic}/message | a reservation that was picked counts like one that was typed; what was typed wins', async () => {
  const picked = await ada.submit(form, fields({ pickedReservation: '4071105937' }))
  const typed = await ada.submit(form, fields({ pickedReservation: '4071105937', confirmationNumber: adasNumber }))
  const number = async ({ location }: { location: string | null }) => (await deskOf(maja, /platform\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? '')).reservation?.confirmationNumber
  expect([await number(picked), await number(typed)]).toEqual(['4071105937', adasNumber])
})

test('R14 | POST /api/v1/conversations | who has several properties says which; who has one need not; somebody else’s is refused', async () => {
  expect(await priya.refused('POST', address, messageInput())).toMatchObject({ status: 400, detail: { field: 'property', problem: 'missing' } })
  expect(await priya.refused('POST', address, messageInput({ propertyId: adas?.id }))).toMatchObject({ status: 400, detail: { field: 'property', problem: 'unknown' } })
  expect(await ada.refused('POST', address, messageInput({ propertyId: london }))).toMatchObject({ status: 400, detail: { field: 'property', problem: 'unknown' } })
  const [of, ofAda] = [await ask(priya, { propertyId: london }), await ask(ada)]
  expect((await deskOf(maja, of.id)).property?.name).toBe('Northlight Ropewalk')
  expect((await deskOf(maja, ofAda.id)).property?.name).toBe('Skärgårdsro Pensionat')
  expect((await priya.page('/en/extranet/contact/rates/restrictions/message')).text).toContain('Northlight Ropewalk, London (2210506)')
  expect((await ada.page('/en/extranet/contact/rates/restrictions/message')).text).not.toContain('name="propertyId"')
})

test('a number where none is asked for is passed over', async () => {
  const { id } = await ask(ada, { confirmationNumber: northlightsNumber })
  expect((await deskOf(maja, id)).reservation).toBeNull()
})

test('R14 R15 | POST /{locale}/extranet/contact/{topic}/{subtopic}/message | a double press and a reload give one conversation, whose page says number and promise', async () => {
  const posted = fields()
  const before = (await ada.get(address, ConversationList)).conversations.length
  const answers = [...(await Promise.all([ada.submit(form, posted), ada.submit(form, posted)])), await ada.submit(form, posted)]
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
  expect((await ada.get(address, ConversationList)).conversations).toHaveLength(before + 1)
  const sent = (await ada.page(answers[0]?.location ?? '')).text
  expect(sent).toMatch(/H-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  expect(sent).toContain('We aim to answer by')
  expect(await draftOf(ada.ctx, { topic: 'reservations', subtopic: 'other' })).toMatchObject({ body: '', files: [] })
})

test('R14 | POST /{locale}/extranet/contact/{topic}/{subtopic}/message | the same submission with another text is refused and the text kept', async () => {
  const posted = fields()
  await ada.submit(form, posted)
  const refused = await ada.submit(form, { ...posted, body: 'A different text.' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('A different text.')
  const submissionId = /name="submissionId" value="([0-9a-f-]{36})"/.exec(refused.text)?.[1] ?? ''
  expect(await ada.submit(form, { ...posted, submissionId, body: 'A different text.' })).toMatchObject({ status: 303 })
})

test('a topic that is not there is not found', async () => {
  for (const place of [{ topic: 'nothing' }, { subtopic: 'nothing' }, { topic: '__proto__', subtopic: 'constructor' }])
    expect(await ada.refused('POST', address, messageInput(place))).toMatchObject({ status: 404, error: 'not_found' })
  expect((await ada.page('/en/extranet/contact/nothing/at-all/message')).status).toBe(404)
})

test('a message typed while the session ran out waits behind the sign-in, and the session lets nothing be read', async () => {
  const late = await world.partner('ada')
  world.setNow(new Date(Date.now() + 8 * 86_400_000))
  const refused = await late.submit(form, fields({ body: 'Written for an hour.' }))
  expect(refused).toMatchObject({ status: 303, location: expect.stringMatching(/^\/en\/extranet\/sign-in\?/) })
  expect(new URLSearchParams(refused.location?.split('?')[1]).get('next')).toBe(`${form}?kept=1`)
  expect((await late.page(form)).status).toBe(303)
  const again = await world.partner('ada')
  expect((await again.page(form)).text).toContain('Written for an hour.')
})
