import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { open } from '#conversations'
import { Picked } from '#contract/desk'
import type { Lane } from '#contract/queue'
import { startWorld } from '#test/world'
import { agentById, hire } from '#staff'
import { laneOrder } from './choose.ts'
import { place } from './place.ts'
import { placeOf } from './reads.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const maja = await world.agent('maja')
const lukas = await world.agent('lukas')

// Hands for everything, and every team's.
const wide = async (agent: typeof maja, languages: string[]) => {
  const hired = await agentById(world.system, agent.actor.id)
  if (hired) await hire(world.system, { ...hired, languages, teams: ['guest-care', 'security', 'partner-services', 'connectivity', 'finance', 'reviews', 'commercial', 'legal'], capacity: 1_000 })
}
await wide(maja, ['sv', 'en', 'nb', 'da'])
await wide(lukas, ['sv', 'en', 'de'])

const subtopics: Record<Lane, [string, string]> = { safety: ['safety', 'suspicious-message'], first: ['booking-details', 'other'], ordinary: ['booking-details', 'other'] }

const ask = async (lane: Lane, { locale = 'sv', minutes = 600 } = {}) => {
  const [topic, subtopic] = subtopics[lane]
  const { id } = await open(world.system, {
    submissionId: randomUUID(), door: 'guest', channel: 'message', partnerId: null, askerId: null, askerName: 'Ana', propertyId: null, reservationId: null,
    topic, subtopic, locale, neededRight: 'contact-support', promisedAt: new Date(start.getTime() + minutes * 60_000), body: 'A question', level: lane === 'first' ? 3 : null,
  })
  await place(world.system, id)
  return id
}
const pick = async (agent = maja) => (await agent.post('/api/v1/desk/queue/next', {}, Picked)).conversationId
const laneOfPick = async () => {
  const id = await pick()
  return id ? (await placeOf(world.system, id))?.lane : null
}
const empty = async () => {
  while ((await pick()) !== null || (await pick(lukas)) !== null);
}

test('R34 | POST /api/v1/desk/queue/next | one pick in four is of the ordinary lane, however many stand in the first', async () => {
  await empty()
  await Promise.all([...Array.from({ length: 12 }, () => ask('first')), ...Array.from({ length: 5 }, () => ask('ordinary'))])
  const picks: (string | null | undefined)[] = []
  for (let count = 0; count < 12; count++) picks.push(await laneOfPick())
  for (let from = 0; from + 4 <= picks.length; from++) expect(picks.slice(from, from + 4), `from pick ${from}`).toContain('ordinary')
  expect(picks.filter((lane) => lane === 'first').length).toBeGreaterThanOrEqual(8)
})

test('R91 | POST /api/v1/desk/queue/next | safety goes before the ordinary lane’s share too', async () => {
  await empty()
  await ask('ordinary')
  await Promise.all([ask('safety'), ask('safety')])
  expect([await laneOfPick(), await laneOfPick(), await laneOfPick(), await laneOfPick()]).toEqual(['safety', 'safety', 'ordinary', null])
})

test('R52 | POST /api/v1/desk/queue/next | an agent gets whom they speak with and whose team they sit in; others wait for those who do', async () => {
  await empty()
  const [german, swedish] = [await ask('ordinary', { locale: 'de', minutes: 100 }), await ask('ordinary', { locale: 'sv', minutes: 500 })]
  expect(await pick(maja)).toBe(swedish)
  expect(await maja.post('/api/v1/desk/queue/next', {}, Picked)).toEqual({ conversationId: null, nothing: 'other-skills' })
  expect(await pick(lukas)).toBe(german)
})

test('R52 | POST /api/v1/desk/queue/next | agents who ask at once get a conversation each, and none gets another’s', async () => {
  await empty()
  const ids = await Promise.all(Array.from({ length: 8 }, () => ask('ordinary')))
  const picked = await Promise.all(Array.from({ length: 8 }, (_, number) => pick(number % 2 ? maja : lukas)))
  expect(picked.toSorted()).toEqual(ids.toSorted())
  expect(await pick()).toBeNull()
})

test('the order of the lanes after so many picks that passed the ordinary one by', () => {
  const [usual, share] = [['safety', 'first', 'ordinary'], ['safety', 'ordinary', 'first']]
  expect([0, 1, 2, 3, 50].map((passed) => laneOrder(passed, 4))).toEqual([usual, usual, usual, share, share])
  expect(laneOrder(0, 1)).toEqual(share)
  expect(laneOrder(50, 0)).toEqual(usual)
})
