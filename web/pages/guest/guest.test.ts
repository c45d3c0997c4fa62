import { expect, test } from 'vitest'
import { browser, fakeSite } from '../help/site.fixture.ts'
import { guestRoutes } from './index.ts'

const page = browser(guestRoutes(fakeSite()))

test('a guest goes from topic to subtopic to answers, and is told what to do without one', async () => {
  expect(await (await page.get('/en/guest')).text()).toContain('href="/en/guest/refund"')
  expect(await (await page.get('/en/guest/refund')).text()).toContain('href="/en/guest/refund/first"')
  const answers = await (await page.get('/en/guest/refund/first')).text()
  expect(answers).toContain('href="/en/guest/booking/refund"')
  expect(answers).toContain('href="/en/guest/help/refund/where"')
  expect(answers).toContain('Open your booking confirmation.')
})

test('the guests’ pages never lead into the extranet', async () => {
  for (const path of ['/en/guest', '/en/guest/refund', '/en/guest/refund/first']) expect(await (await page.get(path)).text()).not.toContain('/extranet')
})

test('who may be in danger is told to call for help first', async () => {
  expect(await (await page.get('/sv/guest/safety')).text()).toContain('I Europa är det 112.')
  expect(await (await page.get('/sv/guest/refund')).text()).not.toContain('112')
})

test('a topic that is not there is not there; the list of help is the guests’ home', async () => {
  expect((await page.get('/en/guest/nothing')).status).toBe(404)
  expect((await page.get('/en/guest/safety/nothing')).status).toBe(404)
  expect((await page.get('/en/guest/help')).headers.get('location')).toBe('/en/guest')
  expect((await page.get('/en/guest/help/refund')).headers.get('location')).toBe('/en/guest/refund')
})
