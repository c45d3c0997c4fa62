import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { contextOf } from '../../app/request.ts'
import { announceClosing, close, receive, reply } from '#conversations'
import { QueuePage } from '#contract/desk'
import { createAccount, type AgentActor } from '#identity'
import { Refusal } from '#kernel'
import { hire } from '#staff'
import { ask, deskOf, startWorld } from '#test/world'
import { claim, release } from './claim.ts'
import { place } from './place.ts'
import { laneCounts } from './reads.ts'

const world = await startWorld()
const priya = await world.partner('priya')
const ada = await world.partner('ada')
const maja = await world.agent('maja')
const lukas = await world.agent('lukas')
const { brandId } = world.app

const agents = await Promise.all(Array.from({ length: 50 }, async (_, number) => {
  const profile = { name: `Agent ${number}`, email: `agent${number}@fjordstay.example`, locale: 'en', timeZone: 'UTC' }
  const id = await createAccount(world.system, { kind: 'agent', password: null, ...profile })
  await hire(world.system, { accountId: id, roles: ['agent'], languages: ['en'], teams: [], capacity: 5 })
  return contextOf(world.app, { kind: 'agent', brandId, id, ...profile } satisfies AgentActor)
}))

const counted = async () => Object.fromEntries((await laneCounts(world.system)).map(({ lane, waiting }) => [lane, waiting]))
const live = async () => {
  const { rows } = await sql<{ lane: number; waiting: number }>`
    select lane, count(*) as waiting from queue.entry where claimed_by is null group by lane`.execute(world.app.system.db)
  const of = (lane: number) => rows.find((row) => row.lane === lane)?.waiting ?? 0
  return { safety: of(0), first: of(1), ordinary: of(2) }
}

test('R52 | queue.claim() | fifty agents take ten conversations at once: each has one holder, everybody else is told who', async () => {
  const opened = await Promise.all(Array.from({ length: 10 }, (_, number) => ask(ada, { body: `Number ${number}` })))
  await world.settle()
  const outcomes = await Promise.all(opened.flatMap(({ id }) => agents.map(async (ctx) => ({ id, name: ctx.actor.name, result: await settled(claim(ctx, id)) }))))
  for (const { id } of opened) {
    const of = outcomes.filter((outcome) => outcome.id === id)
    const winners = of.filter(({ result }) => result.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    for (const { result } of of) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'taken_by_another', detail: { name: winners[0]?.name } })
    expect((await deskOf(maja, id)).entries.filter(({ kind }) => kind === 'taken')).toHaveLength(1)
  }
  expect(await counted()).toEqual(await live())
})

const settled = async <Value>(work: Promise<Value>) => (await Promise.allSettled([work]))[0]

test('R52 | POST /api/v1/desk/conversations/{id}/take | the second to come is told who was first; taking one’s own again changes nothing', async () => {
  const { id } = await ask(ada)
  await world.settle()
  const take = `/api/v1/desk/conversations/${id}/take`
  const first = await maja.call('POST', take, {})
  expect(first).toMatchObject({ status: 200, body: { name: 'Maja Ekström', agentId: maja.actor.id } })
  expect(await lukas.refused('POST', take, {})).toEqual({ status: 409, error: 'taken_by_another', detail: { name: 'Maja Ekström' } })
  expect(await maja.call('POST', take, {})).toEqual(first)
  const rows = async () => (await lukas.get('/api/v1/desk/queue?limit=200', QueuePage)).rows.map(({ conversationId }) => conversationId)
  expect(await rows()).not.toContain(id)
  expect(await lukas.refused('POST', `/api/v1/desk/conversations/${id}/release`, {})).toMatchObject({ status: 403, error: 'not_allowed' })
  await maja.call('POST', `/api/v1/desk/conversations/${id}/release`, {})
  expect(await rows()).toContain(id)
  expect(await lukas.call('POST', take, {})).toMatchObject({ status: 200, body: { name: 'Lukas Brandt' } })
})

test('what is not there, and what is closed, cannot be taken', async () => {
  await expect(claim(maja.ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  const { id } = await ask(ada)
  await close(maja.ctx, id, { outcome: 'solved' })
  await world.settle()
  await expect(claim(lukas.ctx, id)).rejects.toMatchObject({ code: 'already_closed' })
  expect((await deskOf(maja, id)).claim).toBeNull()
})

test('who writes again while waiting keeps the place of the first message', async () => {
  const { id } = await ask(ada, { topic: 'reservations', subtopic: 'overbooking', confirmationNumber: '4071930548' })
  await reply(maja.ctx, id, { clientId: randomUUID(), body: 'Anything else?', seenSeq: 1 })
  await receive(ada.ctx, id, { clientId: randomUUID(), body: 'Yes.' })
  await world.settle()
  const before = (await deskOf(maja, id)).place
  await new Promise((resolve) => setTimeout(resolve, 30))
  await receive(ada.ctx, id, { clientId: randomUUID(), body: 'And one more thing.' })
  await world.settle()
  expect((await deskOf(maja, id)).place).toEqual(before)
  expect(before?.lane).toBe('first')
})

test('after any mixture of what people do, at once, the counted lanes are those that wait', async () => {
  const topics = [
    { topic: 'rates', subtopic: 'restrictions' }, { topic: 'reservations', subtopic: 'suspicious-booking', confirmationNumber: '4072018665' },
    { topic: 'reservations', subtopic: 'overbooking', confirmationNumber: '4071930548' },
  ]
  const mateo = await world.partner('mateo')
  const askers = [ada, mateo, ada]
  const ids = await Promise.all(topics.flatMap((topic, number) => Array.from({ length: 6 }, async () => (await ask(askers[number] ?? priya, topic)).id)))
  const random = randomFrom(20_260_512)
  const staff = [maja.ctx, lukas.ctx, ...agents.slice(0, 6)]
  const acts = Array.from({ length: 240 }, () => {
    const id = ids[random(ids.length)] ?? ''
    const agent = staff[random(staff.length)] ?? maja.ctx
    return [
      () => claim(agent, id), () => release(agent, id), () => place(world.system, id),
      () => reply(agent, id, { clientId: randomUUID(), body: 'Answer', seenSeq: 10_000 }), () => close(agent, id, { outcome: 'solved' }),
      () => announceClosing(agent, id, { outcome: 'answered', silenceDays: 7 }),
      async () => receive(id === ids[6] ? mateo.ctx : ada.ctx, id, { clientId: randomUUID(), body: 'Again' }),
    ][random(7)]
  })
  const failed = (await Promise.allSettled(acts.map((act) => act?.()))).flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(failed.filter((error) => !(error instanceof Refusal))).toEqual([])
  await world.settle()
  expect(await counted()).toEqual(await live())
  expect(Object.values(await live()).every((waiting) => waiting >= 0)).toBe(true)
})

// The same numbers every time, so that a failure can be had again.
const randomFrom = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
