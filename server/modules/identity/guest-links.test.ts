import { expect, test } from 'vitest'
import { visitorContext } from '../../app/request.ts'
import { startWorld } from '#test/world'
import { codeMailFor, linkIsLive, linkMailFor, signInByCode, signInByMailLink } from './guest-mail.ts'
import { signInByPin } from './guest-sign-in.ts'
import { makeSignedLink, signedLinkIsLive, signInBySignedLink } from './signed-link.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const visitor = visitorContext(world.app)
const { secret } = world.app
const key = 'a key shared with the booking platform'
const number = '4071882316'
const email = 'ana.ruiz@guest.example'
const asked = { network: '198.51.100.9', demoOpen: true }
const minutes = (count: number) => new Date(start.getTime() + count * 60_000)
const code = (typed: string, network = '198.51.100.9') => signInByCode(visitor, { email, code: typed, network, secret, demoOpen: true })
const startAfresh = async () => {
  world.setNow(start)
  await world.app.system.db.deleteFrom('platform.rate_limit').execute()
}
const link = (change: Partial<{ number: string; expiresAt: Date; once: boolean }> = {}) => makeSignedLink({ number, expiresAt: minutes(60), once: false, ...change }, key)
const follow = (token: string) => signInBySignedLink(visitor, { token, key, demoOpen: true })

test('R31 I4 | identity.signInByMailLink() | of a hundred at once one gets in, and the number is unlocked', async () => {
  for (let attempt = 0; attempt < 5; attempt++)
    await signInByPin(visitor, { number, pin: '000000', lastName: '', network: `203.0.113.${attempt}`, secret, demoOpen: true }).catch(() => null)
  const mail = await linkMailFor(visitor, { ...asked, typed: number })
  expect(mail).toMatchObject({ to: email, minutes: 10 })
  const token = mail?.links[0]?.token ?? ''
  expect(await linkIsLive(visitor, token)).toBe(true)
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => signInByMailLink(visitor, { token, demoOpen: true })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await linkIsLive(visitor, token)).toBe(false)
  expect((await signInByPin(visitor, { number, pin: '604182', lastName: '', network: '203.0.113.77', secret, demoOpen: true })).actor.proof).toBe('pin')
})

test('R31 | identity.linkMailFor() | nothing for who is unknown, three an hour for an address, ten tries for a network, ten minutes to use', async () => {
  await startAfresh()
  expect(await linkMailFor(visitor, { ...asked, typed: 'nobody@guest.example' })).toBeNull()
  const token = (await linkMailFor(visitor, { ...asked, typed: email.toUpperCase() }))?.links[0]?.token ?? ''
  for (let again = 0; again < 2; again++) expect(await linkMailFor(visitor, { ...asked, typed: number })).not.toBeNull()
  for (let again = 0; again < 6; again++) expect(await linkMailFor(visitor, { ...asked, typed: number })).toBeNull()
  await expect(linkMailFor(visitor, { ...asked, typed: number })).rejects.toMatchObject({ code: 'too_many' })
  world.setNow(minutes(10))
  await expect(signInByMailLink(visitor, { token, demoOpen: true })).rejects.toMatchObject({ code: 'already_used' })
})

test('R31 | identity.signInByCode() | a code has five tries whoever makes them, works once, and makes the loyalty level known', async () => {
  await startAfresh()
  expect(await codeMailFor(visitor, { ...asked, email: 'nobody@guest.example', secret })).toBeNull()
  const first = await codeMailFor(visitor, { ...asked, email, secret })
  const wrong = first?.code === '000000' ? '111111' : '000000'
  const guesses = await Promise.allSettled(Array.from({ length: 19 }, (_, index) => code(wrong, `203.0.113.${index}`)))
  expect(guesses.every(({ status }) => status === 'rejected')).toBe(true)
  await expect(code(first?.code ?? '')).rejects.toMatchObject({ code: 'wrong_password' })
  const second = await codeMailFor(visitor, { ...asked, email, secret })
  expect((await code(second?.code ?? '')).actor).toMatchObject({ name: 'Ana Ruiz', loyaltyLevel: 3, proof: 'account', reservationId: null })
  await expect(code(second?.code ?? '')).rejects.toMatchObject({ code: 'wrong_password' })
})

test('R31 | identity.signInBySignedLink() | opens the booking until it runs out, once when it says so, also while the number is locked', async () => {
  await startAfresh()
  expect((await follow(link())).actor).toMatchObject({ proof: 'link', loyaltyLevel: null })
  const once = link({ once: true })
  expect(await signedLinkIsLive(visitor, { token: once, key })).toBe(true)
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => follow(once)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await signedLinkIsLive(visitor, { token: once, key })).toBe(false)
  await world.app.system.db.insertInto('identity.guest_guard')
    .values({ brand_id: world.app.brandId, number: '4068225179', tries: 5, tries_since: start, day_tries: 10, day_since: start, locked_until: minutes(10_000), admitted: false }).execute()
  expect((await follow(link({ number: '4068225179' }))).actor.name).toBe('Emma Lindholm')
})

test('R31 | identity.signInBySignedLink() | what is altered, too old, too long, for nobody or signed by another is refused alike', async () => {
  const [body = '', signature = ''] = link().split('.')
  const forged = Buffer.from(JSON.stringify({ aud: 'hospes-guest', number: '4068225179', exp: Math.floor(minutes(60).getTime() / 1_000) })).toString('base64url')
  const bad = [
    `${forged}.${signature}`, `${body}.`, body, '.', '', `${body}.${signature}.x`, `${body}.${signature.slice(0, -2)}AA`, link({ expiresAt: start }), link({ expiresAt: minutes(60 * 24 * 8) }),
    link({ number: '4999999999' }), makeSignedLink({ number, expiresAt: minutes(60), once: false }, 'another key'),
  ]
  for (const token of bad) await expect(follow(token), token).rejects.toMatchObject({ code: 'already_used', detail: {} })
})
