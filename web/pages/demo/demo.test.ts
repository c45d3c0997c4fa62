import { expect, test } from 'vitest'
import { browser, fakeSite } from '../help/site.fixture.ts'
import { demoRoutes } from './index.ts'

const page = browser(demoRoutes(fakeSite()))

test('each demo person has a button and a reason, in English or Swedish', async () => {
  const html = await (await page.get('/demo', { 'accept-language': 'de,sv;q=0.8' })).text()
  expect(html).toContain('Logga in som Ada')
  expect(html).toContain('Owns a guest house.')
  expect(html).toContain('action="/demo/sign-in/maja"')
  expect(html).toContain('hospes-demo')
  expect(await (await page.get('/demo?locale=en', { 'accept-language': 'sv' })).text()).toContain('Sign in as Ada')
})

test('a partner goes to the inbox, staff to the desk', async () => {
  expect((await page.post('/demo/sign-in/ada', {})).headers.get('location')).toBe('/sv/extranet/inbox')
  expect((await page.post('/demo/sign-in/maja', {})).headers.get('location')).toBe('/desk')
})

test('where others could reach it, nothing of the demo is open, and the page says why', async () => {
  const closed = browser(demoRoutes(fakeSite({ demoAllowed: () => false })))
  for (const path of ['/demo', '/demo/mail', '/demo/mail/m1', '/demo/mail/m1/html']) expect((await closed.get(path)).status).toBe(404)
  expect((await closed.post('/demo/sign-in/ada', {})).status).toBe(404)
  expect(await (await closed.get('/demo')).text()).toContain('PUBLIC_URL is set')
})

test('mails are listed by pages, the newest first', async () => {
  const html = await (await page.get('/demo/mail')).text()
  expect(html).toContain('href="/demo/mail/m1?locale=en"')
  expect(html).toContain('href="/demo/mail?locale=en&amp;after=cursor"')
  expect(await (await page.get('/demo/mail?after=cursor')).text()).toContain('No older mail.')
})

test('a mail’s HTML is shown in a frame that runs nothing and asks nobody', async () => {
  const shown = await page.get('/demo/mail/m1')
  expect(shown.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-src 'self'.*frame-ancestors 'none'/)
  const html = await shown.text()
  expect(html).toContain('<iframe class="mail-html" sandbox=""')
  expect(html).toContain('Hello &lt;Ada&gt;')
  const framed = await page.get('/demo/mail/m1/html')
  expect(framed.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'")
  expect((await page.get('/demo/mail/gone')).status).toBe(404)
})
