import { expect, test } from 'vitest'
import { Properties } from '#contract/public'
import { ReadingsFound } from '#contract/readings'
import { ask, deskOf, startWorld } from '#test/world'

const world = await startWorld({ clock: new Date('2026-05-13T20:50:00Z') })
const [ada, katharina] = [await world.partner('ada'), await world.partner('katharina')]
const [maja, lukas, henrik] = [await world.agent('maja'), await world.agent('lukas'), await world.agent('henrik')]
const [hers, his] = [await ask(ada, { body: 'Hers.' }), await ask(katharina, { body: 'His.', propertyId: (await katharina.get('/api/v1/properties', Properties)).properties[0]?.id })]
await deskOf(maja, hers.id)
await deskOf(maja, his.id)
world.setNow(new Date('2026-05-13T21:10:00Z'))
await deskOf(lukas, hers.id)

const path = (query: Record<string, string>) => `/api/v1/desk/readings?${new URLSearchParams({ from: '2026-05-12', until: '2026-05-14', ...query })}`
const found = async (query: Record<string, string> = {}) => henrik.get(path(query), ReadingsFound)
const pairs = ({ rows }: ReadingsFound) => rows.map(({ agentName, caseNumber }) => [agentName, caseNumber])

test('R50 | GET /api/v1/desk/readings | leads see who has read what, by agent, by person, by conversation and by day in their own zone', async () => {
  const all = [[lukas.actor.name, hers.caseNumber], [maja.actor.name, hers.caseNumber], [maja.actor.name, his.caseNumber]]
  expect(pairs(await found())).toEqual(expect.arrayContaining(all))
  expect((await found()).agents).toMatchObject([{ name: maja.actor.name, conversations: 2 }, { name: lukas.actor.name, conversations: 1 }])
  expect(pairs(await found({ agent: maja.actor.id, who: 'lindqvist' }))).toEqual([[maja.actor.name, hers.caseNumber]])
  expect(pairs(await found({ who: katharina.actor.email }))).toEqual([[maja.actor.name, his.caseNumber]])
  expect(pairs(await found({ conversation: his.caseNumber.toLowerCase() }))).toEqual([[maja.actor.name, his.caseNumber]])
  // Ten past nine in the evening by UTC is the next day in Helsinki.
  expect(pairs(await found({ from: '2026-05-14' }))).toEqual([[lukas.actor.name, hers.caseNumber]])
  const first = await found({ limit: '2' })
  expect([...pairs(first), ...pairs(await found({ after: first.next ?? '' }))]).toEqual(pairs(await found()))
})

test('R50 | GET /api/v1/desk/readings.csv | the same as a file for other programs; nobody but leads and admins', async () => {
  const csv = await henrik.page(path({ agent: lukas.actor.id }).replace('readings?', 'readings.csv?'))
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="readings-2026-05-12-2026-05-14.csv"')
  expect(csv.text.split('\r\n').slice(0, 2)).toEqual(['"agent","case_number","person","door","topic","property","first_at","last_at","opened"', expect.stringContaining(`"${lukas.actor.name}","${hers.caseNumber}","Ada Lindqvist","partner"`)])
  for (const refused of [path({}), path({}).replace('readings?', 'readings.csv?')]) expect((await maja.refused('GET', refused)).status).toBe(403)
  expect((await henrik.refused('GET', '/api/v1/desk/readings?from=2026-05-14&until=2026-05-12')).status).toBe(400)
})
