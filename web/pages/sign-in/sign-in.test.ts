import { expect, test, vi } from 'vitest'
import { Refusal } from '#kernel'
import type { PartnerPort } from '../ports.ts'
import type { Site } from '../site.ts'
import { browser, fakeSite } from '../help/site.fixture.ts'
import { signInRoutes, type SignInOptions } from './index.ts'

const at = '/en/extranet/sign-in'
const right = { email: 'ada@skargard.example', password: 'right' }
const pageOf = (changes: Partial<Site> = {}) => browser(signInRoutes(fakeSite(changes)))

test('goes on to where one was, else to the inbox in one’s own language', async () => {
  const on = await pageOf().post(at, { ...right, next: '/en/extranet/contact/rates' })
  expect([on.status, on.headers.get('location')]).toEqual([303, '/en/extranet/contact/rates'])
  const away = await pageOf().post(at, { ...right, next: '//evil.example' })
  expect(away.headers.get('location')).toBe('/sv/extranet/inbox')
})

test('never says which of the two was wrong, and keeps the address but not the password', async () => {
  const answer = await pageOf().post(at, { email: 'ada@skargard.example', password: 'wrong-one' })
  const html = await answer.text()
  expect(answer.status).toBe(401)
  expect(html).toContain('The e-mail address and the password do not belong together.')
  expect(html).toContain('value="ada@skargard.example"')
  expect(html).not.toContain('wrong-one')
})

test('says how long to wait after too many tries', async () => {
  const answer = await pageOf({ signIn: async () => { throw new Refusal('too_many', { minutes: 12 }) } }).post(at, right)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '720'])
  expect(await answer.text()).toContain('Wait 12 minutes, then try again.')
})

test('an empty field is said at the field, without counting as a try', async () => {
  const site = fakeSite()
  const answer = await browser(signInRoutes(site)).post('/sv/extranet/sign-in', { email: ' ', password: '' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toMatch(/id="email-error".*Skriv din e-postadress\..*id="password-error".*Skriv ditt lösenord\./s)
  expect(site.signIn).not.toHaveBeenCalled()
})

test('carries typed text past a wrong password, and hands it over after the right one', async () => {
  const fields = { carry_body: 'Ein "Satz" <b>', carry_topic: 'rates', next: '/de/extranet/contact' }
  const html = await (await pageOf().post(at, { ...right, ...fields, password: 'wrong' })).text()
  expect(html).toContain('name="carry_body" value="Ein &quot;Satz&quot; &lt;b&gt;"')
  expect(html).toContain('what you wrote is kept')
  const afterSignIn = vi.fn<NonNullable<SignInOptions['afterSignIn']>>(async () => undefined)
  const port = {} as PartnerPort
  const routes = signInRoutes(fakeSite({ signIn: async () => ({ locale: 'en', port }) }), { afterSignIn })
  expect((await browser(routes).post(at, { ...right, ...fields })).headers.get('location')).toBe('/de/extranet/contact')
  expect(afterSignIn).toHaveBeenCalledWith(port, { carry_body: fields.carry_body, carry_topic: 'rates' })
})

test('leads to the demo’s people only where they may sign in', async () => {
  expect(await (await pageOf().get(at)).text()).toContain('href="/demo"')
  expect(await (await pageOf({ demoAllowed: () => false }).get(at)).text()).not.toContain('Choose a demo person')
})

test('signing out ends the session and says so', async () => {
  const site = fakeSite()
  const answer = await browser(signInRoutes(site)).post('/sv/extranet/sign-out', {})
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sv/extranet/sign-in?out=1'])
  expect(site.signOut).toHaveBeenCalledWith(expect.anything(), 'partner')
  expect(await (await pageOf().get('/sv/extranet/sign-in?out=1')).text()).toContain('Du är utloggad.')
})
