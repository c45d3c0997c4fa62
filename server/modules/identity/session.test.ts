import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { visitorContext } from '../../app/request.ts'
import { Me } from '#contract/desk'
import { Properties } from '#contract/public'
import { demoPassword, mailOf, startWorld, type Visitor } from '#test/world'
import { resume } from './session.ts'
import { signIn } from './two-steps.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const visitor = visitorContext(world.app)

const minutes = (count: number) => new Date(start.getTime() + count * 60_000)
const hours = (count: number) => minutes(count * 60)
const days = (count: number) => hours(count * 24)
const isPartner = async (who: Visitor) => (await who.call('GET', '/api/v1/properties')).status
const isAgent = async (who: Visitor) => (await who.call('GET', '/api/v1/desk/me')).status
const tryIn = (email: string, change: Record<string, unknown> = {}) => ({ kind: 'partner' as const, email, password: 'wrong', network: '198.51.100.7', demoOpen: true, secret: world.app.secret, ...change })
const post = (email: string, password: string) => world.visitor.refused('POST', '/api/v1/sessions', { email, password })
const cookieOf = (headers: Headers) => /hospes-partner=([\w-]*)/.exec(headers.get('set-cookie') ?? '')?.[1]

test('a session is a random token of which only the hash is stored', async () => {
  const ada = await world.partner('ada')
  expect(ada.token).toMatch(/^[\w-]{43}$/)
  const rows = await world.app.system.db.selectFrom('identity.session').select('token_hash').execute()
  const hashes = rows.map(({ token_hash }) => token_hash.toString('hex'))
  expect(hashes).toContain(createHash('sha256').update(ada.token).digest('hex'))
  expect(JSON.stringify(hashes)).not.toContain(Buffer.from(ada.token).toString('hex'))
  expect((await ada.get('/api/v1/properties', Properties)).properties).toHaveLength(1)
})

test('a partner’s session ends after seven days without use, and after thirty with it', async () => {
  const idle = await world.partner('ada')
  const used = await world.partner('ada')
  world.setNow(days(6.9))
  expect(await isPartner(used)).toBe(200)
  world.setNow(days(7.1))
  expect(await isPartner(idle)).toBe(401)
  for (const day of [13, 19, 25, 29.9]) {
    world.setNow(days(day))
    expect(await isPartner(used)).toBe(200)
  }
  world.setNow(days(30.1))
  expect(await isPartner(used)).toBe(401)
  world.setNow(start)
})

test('an agent’s session ends after half an hour without use, and after twelve hours with it', async () => {
  const idle = await world.agent('maja')
  const used = await world.agent('maja')
  world.setNow(minutes(29))
  expect(await isAgent(used)).toBe(200)
  world.setNow(minutes(31))
  expect(await isAgent(idle)).toBe(401)
  for (let minute = 58; minute < 720; minute += 29) {
    world.setNow(minutes(minute))
    expect(await isAgent(used)).toBe(200)
  }
  world.setNow(hours(12.1))
  expect(await isAgent(used)).toBe(401)
  world.setNow(start)
})

test('looking after an open stream is no use of the session', async () => {
  const maja = await world.agent('maja')
  world.setNow(minutes(20))
  expect(await resume(visitor, maja.token, { isUse: false, demoOpen: true })).toMatchObject({ state: 'live' })
  world.setNow(minutes(31))
  expect(await isAgent(maja)).toBe(401)
  world.setNow(start)
})

test('the clock set back lets no session in that has run out since', async () => {
  const ada = await world.partner('ada')
  world.setNow(days(31))
  expect(await isPartner(ada)).toBe(401)
  world.setNow(days(30.5))
  expect(await isPartner(ada)).toBe(401)
  world.setNow(start)
})

test('signing out ends the session at once, and no other of the same person', async () => {
  const [here, elsewhere] = [await world.partner('ada'), await world.partner('ada')]
  expect(await here.submit('/en/extranet/sign-out', {})).toMatchObject({ status: 303 })
  expect(await isPartner(here)).toBe(401)
  expect(await isPartner(elsewhere)).toBe(200)
})

test('signing in ends the session that the browser had before', async () => {
  const before = await world.partner('ada')
  const entered = await world.visitor.send('/en/extranet/sign-in', {
    method: 'POST', body: new URLSearchParams({ email: mailOf('ada'), password: demoPassword }), headers: { cookie: `hospes-partner=${before.token}` },
  })
  expect(entered.status).toBe(303)
  const token = cookieOf(entered.headers)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(token).not.toBe(before.token)
  expect(await isPartner(before)).toBe(401)
})

test('an unknown address and a wrong password are answered alike, in about the same time', async () => {
  const timed = async (email: string) => {
    const began = performance.now()
    const refused = await post(email, 'wrong')
    return { refused, ms: performance.now() - began }
  }
  const known = [await timed(mailOf('tobias')), await timed(mailOf('davide')), await timed(mailOf('lucia'))]
  const unknown = [await timed('nobody1@skargard.example'), await timed('nobody2@skargard.example'), await timed('nobody3@skargard.example')]
  expect(new Set([...known, ...unknown].map(({ refused }) => JSON.stringify(refused))).size).toBe(1)
  expect(known[0]?.refused).toEqual({ status: 401, error: 'wrong_password', detail: {} })
  const fastest = (answers: { ms: number }[]) => Math.min(...answers.map(({ ms }) => ms))
  expect(fastest(unknown)).toBeGreaterThan(fastest(known) / 3)
  expect(fastest(known)).toBeGreaterThan(fastest(unknown) / 3)
})

test('a partner’s address signs nobody in at the desk', async () => {
  await expect(signIn(visitor, tryIn(mailOf('ada'), { kind: 'agent', password: demoPassword }))).rejects.toMatchObject({ code: 'wrong_password' })
  const maja = await world.agent('maja')
  expect((await maja.get('/api/v1/desk/me', Me)).name).toBe('Maja Ekström')
  expect(await isPartner(maja)).toBe(401)
})

test('after five wrong passwords from five networks an account waits a quarter of an hour, known or not', async () => {
  for (const email of [mailOf('nils'), 'nobody@skargard.example']) {
    for (let attempt = 1; attempt <= 5; attempt++)
      await expect(signIn(visitor, tryIn(email, { network: `203.0.113.${attempt}` }))).rejects.toMatchObject({ code: 'wrong_password' })
    for (const password of ['wrong', demoPassword])
      await expect(signIn(visitor, tryIn(email.toUpperCase(), { password, network: '203.0.113.99' }))).rejects.toMatchObject({ code: 'too_many', detail: { minutes: 15 } })
  }
  world.setNow(minutes(15))
  expect((await signIn(visitor, tryIn(mailOf('nils'), { password: demoPassword }))).actor.name).toBe('Nils Öberg')
  world.setNow(start)
})

test('30 wrong passwords at once are counted exactly', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => signIn(visitor, tryIn('crowd@skargard.example', { network: `203.0.113.${index}` }))))
  const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'in'))
  expect(codes.filter((code) => code === 'wrong_password')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too_many')).toHaveLength(25)
})

test('one network may be wrong thirty times for all accounts together; whoever is right does not use it up', async () => {
  const network = '192.0.2.44'
  for (let attempt = 1; attempt <= 3; attempt++) await signIn(visitor, tryIn(mailOf('ada'), { password: demoPassword, network }))
  const { db } = world.app.system
  const limits = await db.selectFrom('platform.rate_limit').where('subject', '=', `sign-in-network:${network}`).select('attempts').execute()
  expect(limits).toEqual([{ attempts: 0 }])
  await db.updateTable('platform.rate_limit').set({ attempts: 30 }).where('subject', '=', `sign-in-network:${network}`).execute()
  await expect(signIn(visitor, tryIn('somebody@skargard.example', { network }))).rejects.toMatchObject({ code: 'too_many' })
})
