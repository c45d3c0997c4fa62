import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Settings } from '#contract/content'
import { Me, Picked } from '#contract/desk'
import { Colleagues, Decisions, Offers } from '#contract/queue'
import { announceClosing, close, open, receive, reply } from '#conversations'
import { arrive, claimOn, depart, expireOffers, hasTimeOpened, offerWaiting, placeOf } from '#queue'
import { agentById, goOff, goOn, hire, loseSilent, sawDesk } from '#staff'
import { deskOf, startWorld } from '#test/world'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const [maja, lukas, sofia, henrik] = await Promise.all(['maja', 'lukas', 'sofia', 'henrik'].map((key) => world.agent(key)))
if (!maja || !lukas || !sofia || !henrik) throw new Error('agents')
type Agent = typeof maja

const at = (seconds: number) => world.setNow(new Date(start.getTime() + seconds * 1_000))
const only = async (...there: Agent[]) => {
  for (const agent of [maja, lukas, sofia, henrik]) await goOff(world.system, agent.actor.id)
  await world.settle()
  for (const agent of there) await goOn(world.system, agent.actor.id)
  await world.settle()
}
const skilled = async (agent: Agent, languages: string[], capacity = 5) => {
  const hired = await agentById(world.system, agent.actor.id)
  if (hired) await hire(world.system, { ...hired, languages, teams: ['guest-care', 'finance'], capacity })
}
const ask = async (change: { locale?: string; level?: number } = {}) => {
  const { id } = await open(world.system, {
    submissionId: randomUUID(), door: 'guest', channel: 'message', partnerId: null, askerId: null, askerName: 'Ana', propertyId: null, reservationId: null,
    topic: 'booking-details', subtopic: 'other', locale: change.locale ?? 'sv', neededRight: 'contact-support', promisedAt: new Date(world.app.now().getTime() + 86_400_000), body: 'A question',
    level: change.level ?? null,
  })
  await world.settle()
  return id
}
const call = async (change: { locale?: string } = {}) => {
  const id = await ask(change)
  await arrive(world.system, id, { work: 'call' })
  await world.settle()
  return id
}
const offered = async (agent: Agent) => (await agent.get('/api/v1/desk/offers', Offers)).offers[0]
const decisions = async (id: string) => (await henrik.get(`/api/v1/desk/conversations/${id}/decisions`, Decisions)).decisions
const done = async (id: string) => {
  await depart(world.system, id)
  await close({ ...maja.ctx }, id, { outcome: 'solved' }).catch(() => undefined)
  await world.settle()
}
const accept = async (agent: Agent) => {
  const offer = await offered(agent)
  return agent.call('POST', `/api/v1/desk/offers/${offer?.id}/accept`, {})
}

await skilled(maja, ['sv', 'en'])
await skilled(lukas, ['sv', 'de'])
await skilled(sofia, ['es', 'en'])
await skilled(henrik, ['fi'])
await world.settle()
await world.app.system.db.deleteFrom('queue.entry').execute()

test('R52 | POST /api/v1/desk/offers/{id}/accept | a call is offered to one agent who can take it; no answer or a no passes it on, to nobody twice', async () => {
  at(0)
  await only(maja, lukas, sofia)
  const id = await call()
  const [first, second] = (await offered(maja)) ? [maja, lukas] : [lukas, maja]
  expect(await offered(first)).toMatchObject({ conversationId: id, work: 'call', reasons: [{ kind: 'on-the-line' }, expect.anything()], expiresAt: new Date(start.getTime() + 30_000).toISOString() })
  expect([await offered(second), await offered(sofia)]).toEqual([undefined, undefined])
  expect(await second.refused('POST', `/api/v1/desk/offers/${(await offered(first))?.id}/accept`, {})).toMatchObject({ status: 404 })
  await first.call('POST', `/api/v1/desk/offers/${(await offered(first))?.id}/decline`, {})
  await world.settle()
  expect(await offered(first)).toBeUndefined()
  const passed = await offered(second)
  expect(passed).toMatchObject({ conversationId: id })
  at(31)
  expect(await second.refused('POST', `/api/v1/desk/offers/${passed?.id}/accept`, {})).toMatchObject({ status: 409, error: 'offer_ended' })
  await expireOffers(world.system)
  await world.settle()
  // Whoever did not answer is away, and nobody is asked again: it waits to be taken, and the log says so.
  expect(await second.get('/api/v1/desk/me', Me)).toMatchObject({ presence: 'away', onDuty: true })
  expect([await offered(first), await offered(second)]).toEqual([undefined, undefined])
  expect((await decisions(id)).map(({ kind }) => kind)).toEqual(['held', 'expired', 'offered', 'declined', 'offered'])
  expect((await decisions(id)).at(-1)?.reasons).toEqual([{ kind: 'due-first', lane: 'ordinary' }, { kind: 'least-busy', has: 0, of: 5 }])
  await done(id)
})

test('R52 | queue.offerWaiting() | who has a call gets no second and no chat; when it ends the next is offered at once', async () => {
  await only(maja)
  const [one, two] = [await call(), await call()]
  expect((await accept(maja)).status).toBe(200)
  await world.settle()
  expect(await claimOn(world.system, one)).toMatchObject({ name: 'Maja Ekström' })
  expect(await offered(maja)).toBeUndefined()
  await done(one)
  expect(await offered(maja)).toMatchObject({ conversationId: two })
  expect((await accept(maja)).status).toBe(200)
  await done(two)
  expect(await placeOf(world.system, two)).toBeNull()
})

test('R52 | queue.offerWaiting() | nobody was there: whoever comes on duty is offered who waits; a withdrawn call is offered to nobody', async () => {
  await only()
  const id = await call()
  expect(await offered(lukas)).toBeUndefined()
  await goOn(world.system, lukas.actor.id)
  await world.settle()
  expect(await offered(lukas)).toMatchObject({ conversationId: id })
  await close(maja.ctx, id, { outcome: 'solved' })
  await world.settle()
  expect(await offered(lukas)).toBeUndefined()
  expect((await decisions(id))[0]).toMatchObject({ kind: 'withdrawn', agent: 'Lukas Brandt', reasons: [{ kind: 'waits-no-more' }] })
})

test('R52 | queue.leave() | nothing stays with somebody who goes off duty, signs out or is not heard of; what they answered comes back to them', async () => {
  at(0)
  await only(maja)
  const ids = [await ask(), await ask(), await ask()]
  for (const id of ids) await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  const [waits, answered, other] = ids
  await reply(maja.ctx, answered ?? '', { clientId: randomUUID(), body: 'Here you are.', seenSeq: 99 })
  await world.settle()
  await sawDesk(world.system, maja.actor.id)
  at(80)
  await loseSilent(world.system, 90)
  expect(await claimOn(world.system, waits ?? '')).not.toBeNull()
  at(100)
  await loseSilent(world.system, 90)
  await world.settle()
  expect(await Promise.all(ids.map(async (id) => (await claimOn(world.system, id))?.name ?? null))).toEqual([null, 'Maja Ekström', null])
  expect((await decisions(waits ?? ''))[0]).toMatchObject({ kind: 'left', agent: 'Maja Ekström', by: null, reasons: [{ kind: 'left', how: 'lost' }] })
  expect((await deskOf(lukas, waits ?? '')).entries.at(-1)).toMatchObject({ kind: 'released', author: { side: 'system' } })
  // Still lost when its asker writes again: then it is for all.
  await receive(world.system as never, answered ?? '', { clientId: randomUUID(), body: 'And now?' }).catch(() => undefined)
  await sawDesk(world.system, maja.actor.id)
  await world.settle()
  expect(await maja.get('/api/v1/desk/me', Me)).toMatchObject({ presence: 'here' })
  for (const id of [waits, other]) await close(maja.ctx, id ?? '', { outcome: 'solved' })
  await announceClosing(maja.ctx, answered ?? '', { outcome: 'solved', silenceDays: 7 })
  await world.settle()
})

test('R52 | POST /api/v1/desk/queue/next | refuses who is off duty or away, and says when the hands are full', async () => {
  await only()
  expect(await maja.refused('POST', '/api/v1/desk/queue/next', {})).toMatchObject({ status: 409, error: 'not_on_duty' })
  await skilled(maja, ['sv', 'en'], 1)
  await only(maja)
  const ids = [await ask(), await ask()]
  expect(await maja.post('/api/v1/desk/queue/next', {}, Picked)).toMatchObject({ conversationId: ids[0] })
  expect(await maja.post('/api/v1/desk/queue/next', {}, Picked)).toEqual({ conversationId: null, nothing: 'hands-full' })
  await maja.call('PATCH', '/api/v1/desk/me', { away: true })
  expect(await maja.refused('POST', '/api/v1/desk/queue/next', {})).toMatchObject({ error: 'not_on_duty' })
  expect((await maja.call('PATCH', '/api/v1/desk/me', { away: false, capacity: 2 })).body).toMatchObject({ presence: 'here', capacity: 2, has: 1 })
  expect(await maja.post('/api/v1/desk/queue/next', {}, Picked)).toMatchObject({ conversationId: ids[1] })
  for (const id of ids) await close(maja.ctx, id, { outcome: 'solved' })
  await skilled(maja, ['sv', 'en'])
  await world.settle()
})

test('R52 | POST /api/v1/desk/queue/next | nobody on duty speaks it: English takes it after a while, anyone later; the log names who was passed over', async () => {
  at(0)
  await only(maja, lukas)
  const [polish, swedish] = [await ask({ locale: 'pl', level: 3 }), await ask()]
  expect(await lukas.post('/api/v1/desk/queue/next', {}, Picked)).toMatchObject({ conversationId: swedish })
  expect((await decisions(swedish))[0]).toMatchObject({ kind: 'picked', by: 'Lukas Brandt', reasons: [{ kind: 'due-first', lane: 'ordinary' }], passed: [{ conversationId: polish, lane: 'first', why: 'language' }] })
  at(14 * 60)
  expect(await maja.post('/api/v1/desk/queue/next', {}, Picked)).toMatchObject({ nothing: 'other-skills' })
  at(15 * 60)
  expect(await lukas.post('/api/v1/desk/queue/next', {}, Picked)).toMatchObject({ nothing: 'other-skills' })
  expect(await maja.post('/api/v1/desk/queue/next', {}, Picked)).toMatchObject({ conversationId: polish })
  expect((await decisions(polish))[0]?.reasons).toEqual([{ kind: 'nobody-speaks', language: 'pl', to: 'english', afterMinutes: 15 }, { kind: 'due-first', lane: 'first' }])
  for (const id of [polish, swedish]) await close(maja.ctx, id, { outcome: 'solved' })
  await world.settle()
})

test('R52 | POST /api/v1/desk/conversations/{id}/hand-over | to a team’s queue or a colleague who is there, with a note; nobody else’s', async () => {
  at(0)
  await only(maja, lukas)
  const id = await ask()
  const path = `/api/v1/desk/conversations/${id}/hand-over`
  await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  expect(await lukas.refused('POST', path, { to: { team: 'finance' }, note: 'Mine.' })).toMatchObject({ error: 'taken_by_another' })
  expect(await maja.refused('POST', path, { to: { agentId: sofia.actor.id }, note: 'Yours.' })).toMatchObject({ error: 'not_on_duty', detail: { name: 'Sofía Almeida' } })
  expect(await maja.refused('POST', path, { to: { team: 'nowhere' }, note: 'Yours.' })).toMatchObject({ error: 'invalid' })
  expect((await maja.get('/api/v1/desk/colleagues', Colleagues)).agents).toEqual([expect.objectContaining({ name: 'Lukas Brandt', has: 0, presence: 'here' })])
  expect((await maja.call('POST', path, { to: { agentId: lukas.actor.id }, note: 'Speaks German after all.' })).status).toBe(200)
  expect(await claimOn(world.system, id)).toMatchObject({ name: 'Lukas Brandt' })
  expect((await lukas.call('POST', path, { to: { team: 'finance' }, note: 'A refund.' })).status).toBe(200)
  await world.settle()
  expect(await claimOn(world.system, id)).toBeNull()
  const { place, entries } = await deskOf(maja, id)
  expect(place?.reasons[0]).toEqual({ kind: 'handed-to-team', team: 'finance' })
  expect(entries.filter(({ kind }) => kind === 'handed-over')).toMatchObject([{ body: 'Speaks German after all.', data: { name: 'Lukas Brandt' } }, { body: 'A refund.', author: { name: 'Lukas Brandt' } }])
  expect((await decisions(id)).slice(0, 2)).toMatchObject([{ kind: 'handed-over', by: 'Lukas Brandt', reasons: [{ kind: 'to-team', team: 'finance' }] }, { kind: 'handed-over', agent: 'Lukas Brandt', by: 'Maja Ekström' }])
  await close(maja.ctx, id, { outcome: 'solved' })
  await world.settle()
})

test('R52 P6 | queue.offerWaiting() | six calls and ten who look at once: each is offered to one, and nobody has two', async () => {
  await only(maja, lukas)
  const ids = await Promise.all(Array.from({ length: 6 }, async () => ask()))
  await Promise.all(ids.map((id) => arrive(world.system, id, { work: 'call' })))
  await Promise.all(Array.from({ length: 10 }, () => offerWaiting(world.system)))
  const rows = await world.app.system.db.selectFrom('queue.offer').where('outcome', 'is', null).select(['agent_id', 'conversation_id']).execute()
  expect(rows).toHaveLength(2)
  expect(new Set(rows.map((row) => row.agent_id)).size).toBe(2)
  expect(new Set(rows.map((row) => row.conversation_id)).size).toBe(2)
  for (const id of ids) await done(id)
})

test('R52 R61 | queue.offerWaiting() | a chat given back goes to whoever else is there, not to the same one at once; with nobody else it comes back to them after a rest', async () => {
  at(0)
  await only(maja, lukas)
  const id = await ask()
  await arrive(world.system, id, { work: 'chat' })
  await world.settle()
  const first = (await offered(maja)) ? maja : lukas
  const second = first === maja ? lukas : maja
  // Taken by hand while it is offered to another: no offer says who had it.
  await second.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  await second.call('POST', `/api/v1/desk/conversations/${id}/release`, {})
  await world.settle()
  expect([(await offered(first))?.conversationId, await offered(second)]).toEqual([id, undefined])
  await first.call('POST', `/api/v1/desk/offers/${(await offered(first))?.id}/decline`, {})
  await world.settle()
  await goOff(world.system, first.actor.id)
  await world.settle()
  at(59)
  await offerWaiting(world.system)
  expect(await offered(second)).toBeUndefined()
  at(61)
  await offerWaiting(world.system)
  expect(await offered(second)).toMatchObject({ conversationId: id })
  expect((await accept(second)).status).toBe(200)
  await done(id)
})

test('R52 | queue.hasTimeOpened() | nothing is offered by the clock but what time alone has opened: a circle that widens, a rest that is over', async () => {
  const opened = (since: number) => hasTimeOpened(world.system, new Date(start.getTime() + since * 1_000))
  at(0)
  await only(maja)
  expect(await opened(-5)).toBe(false)
  const id = await call({ locale: 'pl' })
  const { live } = Settings.parse({}).widening
  at(live.englishMinutes * 60 - 1)
  expect([await opened(1), await offered(maja)]).toEqual([false, undefined])
  at(live.englishMinutes * 60)
  expect(await opened(live.englishMinutes * 60 - 5)).toBe(true)
  await offerWaiting(world.system)
  const offer = await offered(maja)
  expect(offer).toMatchObject({ conversationId: id })
  await maja.call('POST', `/api/v1/desk/offers/${offer?.id}/decline`, {})
  await world.settle()
  at(live.englishMinutes * 60 + 61)
  expect([await opened(live.englishMinutes * 60 + 60), await opened(live.englishMinutes * 60 + 60)]).toEqual([true, false])
  await done(id)
})
