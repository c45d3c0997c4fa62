import { expect, test } from 'vitest'
import { secondNode } from '#test/server'
import { mailOf, startWorld, visitorAs, type Visitor } from '#test/world'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const other = await secondNode(world)
const longEnough = 'a lamp at the night desk'

const sides = {
  partner: { at: '/en/partner', signIn: '/en/extranet/sign-in', who: 'ada', guard: '/api/v1/properties' },
  staff: { at: '/desk', signIn: '/desk/sign-in', who: 'maja', guard: '/api/v1/desk/me' },
} as const
type Side = (typeof sides)[keyof typeof sides]

const ask = ({ at }: Side, email: string) => world.visitor.submit(`${at}/forgotten`, { email })
const mailsTo = (email: string) => world.app.system.db.selectFrom('email.outgoing').where('recipient', '=', email).where('kind', '=', 'code').orderBy('created_at').orderBy('id').select(['subject', 'body_text']).execute()
const tokenFor = async (email: string) => /[?&]t=([\w-]+)/.exec((await mailsTo(email)).at(-1)?.body_text ?? '')?.[1] ?? ''
const withToken = (token: string, init: RequestInit = {}) => ({ ...init, headers: { cookie: `hospes-new-password=${token}` } })
const open = async ({ at }: Side, token: string) => (await world.visitor.send(`${at}/new-password`, withToken(token))).status
const choose = ({ at }: Side, token: string, typed: { password: string; again?: string }) =>
  world.visitor.send(`${at}/new-password`, withToken(token, { method: 'POST', body: new URLSearchParams({ again: typed.password, ...typed }) }))
const enter = async ({ signIn }: Side, email: string, password: string) => (await world.visitor.submit(signIn, { email, password })).status
const live = async (who: Visitor, { guard }: Side) => (await who.call('GET', guard)).status === 200

test.each(Object.entries(sides))('R20 S7 | POST /{locale}/partner/forgotten | %s: one answer for every address; the link works once, by a tap, and ends every session', async (kind, side) => {
  const email = mailOf(side.who)
  const here = kind === 'partner' ? await world.partner(side.who) : await world.agent(side.who)
  const [known, unknown] = await Promise.all([email.toUpperCase(), 'nobody@skargard.example'].map((typed) => ask(side, typed)))
  if (!known || !unknown) throw new Error('answers')
  expect([known.status, known.location, known.text]).toEqual([unknown.status, unknown.location, unknown.text])
  expect(known.status).toBe(303)
  expect(await mailsTo('nobody@skargard.example')).toEqual([])
  const first = await tokenFor(email)
  await ask(side, email)
  const token = await tokenFor(email)

  // Opening it, as programs that look at mails do, uses nothing up; the token leaves the address at once.
  const followed = await world.visitor.send(`${side.at}/new-password?t=${token}`)
  expect([followed.status, followed.headers.get('referrer-policy')]).toEqual([303, 'no-referrer'])
  expect(followed.headers.get('location')).not.toContain(token)
  expect([await open(side, token), await open(side, token), await open(side, first), await open(side, 'x')]).toEqual([200, 200, 410, 410])

  expect((await choose(side, token, { password: 'short' })).status).toBe(422)
  expect((await choose(side, token, { password: longEnough, again: 'another one altogether' })).status).toBe(422)
  expect(await live(here, side)).toBe(true)
  const outcomes = await Promise.all(Array.from({ length: 3 }, () => choose(side, token, { password: longEnough })))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual([303, 410, 410])
  expect(await live(here, side)).toBe(false)
  expect([await enter(side, email, 'hospes-demo'), await enter(side, email, longEnough)]).toEqual([401, 303])
  expect((await mailsTo(email)).at(-1)?.subject).toMatch(/Your password is changed|Ditt lösenord är ändrat/)
})

test('R20 | POST /{locale}/partner/forgotten | three letters an hour for an address, ten questions for a network, half an hour for a link; a partner’s link is none for staff', async () => {
  await world.app.system.db.deleteFrom('platform.rate_limit').execute()
  const email = mailOf('nils')
  const before = (await mailsTo(email)).length
  const answers = await Promise.all(Array.from({ length: 11 }, () => ask(sides.partner, email)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(10).fill(303), 429])
  expect(await mailsTo(email)).toHaveLength(before + 3)
  const token = await tokenFor(email)
  expect(await open(sides.staff, token)).toBe(410)
  expect((await choose(sides.staff, token, { password: longEnough })).status).toBe(410)
  world.setNow(new Date(start.getTime() + 30 * 60_000))
  expect(await open(sides.partner, token)).toBe(410)
  expect((await choose(sides.partner, token, { password: longEnough })).status).toBe(410)
})

test('I7 S7 | POST /{locale}/extranet/sign-out | what is revoked at one process is worth nothing at the next request to another', async () => {
  const [priya, maja, helen] = [await world.partner('priya'), await world.agent('lukas'), await world.guest('helen')]
  const there = { priya: visitorAs(other, priya.token), maja: visitorAs(other, maja.token), helen: visitorAs(other, helen.token) }
  const states = async () => [(await there.priya.call('GET', '/api/v1/properties')).status, (await there.maja.call('GET', '/api/v1/desk/me')).status, (await there.helen.page('/en/guest/booking')).headers.get('location')]
  expect(await states()).toEqual([200, 200, `/en/guest/booking/${helen.actor.reservationId}`])
  await priya.submit('/en/extranet/profile/password', { current: 'hospes-demo', next: longEnough })
  await maja.submit('/desk/sign-out', {})
  await helen.submit('/en/guest/sign-out', {})
  expect(await states()).toEqual([401, 401, '/en/guest/booking/sign-in'])
})
