import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Redeemed } from '#contract/desk'
import { ask, startWorld, type Partner } from '#test/world'
import { currentCallerCode, issueCallerCode, redeemCallerCode } from './caller-code.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const { secret } = world.app
const ada = await world.partner('ada')
const mateo = await world.partner('mateo')
const priya = await world.partner('priya')
const { id: conversationId } = await ask(ada)

const minutes = (count: number) => new Date(start.getTime() + count * 60_000)
const issueFor = (who: Partner, conversation: string) => issueCallerCode(who.ctx, { conversationId: conversation, minutes: 10, secret })
const issue = () => issueFor(ada, conversationId)
const startAfresh = () => world.app.system.db.deleteFrom('platform.rate_limit').execute()

test('R17 P4 | identity.issueCallerCode() | gives six digits that live ten minutes and stand for their conversation', async () => {
  const { code, expiresAt } = await issue()
  expect(code).toMatch(/^\d{6}$/)
  expect(expiresAt).toEqual(minutes(10))
  world.setNow(minutes(9.9))
  expect(await redeemCallerCode(world.system, code, secret)).toEqual({ accountId: ada.actor.id, conversationId })
  world.setNow(start)
})

test('R17 P4 | identity.redeemCallerCode() | a code works once, also when it comes many times at once', async () => {
  const { code } = await issue()
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => redeemCallerCode(world.system, code, secret)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'already_used', detail: {} })
  await expect(redeemCallerCode(world.system, code, secret)).rejects.toMatchObject({ code: 'already_used' })
})

test('R17 P4 | identity.redeemCallerCode() | a code that has run out, was never given or is another installation’s is refused alike', async () => {
  const { code } = await issue()
  world.setNow(minutes(10))
  const never = code === '123456' ? '654321' : '123456'
  for (const [typed, key] of [[code, secret], [never, secret], [code, `${secret}!`]] as const)
    await expect(redeemCallerCode(world.system, typed, key)).rejects.toMatchObject({ code: 'already_used', detail: {} })
  expect(await currentCallerCode(ada.ctx, conversationId, secret)).toBeNull()
  world.setNow(start)
})

test('R17 | identity.issueCallerCode() | asked for again, also many times at once, it is the same code; its owner sees it, nobody else', async () => {
  await startAfresh()
  const codes = await Promise.all([1, 2, 3, 4, 5].map(issue))
  expect(new Set(codes.map(({ code }) => code)).size).toBe(1)
  const { code } = await issue()
  expect(await currentCallerCode(ada.ctx, conversationId, secret)).toMatchObject({ code })
  expect(await currentCallerCode(mateo.ctx, conversationId, secret)).toBeNull()
})

test('P4 | identity.issueCallerCode() | only a keyed hash is stored', async () => {
  await startAfresh()
  const { code } = await issue()
  const rows = await world.app.system.db.selectFrom('identity.caller_code').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(code)
  expect(rows.every(({ code_hash }) => code_hash.length === 32)).toBe(true)
})

test('P4 | identity.issueCallerCode() | an account gets ten codes an hour', async () => {
  await startAfresh()
  await Promise.all(Array.from({ length: 10 }, () => issueFor(ada, randomUUID())))
  await expect(issueFor(ada, randomUUID())).rejects.toMatchObject({ code: 'too_many', detail: { minutes: 60 } })
  await issueFor(mateo, randomUUID())
  world.setNow(minutes(60))
  await issueFor(ada, randomUUID())
  world.setNow(start)
})

test('codes of different people are different, and the digits are spread over the whole range', async () => {
  const codes = new Set<string>()
  for (const who of [ada, mateo, priya]) {
    for (let count = 0; count < 10; count++) {
      await startAfresh()
      codes.add((await issueFor(who, randomUUID())).code)
    }
  }
  expect(codes.size).toBe(30)
  expect(new Set([...codes].map((code) => code[0])).size).toBeGreaterThan(4)
})

test('R17 | POST /api/v1/desk/caller-codes/redeem | opens the conversation for the agent who took the call, and takes it', async () => {
  await startAfresh()
  const maja = await world.agent('maja')
  const { code } = await issue()
  const spoken = `${code.slice(0, 3)} ${code.slice(3)}`
  expect(await maja.post('/api/v1/desk/caller-codes/redeem', { code: spoken }, Redeemed)).toEqual({ conversationId })
  expect(await maja.call('GET', `/api/v1/desk/conversations/${conversationId}`)).toMatchObject({ body: { claim: { name: 'Maja Ekström' } } })
  expect(await maja.refused('POST', '/api/v1/desk/caller-codes/redeem', { code })).toMatchObject({ status: 409, error: 'already_used' })
})

test('a code opens its conversation for who answers the phone, also when a colleague has it or it is closed', async () => {
  await startAfresh()
  const [maja, lukas] = [await world.agent('maja'), await world.agent('lukas')]
  const { id } = await ask(ada)
  const redeem = async () => lukas.post('/api/v1/desk/caller-codes/redeem', { code: (await issueFor(ada, id)).code }, Redeemed)
  await maja.call('POST', `/api/v1/desk/conversations/${id}/take`, {})
  expect(await redeem()).toEqual({ conversationId: id })
  await maja.call('POST', `/api/v1/desk/conversations/${id}/close`, { outcome: 'solved', askerAgreed: true })
  expect(await redeem()).toEqual({ conversationId: id })
  expect(await lukas.call('GET', `/api/v1/desk/conversations/${id}`)).toMatchObject({ body: { state: 'closed' } })
})

test('P4 | POST /api/v1/desk/caller-codes/redeem | thirty guesses an hour are listened to', async () => {
  await startAfresh()
  const lukas = await world.agent('lukas')
  const guess = (count: number) => lukas.refused('POST', '/api/v1/desk/caller-codes/redeem', { code: String(count).padStart(6, '0') })
  for (let count = 0; count < 30; count++) expect((await guess(count)).error).toBe('already_used')
  expect(await guess(30)).toMatchObject({ status: 429, error: 'too_many' })
  for (const code of ['12345', '1234567', 'abcdef', '12 3456', '１２３４５６']) expect(await lukas.refused('POST', '/api/v1/desk/caller-codes/redeem', { code })).toMatchObject({ status: 400, error: 'invalid' })
})
