import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { SoftphoneLine } from '#contract/phone'
import { startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { openBrowser } from './browser.ts'
import { openDesk } from './people.ts'

const sip = { VOICE_PROVIDER: 'twiml', VOICE_SECRET: 'the key of a carrier that is not there', VOICE_API_URL: 'http://127.0.0.1:9', VOICE_SIP_URL: 'ws://127.0.0.1:9/ws', VOICE_SIP_DOMAIN: 'sip.fjordstay.example', VOICE_SIP_SECRET: 'shared with a registrar that is not there' }
const world = await startWorld({ env: sip })
const { visitor } = await openBrowser()

/** What a person has said to the browser's own question about the microphone. */
const setMicrophone = async (page: Page, setting: 'granted' | 'denied') =>
  (await page.context().browser()?.newBrowserCDPSession())?.send('Browser.setPermission', { permission: { name: 'microphone' }, setting, origin: world.base, browserContextId: await contextOf(page) })
const contextOf = async (page: Page) => (await (await page.context().newCDPSession(page)).send('Target.getTargetInfo')).targetInfo.browserContextId ?? ''

test('P7 | /desk | a microphone that is refused is explained, and so is a server that does not answer; the page may reach that server alone', async () => {
  const desk = await visitor({ base: world.base, locale: 'sv', expects: [/ERR_CONNECTION_REFUSED/] })
  await desk.goto('/demo')
  await setMicrophone(desk, 'denied')
  await openDesk(desk, 'Maja')
  const headers = (await desk.request.get('/desk')).headers()
  expect([headers['content-security-policy'], headers['permissions-policy']]).toEqual([expect.stringContaining("connect-src 'self' ws://127.0.0.1:9;"), expect.stringContaining('microphone=(self)')])
  await desk.locator('[data-line=refused]').waitFor()
  expect(await desk.getByRole('alert').textContent()).toContain('Tillåt mikrofonen via ikonen till vänster om adressen')
  await loadAxe(desk)
  expect(await violations(desk)).toEqual([])
  await setMicrophone(desk, 'granted')
  await desk.locator('[data-line=no-microphone],[data-line=lost]').waitFor()
})

test('P7 | GET /api/v1/desk/phone/line | what the telephone registers with is one agent’s alone and lasts ten minutes; the shared key is in none of it', async () => {
  const now = new Date('2026-11-24T09:30:00Z')
  world.setNow(now)
  const [maja, sofia] = [await world.agent('maja'), await world.agent('sofia')]
  const lineOf = async (agent: typeof maja) => (await agent.get('/api/v1/desk/phone/line', SoftphoneLine)).line
  const [first, other] = [await lineOf(maja), await lineOf(sofia)]
  world.setNow(new Date(now.getTime() + 60_000))
  const later = await lineOf(maja)
  expect(first).toMatchObject({ url: sip.VOICE_SIP_URL, uri: `sip:a${maja.actor.id.replaceAll('-', '')}@sip.fjordstay.example`, user: `${now.getTime() / 1_000 + 600}:a${maja.actor.id.replaceAll('-', '')}`, until: '2026-11-24T09:40:00.000Z' })
  expect(new Set([first?.password, other?.password, later?.password]).size).toBe(3)
  expect(JSON.stringify([first, other, later])).not.toContain(sip.VOICE_SIP_SECRET)
})
