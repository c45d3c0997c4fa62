import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Written } from '#contract/desk'
import { answer, ask, deskOf, startWorld, threadOf, type Partner } from '#test/world'
import { announceClosing, close, closeSilent } from './close.ts'
import { receive } from './write.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const ada = await world.partner('ada')
const nils = await world.partner('nils')
const mateo = await world.partner('mateo')
const maja = await world.agent('maja')
const lukas = await world.agent('lukas')

const days = (count: number) => new Date(start.getTime() + count * 86_400_000)
const closing = (id: string) => `/api/v1/desk/conversations/${id}/close`
const write = (who: Partner, id: string, body: string) => who.post(`/api/v1/conversations/${id}/messages`, { clientId: randomUUID(), body }, Written)
const kinds = async (who: Partner, id: string) => (await threadOf(who, id)).entries.map(({ kind }) => kind)

test('R18 | POST /api/v1/desk/conversations/{id}/close | with the asker’s consent it is closed at once, with outcome and reason', async () => {
  const { id } = await ask(ada)
  await answer(maja, id)
  await maja.call('POST', closing(id), { outcome: 'solved', reason: 'Ada agreed.', askerAgreed: true })
  expect(await threadOf(ada, id)).toMatchObject({ state: 'closed', entries: expect.arrayContaining([expect.objectContaining({ kind: 'closed', data: { outcome: 'solved', reason: 'Ada agreed.' } })]) })
  expect(await deskOf(maja, id)).toMatchObject({ closure: { outcome: 'solved', reason: 'Ada agreed.', by: 'Maja Ekström' }, closing: null })
})

test('R18 | POST /api/v1/desk/conversations/{id}/close | without it, closing is announced for seven days later and the asker is told', async () => {
  const { id } = await ask(ada)
  await answer(maja, id)
  await maja.call('POST', closing(id), { outcome: 'answered', askerAgreed: false })
  const announced = { kind: 'announced', data: { outcome: 'answered', closesAt: days(7).toISOString() } }
  expect(await threadOf(ada, id)).toMatchObject({ state: 'answered', entries: expect.arrayContaining([expect.objectContaining(announced)]) })
  expect(await deskOf(maja, id)).toMatchObject({ closing: { outcome: 'answered', at: days(7).toISOString() }, closure: null })
  expect((await ada.page(`/en/extranet/inbox/platform/${id}`)).text).toMatch(/19 May/)
})

test('R18 | conversations.closeSilent() | closes when the announced silence has passed and not a minute before', async () => {
  const [silent, spoken] = [await ask(ada), await ask(ada, { body: 'Another matter.' })]
  for (const { id } of [silent, spoken]) await announceClosing(maja.ctx, id, { outcome: 'no-reply', reason: 'No answer.', silenceDays: 7 })
  world.setNow(days(6.99))
  await receive(ada.ctx, spoken.id, { clientId: randomUUID(), body: 'I am still here.' })
  expect(await closeSilent(world.system)).toBe(0)
  world.setNow(days(7.01))
  expect(await closeSilent(world.system)).toBeGreaterThan(0)
  const again = await world.partner('ada')
  expect(await threadOf(again, silent.id)).toMatchObject({ state: 'closed', entries: expect.arrayContaining([expect.objectContaining({ kind: 'closed', author: { side: 'system', name: '' }, data: { outcome: 'no-reply', reason: 'No answer.' } })]) })
  expect(await threadOf(again, spoken.id)).not.toMatchObject({ state: 'closed' })
  expect(await closeSilent(world.system)).toBe(0)
  world.setNow(start)
})

test('R18 | conversations.closeSilent() | a message that comes while closing is under way keeps the conversation open, or opens it again', async () => {
  for (let round = 0; round < 8; round++) {
    const { id } = await ask(ada, { body: `Round ${round}` })
    await announceClosing(maja.ctx, id, { outcome: 'no-reply', silenceDays: 0 })
    await Promise.all([closeSilent(world.system), receive(ada.ctx, id, { clientId: randomUUID(), body: 'Not yet!' })])
    expect(await threadOf(ada, id)).not.toMatchObject({ state: 'closed' })
  }
})

test('R18 | POST /api/v1/conversations/{id}/messages | writing again opens a closed conversation', async () => {
  const { id } = await ask(ada)
  await world.settle()
  await close(maja.ctx, id, { outcome: 'answered' })
  await world.settle()
  expect((await deskOf(maja, id)).place).toBeNull()
  await write(ada, id, 'It has come back.')
  await world.settle()
  expect(await kinds(ada, id)).toEqual(['message', 'received', 'closed', 'reopened', 'message'])
  expect(await deskOf(maja, id)).toMatchObject({ state: 'received', closure: null, place: { reasons: expect.any(Array) } })
})

test('R18 | POST /{locale}/extranet/inbox/platform/{id}/close | the asker says it is solved, nobody else', async () => {
  const { id } = await ask(ada)
  await answer(maja, id)
  const page = `/en/extranet/inbox/platform/${id}/close`
  for (const stranger of [nils, mateo]) expect(await stranger.submit(page, {})).toMatchObject({ status: 404 })
  expect(await threadOf(ada, id)).toMatchObject({ state: 'answered' })
  expect(await ada.submit(page, {})).toMatchObject({ status: 303, location: `/en/extranet/inbox/platform/${id}` })
  expect(await threadOf(ada, id)).toMatchObject({ state: 'closed' })
})

test('closing twice, one after the other or at once, closes once', async () => {
  const { id } = await ask(ada)
  await Promise.all([maja, lukas, maja, lukas].map((agent) => close(agent.ctx, id, { outcome: 'solved' })))
  await close(maja.ctx, id, { outcome: 'answered' })
  expect((await kinds(ada, id)).filter((kind) => kind === 'closed')).toHaveLength(1)
})

test('what is closed cannot be announced to close, and an announcement made twice stands once', async () => {
  const { id } = await ask(ada)
  await announceClosing(maja.ctx, id, { outcome: 'answered', silenceDays: 7 })
  world.setNow(days(1))
  await announceClosing(maja.ctx, id, { outcome: 'answered', silenceDays: 7 })
  world.setNow(start)
  expect(await deskOf(maja, id)).toMatchObject({ closing: { at: days(8).toISOString() } })
  await close(maja.ctx, id, { outcome: 'answered' })
  expect(await maja.refused('POST', closing(id), { outcome: 'answered', askerAgreed: false })).toMatchObject({ status: 409, error: 'already_closed' })
})
