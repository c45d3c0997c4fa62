import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { newCaseNumber, parseCaseNumber } from '#kernel'
import { ConversationList, Properties } from '#contract/public'
import { answer, ask, startWorld } from '#test/world'
import { close } from './close.ts'
import { receive } from './write.ts'

const world = await startWorld()
const priya = await world.partner('priya')
const jonas = await world.partner('jonas')
const camille = await world.partner('camille')
const lukas = await world.agent('lukas')
const { properties } = await priya.get('/api/v1/properties', Properties)

const box = (who: typeof priya, query: Record<string, string> = {}) => who.get(`/api/v1/conversations?${new URLSearchParams(query)}`, ConversationList)
const ids = async (...given: Parameters<typeof box>) => (await box(...given)).conversations.map(({ id }) => id)
const propertyId = (name: string) => properties.find((property) => property.name === name)?.id ?? ''
const london = propertyId('Northlight Ropewalk')
const bergen = propertyId('Northlight Bryggekanten')

test('R10 | GET /{locale}/extranet/inbox | shows the two boxes with what is unread', async () => {
  const { id } = await ask(priya, { propertyId: london })
  const before = await priya.page('/en/extranet/inbox')
  expect(before.text).toContain('Reservation messages')
  expect(before.text).toContain('/en/extranet/inbox/platform')
  expect(before.text).toContain('/en/extranet/inbox/reservations')
  await answer(lukas, id)
  expect((await priya.page('/en/extranet/inbox')).text).toMatch(/1 unread|1 new/i)
  expect(await ids(priya, { state: 'unread' })).toEqual([id])
  expect(await priya.submit(`/en/extranet/inbox/platform/${id}/seen`, {})).toMatchObject({ status: 204 })
  expect(await ids(priya, { state: 'unread' })).toEqual([])
})

test('R10 | GET /api/v1/conversations | filters by state and by property', async () => {
  const [inLondon, inBergen] = [await ask(priya, { propertyId: london }), await ask(priya, { propertyId: bergen })]
  await close(lukas.ctx, inBergen.id, { outcome: 'solved' })
  expect(await ids(priya, { propertyId: london, state: 'open' })).toContain(inLondon.id)
  expect(await ids(priya, { propertyId: london })).not.toContain(inBergen.id)
  expect(await ids(priya, { propertyId: bergen, state: 'closed' })).toEqual([inBergen.id])
  expect(await ids(priya, { propertyId: bergen, state: 'open' })).not.toContain(inBergen.id)
  expect(await ids(priya, { propertyId: randomUUID() })).toEqual([])
})

test('R10 | GET /api/v1/conversations | finds a case by its number as people type it, and by words that were said', async () => {
  const opened = await ask(priya, { propertyId: london, body: 'The 100% discount_rate of the Café is wrong.' })
  await answer(lukas, opened.id, 'It was a typing error on our side, sorry.')
  const typed = opened.caseNumber.toLowerCase().replace(/-/g, ' ')
  for (const search of [opened.caseNumber, typed, typed.slice(2)]) expect(await ids(priya, { search })).toEqual([opened.id])
  for (const search of ['café is', '100%', 'discount_rate', 'typing ERROR']) expect(await ids(priya, { search })).toContain(opened.id)
  for (const search of ['100_', 'discount%rate', '\\', '%%', "'; drop table"]) expect(await ids(priya, { search })).toEqual([])
})

test('R10 | GET /api/v1/conversations | a word that could be a case number is looked for in what was said too', async () => {
  const word = wordLikeACaseNumber()
  const { id } = await ask(priya, { propertyId: london, body: `Our code is ${word}.` })
  expect(await ids(priya, { search: word })).toEqual([id])
})

test('internal notes are not found by the asker', async () => {
  const { id } = await ask(priya, { propertyId: london })
  await lukas.call('POST', `/api/v1/desk/conversations/${id}/note`, { clientId: randomUUID(), body: 'Watermelon.' })
  expect(await ids(priya, { search: 'watermelon' })).toEqual([])
})

test('R10 R19 | GET /api/v1/conversations | colleagues see their organisation’s cases that they have the right for, and their own', async () => {
  const money = await ask(camille, { topic: 'payouts', subtopic: 'bank-details', propertyId: bergen })
  const rates = await ask(camille, { propertyId: bergen })
  expect(await ids(priya)).toEqual(expect.arrayContaining([money.id, rates.id]))
  expect(await ids(jonas)).toContain(rates.id)
  expect(await ids(jonas)).not.toContain(money.id)
  expect(await jonas.refused('GET', `/api/v1/conversations/${money.id}`)).toMatchObject({ status: 404, error: 'not_found' })
})

test('pages of the box hang together while messages arrive', async () => {
  const opened = []
  for (let count = 0; count < 7; count++) opened.push((await ask(camille, { propertyId: bergen, body: `Number ${count}` })).id)
  const first = await box(camille, { propertyId: bergen, limit: '3' })
  await receive(camille.ctx, opened[1] ?? '', { clientId: randomUUID(), body: 'I come to the top while you read.' })
  const seen = first.conversations.map(({ id }) => id)
  for (let next = first.next; next; ) {
    const page = await box(camille, { propertyId: bergen, limit: '3', after: next })
    seen.push(...page.conversations.map(({ id }) => id))
    next = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  // Who moved to the top stands on the first page when it is loaded again; nobody else was passed over.
  expect(opened.filter((id) => !seen.includes(id))).toEqual([opened[1]])
})

test.each(['x', 'W10', Buffer.from('["a","b"]').toString('base64url'), Buffer.from('["2026-01-01T00:00:00Z","b"]').toString('base64url')])(
  'a place to go on from that is none of ours is refused: %s', async (after) => {
    expect(await priya.refused('GET', `/api/v1/conversations?after=${after}`)).toMatchObject({ status: 400, error: 'invalid' })
  })

const wordLikeACaseNumber = () => {
  const word = newCaseNumber().replace(/^H-|-/g, '')
  if (parseCaseNumber(word) === null) throw new Error('not like a case number')
  return word
}
