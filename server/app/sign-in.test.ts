import type { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createAccount, demoPeople, joinPartner } from '#identity'
import { demoPassword, mailOf, startWorld } from '#test/world'
import type { Config } from '../config.ts'
import { mount } from './mount.ts'
import { visitorContext, type Env } from './request.ts'

const world = await startWorld()
const ada = await world.partner('ada')
const [someone] = await demoPeople(visitorContext(world.app))

// Somebody who is not of the demo world.
const real = { email: 'vera@skargard.example', password: 'a password of her own' }
const accountId = await createAccount(world.system, { kind: 'partner', name: 'Vera', locale: 'en', timeZone: 'Europe/Stockholm', ...real })
await joinPartner(world.system, { accountId, partnerId: ada.actor.partnerId, roleTitle: {}, rights: ['contact-support'] })

/** The same installation with other settings. */
const having = (config: Partial<Config>): Hono<Env> => mount({ ...world.app, config: { ...world.app.config, ...config } })
type Asked = { method?: string; headers?: Record<string, string>; body?: URLSearchParams | string }
const ask = (router: Hono<Env>, path: string, { host = '127.0.0.1', ...init }: Asked & { host?: string } = {}) =>
  router.request(`http://${host}${path}`, init, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })
const https = having({ publicUrl: 'https://help.fjordstay.example' })

test('I6 | POST /{locale}/extranet/sign-in | the cookie is for this host alone, over encryption, out of reach of scripts and other sites', async () => {
  const entered = await ask(https, '/en/extranet/sign-in', form(real))
  expect(entered.status).toBe(303)
  const cookie = entered.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^__Host-hospes-partner=[\w-]{43}; /)
  const flags = cookie.split('; ').slice(1).toSorted()
  expect(flags).toEqual(['HttpOnly', expect.stringMatching(/^Max-Age=\d+$/), 'Path=/', 'SameSite=Lax', 'Secure'])
  expect(entered.headers.get('strict-transport-security')).toBe('max-age=31536000')
  const sent = cookie.split(';')[0] ?? ''
  expect((await ask(https, '/en/extranet/inbox', { headers: { cookie: sent } })).status).toBe(200)
  // Without its prefix it is no cookie of ours: one that another site of the domain could have set is passed over.
  expect((await ask(https, '/en/extranet/inbox', { headers: { cookie: sent.replace('__Host-', '') } })).status).toBe(303)
  const out = await ask(https, '/en/extranet/sign-out', { method: 'POST', headers: { cookie: sent } })
  expect(out.headers.get('set-cookie')).toMatch(/^__Host-hospes-partner=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect((await ask(https, '/en/extranet/inbox', { headers: { cookie: sent } })).status).toBe(303)
})

test('on the loopback address the cookie has the same flags but encryption', async () => {
  const entered = await ask(having({}), '/en/extranet/sign-in', form(real))
  expect(entered.headers.get('set-cookie')).toMatch(/^hospes-partner=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('I6 | POST /api/v1/conversations | every change that another site asks for is refused, by page and by API', async () => {
  const changes = ['/api/v1/conversations', '/api/v1/sessions', '/api/v1/desk/me', '/en/extranet/sign-in', '/en/extranet/sign-out', '/desk/sign-in', '/en/partner/locked-out', `/demo/sign-in/${someone?.id}`, '/setup/token']
  for (const path of changes) {
    for (const method of path.endsWith('/me') ? ['PATCH'] : ['POST']) {
      const refused = await ask(https, path, { method, headers: { origin: 'https://evil.example', authorization: `Bearer ${ada.token}` } })
      expect(refused.status, path).toBe(403)
      if (path.startsWith('/api/')) expect(await refused.json()).toEqual({ error: 'wrong_origin', detail: {} })
    }
  }
})

const closedTo: [string, Partial<Config>, Record<string, string>, string?][] = [
  ['an installation with a public address', { publicUrl: 'https://help.fjordstay.example' }, {}], ['one with a public address without encryption', { publicUrl: 'http://intranet.example' }, {}],
  ['one that listens to the network', { host: '0.0.0.0' }, {}], ['one that listens to the network in IPv6', { host: '::' }, {}], ['one with an address of the network', { host: '192.0.2.10' }, {}],
  ['one without the demo', { demo: false }, {}], ['a request through a proxy', {}, { 'x-forwarded-for': '203.0.113.9' }], ['a request through another proxy', {}, { forwarded: 'for=203.0.113.9' }],
  ['a proxy that only names the host', {}, { 'x-forwarded-host': 'help.example' }], ['a proxy that only names the client', {}, { 'x-real-ip': '203.0.113.9' }], ['a proxy that only names itself', {}, { via: '1.1 cache' }],
  ['a foreign name that leads here', {}, {}, 'rebound.evil.example:3000'],
]
test.each(closedTo)('the demo is closed to %s: no button, no password, no session, no mail', async (_what, config, headers, host = '127.0.0.1') => {
  const router = having(config)
  const button = await ask(router, `/demo/sign-in/${someone?.id}`, { method: 'POST', headers, host })
  expect([button.status, button.headers.get('set-cookie')]).toEqual([404, null])
  const page = await ask(router, '/en/extranet/sign-in', { ...form({ email: mailOf('katharina'), password: demoPassword }), headers, host })
  expect([page.status, page.headers.get('set-cookie')]).toEqual([401, null])
  const api = await ask(router, '/api/v1/sessions', { method: 'POST', headers, host, body: JSON.stringify({ email: mailOf('tobias'), password: demoPassword }) })
  expect(await api.json()).toEqual({ error: 'wrong_password', detail: {} })
  expect((await ask(router, '/api/v1/properties', { headers: { ...headers, authorization: `Bearer ${ada.token}` }, host })).status).toBe(401)
  for (const path of ['/demo', '/demo/mail']) expect((await ask(router, path, { headers, host })).status).toBe(404)
  expect((await ask(router, '/', { headers, host })).headers.get('location')).toBe('/en/partner/help')
  await world.app.system.db.deleteFrom('platform.rate_limit').execute()
})

test('the demo is open on the loopback address by any of its names', async () => {
  for (const host of ['127.0.0.1:3000', 'localhost:3000', '[::1]:3000']) {
    const entered = await ask(having({}), `/demo/sign-in/${someone?.id}`, { method: 'POST', host })
    expect([entered.status, entered.headers.get('location')], host).toEqual([303, expect.stringMatching(/inbox$|^\/desk$/)])
    expect((await ask(having({}), '/demo', { host })).status).toBe(200)
  }
  expect((await ask(having({}), `/demo/sign-in/${crypto.randomUUID()}`, { method: 'POST' })).status).toBe(404)
})

test('after signing in one comes back to where one was, and never to another site', async () => {
  const next = async (wanted: string) => (await ask(having({}), '/en/extranet/sign-in', form({ ...real, next: wanted }))).headers.get('location')
  expect(await next('/sv/extranet/contact/rates?x=1')).toBe('/sv/extranet/contact/rates?x=1')
  for (const wanted of ['https://evil.example', '//evil.example', '/\\evil.example', '/en/..//evil.example', 'javascript:alert(1)', '/desk', '/en/extranet/sign-out', '\r\n/evil', ''])
    expect(await next(wanted), wanted).toBe('/en/extranet/inbox')
})
