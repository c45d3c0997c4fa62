import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { systemActor } from '#identity'
import { demoPassword, mailOf, startWorld, visitorAs, type Visitor } from '#test/world'
import { signInCode } from '../sign-in-code.ts'

const world = await startWorld({ clock: new Date('2026-05-12T09:00:00Z') })
const at = '/en/app/more/code'
const live = async (who: Visitor) => (await who.call('GET', '/api/v1/properties')).status === 200
const mailsTo = async (email: string) => (await world.app.system.db.selectFrom('email.outgoing').where('recipient', '=', email).where('kind', '=', 'code').orderBy('created_at').orderBy('id').select('subject').execute()).map(({ subject }) => subject)
const codeOf = (secret: string, steps = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.app.now().getTime() + steps * 30_000 })
const pass = (seconds: number) => world.setNow(new Date(world.app.now().getTime() + seconds * 1_000))
const nextStep = () => pass(30)
const freeTries = () => world.app.system.db.deleteFrom('platform.rate_limit').execute()

/** Who has signed in with a session of their own, from what a page's answer set. */
const byAnswer = async (answer: Response) => ({ cookie: /hospes-partner=[\w-]{43}/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '' })
const post = (path: string, fields: Record<string, string>, cookie = '') => world.visitor.send(path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie } })

const setUp = async (who: string) => {
  const answer = await (await world.partner(who)).submit(`${at}/begin`, { password: demoPassword })
  expect(answer.status).toBe(200)
  const secret = /data-secret="([A-Z2-7]+)"/.exec(answer.text)?.[1] ?? ''
  const recovery = [...answer.text.matchAll(/<code>([A-Z2-7]{5}-[A-Z2-7]{5})<\/code>/g)].map(([, code]) => code ?? '')
  return { secret, recovery }
}

test('R43 | POST /{locale}/app/more/code/begin | a sign-in code is set up with the password and a first code; others are signed out, and the owner is told', async () => {
  const ada = await world.partner('ada')
  const elsewhere = await world.partner('ada')
  const email = mailOf('ada')
  expect((await ada.submit(`${at}/begin`, { password: 'not hers' })).status).toBe(422)
  const { secret, recovery } = await setUp('ada')
  expect([secret.length, new Set(recovery).size]).toEqual([32, 10])
  const kept = await world.app.system.db.selectFrom('identity.second_factor').selectAll().execute()
  expect(JSON.stringify(kept.map(({ sealed }) => sealed.toString('latin1')))).not.toContain(secret)

  // Begun is not on.
  expect((await post('/en/extranet/sign-in', { email, password: demoPassword })).status).toBe(303)
  expect((await ada.submit(`${at}/on`, { code: '000000' })).status).toBe(422)
  const on = await ada.submit(`${at}/on`, { code: codeOf(secret) })
  expect([on.status, on.location]).toEqual([303, `${at}?said=on`])
  expect([await live(ada), await live(elsewhere)]).toEqual([false, false])
  expect(await mailsTo(email)).toEqual([expect.stringMatching(/Two-step login is on|Tvåstegsverifieringen är på/)])
})

test('R43 S7 | POST /{locale}/extranet/sign-in/code | the password alone does not sign in; a code does once, a step early or late; what was written goes along', async () => {
  await freeTries()
  const { secret, recovery } = await setUp('mateo')
  const mateo = await world.partner('mateo')
  await mateo.submit(`${at}/on`, { code: codeOf(secret) })
  const email = mailOf('mateo')
  const password = async () => {
    const answer = await post('/en/extranet/sign-in', { email, password: demoPassword, next: '/en/extranet/profile', carry_body: 'kept "text"' })
    return { answer, cookie: /hospes-sign-in-code=[\w.-]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '', html: await answer.text() }
  }
  const asked = await password()
  expect([asked.answer.status, (await byAnswer(asked.answer)).cookie]).toEqual([200, ''])
  expect(asked.html).toContain('name="carry_body" value="kept &quot;text&quot;"')
  const tryCode = (code: string, cookie = asked.cookie) => post('/en/extranet/sign-in/code', { code, next: '/en/extranet/profile' }, cookie)

  // Used when it was turned on; two steps off; empty; without the password before it.
  expect((await Promise.all([codeOf(secret), codeOf(secret, 2), ''].map((code) => tryCode(code)))).map(({ status }) => status)).toEqual([401, 401, 422])
  expect((await tryCode(codeOf(secret, 1), '')).status).toBe(410)
  nextStep()
  const both = await Promise.all([1, 2].map(() => tryCode(codeOf(secret))))
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 401])
  const entered = both.find(({ status }) => status === 303)
  expect([entered?.headers.get('location'), entered && (await byAnswer(entered)).cookie]).toEqual(['/en/extranet/profile', expect.stringMatching(/^hospes-partner=/)])

  // A recovery code is as good, once, however it is typed; its use is told.
  const [first = ''] = recovery
  const spelled = first.toLowerCase().replace('-', ' ')
  expect([(await tryCode(spelled)).status, (await tryCode(first)).status]).toEqual([303, 401])
  expect((await mailsTo(email)).at(-1)).toMatch(/recovery code|código de recuperación|reservkod/)

  // By the API too.
  const session = (code?: string) => world.visitor.call('POST', '/api/v1/sessions', { email, password: demoPassword, ...(code === undefined ? {} : { code }) })
  expect((await session()).body).toMatchObject({ error: 'code_needed' })
  expect((await session('123')).body).toMatchObject({ error: 'wrong_code' })
  nextStep()
  expect((await session(codeOf(secret, -1))).status).toBe(401)
  expect((await session(codeOf(secret, 1))).status).toBe(201)

  // The ticket runs out; five wrong codes are enough, and the right one waits too.
  pass(11 * 60)
  expect((await tryCode(codeOf(secret))).status).toBe(410)
  await freeTries()
  const { cookie } = await password()
  const wrong = await Promise.all(Array.from({ length: 6 }, () => tryCode('12', cookie)))
  expect(wrong.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 401, 429])
  expect((await tryCode(codeOf(secret), cookie)).status).toBe(429)
})

test('R43 | POST /{locale}/app/more/code/off | turned off with the password and a code, and told', async () => {
  await freeTries()
  const { secret } = await setUp('katharina')
  const katharina = await world.partner('katharina')
  const on = await katharina.submit(`${at}/on`, { code: codeOf(secret) })
  const again = visitorAs(world, /hospes-partner=([\w-]{43})/.exec(on.headers.get('set-cookie') ?? '')?.[1] ?? '')
  nextStep()
  expect((await again.submit(`${at}/begin`, { password: demoPassword })).location).toBe(at)
  expect((await again.submit(`${at}/off`, { password: 'not hers', code: codeOf(secret) })).status).toBe(422)
  expect((await again.submit(`${at}/off`, { password: demoPassword, code: '1' })).status).toBe(422)
  expect((await again.submit(`${at}/off`, { password: demoPassword, code: codeOf(secret) })).location).toBe(`${at}?said=off`)
  expect((await post('/en/extranet/sign-in', { email: mailOf('katharina'), password: demoPassword })).status).toBe(303)
  expect(await mailsTo(mailOf('katharina'))).toHaveLength(2)
})

test('S7 | POST /desk/sign-in/code | staff set up a code at the desk and are asked for it; hospes sign-in-code off takes a lost one away, which is a fact and told by mail', async () => {
  await freeTries()
  const own = '/desk/sign-in-code'
  const [maja, elsewhere] = [await world.agent('maja'), await world.agent('maja')]
  const email = mailOf('maja')
  expect((await world.visitor.send(own, { redirect: 'manual' })).headers.get('location')).toBe('/desk/sign-in?next=%2Fdesk%2Fsign-in-code')
  expect((await maja.submit(`${own}/begin`, { password: 'not hers' })).status).toBe(422)
  const made = await maja.submit(`${own}/begin`, { password: demoPassword })
  const secret = /<code dir="ltr">([A-Z2-7]{32})<\/code>/.exec(made.text)?.[1] ?? ''
  const [recovery = ''] = /[A-Z2-7]{5}-[A-Z2-7]{5}/.exec(made.text) ?? []
  expect([made.status, made.text]).toEqual([200, expect.stringContaining('data:image/png')])
  expect((await maja.submit(`${own}/on`, { code: codeOf(secret) })).location).toBe(`${own}?said=on`)
  expect((await elsewhere.call('GET', '/api/v1/desk/me')).status).toBe(401)

  const password = () => post('/desk/sign-in', { email, password: demoPassword, next: '/desk/mine' })
  const asked = await password()
  const cookie = /hospes-staff-code=[\w.-]+/.exec(asked.headers.get('set-cookie') ?? '')?.[0] ?? ''
  expect([asked.status, asked.headers.get('set-cookie')]).toEqual([200, expect.not.stringContaining('hospes-staff=')])
  nextStep()
  const tryCode = (code: string) => post('/desk/sign-in/code?locale=en', { code, next: '/desk/mine' }, cookie)
  expect((await tryCode('000000')).status).toBe(401)
  const entered = await tryCode(codeOf(secret))
  expect([entered.status, entered.headers.get('location'), entered.headers.get('set-cookie')]).toEqual([303, '/desk/mine', expect.stringContaining('hospes-staff=')])
  expect((await tryCode(recovery)).status).toBe(303)

  const context = { ctx: { db: world.app.system.db, actor: systemActor(world.app.brandId), now: world.app.now, log: world.app.log }, config: world.app.config, secret: world.app.secret }
  await expect(signInCode(context, ['off', email, '--partner'])).rejects.toThrow('Nobody of a partner')
  expect(await signInCode(context, ['off', email])).toContain('is off')
  await expect(signInCode(context, ['off', email])).rejects.toThrow('Nobody of staff')
  expect((await password()).headers.get('set-cookie')).toContain('hospes-staff=')
  const facts = await world.app.system.db.selectFrom('platform.fact').where('name', 'like', 'sign-in-code.%').where('payload', '@>', sql<string>`jsonb_build_object('accountId', ${maja.actor.id}::text)`).orderBy('ordinal').select('name').execute()
  expect(facts.map(({ name }) => name)).toEqual(['sign-in-code.turned-on', 'sign-in-code.taken-off'])
  expect(await mailsTo(email)).toHaveLength(3)
})
