import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { BulkResult, FindConversations, FoundConversations, FoundProperties } from '#contract/found'
import { findConversations } from '#desk'
import { MyPage, QueuePage } from '#contract/desk'
import { ask, deskOf, startWorld } from '#test/world'

const world = await startWorld({ clock: new Date('2026-05-12T09:00:00Z') })
const ada = await world.partner('ada')
const [maja, lukas] = [await world.agent('maja'), await world.agent('lukas')]

const flood = await ask(ada, { topic: 'reservations', subtopic: 'overbooking', confirmationNumber: '4071930548', locale: 'sv', body: 'Översvämning i källaren, Liv Dahl kommer i dag.' })
const price = await ask(ada, { locale: 'en', body: 'A question about the price for a cellar room.' })
await maja.call('POST', `/api/v1/desk/conversations/${price.id}/note`, { clientId: randomUUID(), body: 'Ask the quartermaster first.' })
await world.settle()

const found = async (query: Record<string, string>) => {
  const { rows } = await maja.get(`/api/v1/desk/search?${new URLSearchParams(query)}`, FoundConversations)
  return rows.map(({ conversationId }) => conversationId)
}

test.each([
  ['words of a message', 'översvämning källaren'], ['without accents, unfinished', 'oversvamn'], ['a guest of the booking', 'liv dahl'],
  ['a confirmation number', '4071930548'], ['a property', 'skärgårdsro översvämning'], ['the property’s number', '1048213 källaren'],
])('R53 | GET /api/v1/desk/search | finds a conversation by %s', async (_by, q) => {
  expect(await found({ q })).toContain(flood.id)
  expect(await found({ q })).not.toContain(price.id)
})

test('R53 | GET /api/v1/desk/search | finds it by case number in any writing, and by an internal note; nonsense and signs find nothing or everything, never an error', async () => {
  expect(await found({ q: price.caseNumber.toLowerCase() })).toEqual([price.id])
  expect(await found({ q: 'quartermaster' })).toEqual([price.id])
  expect(await found({ q: "x' & !y:* | (", door: 'guest' })).toEqual([])
  expect((await found({ q: '&|!' })).length).toBeGreaterThan(2)
})

test('R53 | GET /api/v1/desk/search | filters by door, topic, language, channel, state, lane, tag and agent, alone and together', async () => {
  await lukas.call('POST', `/api/v1/desk/conversations/${price.id}/take`, {})
  await lukas.call('POST', `/api/v1/desk/conversations/${price.id}/tags`, { add: ['cellar'] })
  const has = async (query: Record<string, string>) => { const ids = await found(query); return [ids.includes(flood.id), ids.includes(price.id)] }
  expect(await has({ door: 'guest' })).toEqual([false, false])
  expect(await has({ topic: 'rates' })).toEqual([false, true])
  expect(await has({ language: 'sv' })).toEqual([true, false])
  expect(await has({ channel: 'message', state: 'waiting' })).toEqual([true, true])
  expect(await has({ state: 'closed' })).toEqual([false, false])
  expect(await has({ lane: 'first' })).toEqual([true, false])
  expect(await has({ tag: 'Cellar', agent: lukas.actor.id })).toEqual([false, true])
  expect(await has({ agent: 'nobody', property: '1048213' })).toEqual([true, false])
  expect(await maja.refused('GET', '/api/v1/desk/search?state=gone')).toMatchObject({ status: 400 })
})

test('R53 | GET /api/v1/desk/properties | finds a property to filter by: by parts of name, city and number, without accents and in any order', async () => {
  const named = async (q: string) => (await maja.get(`/api/v1/desk/properties?${new URLSearchParams({ q })}`, FoundProperties)).properties.map(({ number }) => number)
  const all = await named('')
  expect(all.length).toBe(8)
  for (const q of ['1048213', '10482', 'skargards', 'SKÄRGÅRDSRO', 'ardsro skarg']) expect((await named(q))[0]).toBe('1048213')
  expect(await named('100%_\\')).toEqual([])
})

test('R51 R53 | GET /api/v1/desk/queue | who waits and what one has taken are narrowed to a property like everything else', async () => {
  const queue = async (property: string) => maja.get(`/api/v1/desk/queue?property=${property}`, QueuePage)
  const { rows, lanes } = await queue('1048213')
  expect(rows.map(({ propertyName }) => propertyName)).toEqual(rows.map(() => 'Skärgårdsro Pensionat'))
  expect(rows.map(({ conversationId }) => conversationId)).toContain(flood.id)
  expect(lanes.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(rows.length)
  expect((await queue('0')).rows).toEqual([])
  const mine = async (property: string) => (await lukas.get(`/api/v1/desk/mine?property=${property}`, MyPage)).rows.map(({ conversationId }) => conversationId)
  expect([(await mine('1048213')).includes(price.id), await mine('0')]).toEqual([true, []])
})

test('R53 | GET /api/v1/desk/search | goes on page by page without losing or doubling any', async () => {
  const all = await found({ limit: '100' })
  const seen: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: FoundConversations = await maja.get(`/api/v1/desk/search?limit=4${after && `&after=${after}`}`, FoundConversations)
    seen.push(...page.rows.map(({ conversationId }) => conversationId))
    after = page.next
  }
  expect(seen).toEqual(all)
})

test('R53 | findConversations() | of what many say the newest come first, further back in time page by page, whatever else is asked', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n++) ids.push((await ask(ada, { topic: n % 2 ? 'rates' : 'account', subtopic: 'other', body: `The lighthouse asks for the ${n}th time` })).id)
  await world.settle()
  await lukas.call('POST', `/api/v1/desk/conversations/${ids[1]}/note`, { clientId: randomUUID(), body: 'lamp oil' })
  await world.settle()
  const all = async (query: Record<string, string>, effort: Parameters<typeof findConversations>[2]) => {
    const seen: string[] = []
    for (let after: string | undefined, turns = 0; turns < 60; turns++) {
      const { rows, next } = await findConversations(maja.ctx, FindConversations.parse({ limit: 2, ...query, after }), effort)
      seen.push(...rows.map(({ conversationId }) => conversationId))
      if (next === null) return seen
      after = next
    }
    throw new Error('there is no end')
  }
  const efforts = [{ few: 100, many: 100, passed: 100 }, { few: 0, many: 0, passed: 9 }, { few: 1, many: 100, passed: 4 }]
  const queries: Record<string, string>[] = [
    { q: 'lighthouse' }, { q: 'the light' }, { q: 'asks lighthouse', topic: 'rates', door: 'partner' }, { topic: 'account' }, { q: 'oil lighthouse' }, { q: 'lighthouse', agent: 'nobody', state: 'waiting' },
  ]
  for (const query of queries) {
    const [sorted, ...others] = [await all(query, efforts[0]), await all(query, efforts[1]), await all(query, efforts[2])]
    expect(sorted.filter((id) => ids.includes(id)).length).toBeGreaterThan(0)
    expect(others).toEqual([sorted, sorted])
  }
  expect((await all({ q: 'lighthouse' }, efforts[1])).toSorted()).toEqual(ids.toSorted())
})

test('R90 | findConversations() | what was said in a conversation that is gone is found no more, and its words are kept no more', async () => {
  const gone = await ask(ada, { body: 'A pomegranate at the lighthouse' })
  await world.settle()
  expect(await found({ q: 'pomegranate' })).toEqual([gone.id])
  const { db } = maja.ctx
  await sql`delete from search.conversation_number where conversation_id = ${gone.id}`.execute(db)
  expect(await found({ q: 'pomegranate' })).toEqual([])
  expect((await sql`select from search.said where word = 'pomegranate'`.execute(db)).rows).toEqual([])
  expect((await found({ q: 'lighthouse' })).length).toBe(5)
})

test('R53 | POST /api/v1/desk/bulk | what can be done is done, and each that cannot says why', async () => {
  const ids = [flood.id, price.id, randomUUID()]
  const { results } = await maja.post('/api/v1/desk/bulk', { ids, act: { kind: 'take' } }, BulkResult)
  expect(results).toEqual([{ id: flood.id, error: null }, { id: price.id, error: 'taken_by_another' }, { id: ids[2], error: 'not_found' }])
  await maja.post('/api/v1/desk/bulk', { ids: ids.slice(0, 2), act: { kind: 'tag', tag: 'Storm' } }, BulkResult)
  await maja.post('/api/v1/desk/bulk', { ids: [flood.id], act: { kind: 'close', outcome: 'answered' } }, BulkResult)
  expect((await deskOf(maja, flood.id))).toMatchObject({ casework: { tags: ['storm'] }, closing: { outcome: 'answered' } })
  expect((await deskOf(maja, price.id)).casework.tags).toEqual(['cellar', 'storm'])
})
