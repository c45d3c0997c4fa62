import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { linesOf } from '#voice'
import { fakeCarrier } from '../fakes/carrier.ts'
import { bookings, startWorld } from '../world.ts'
import { loadAxe, violations } from './axe.ts'
import { follow, openBrowser, overflowOf } from './browser.ts'
import { openDesk, signInAs } from './people.ts'

const { carrier, env, at } = await fakeCarrier('jambonz')
// Round the clock in English, whatever the hour of the test.
const world = await startWorld({ env: { ...env, LOG_LEVEL: 'silent' }, cuttable: true })
at(world.base)
const { visitor } = await openBrowser()
await sql`delete from staff.shift`.execute(world.app.system.db)
const line = (await linesOf(world.system, 'partner')).find(({ kind }) => kind === 'round-the-clock')?.number ?? ''

/** Maja's desk, on duty; she reads Swedish. */
const openMaja = async (expects: RegExp[] = []) => {
  const desk = await visitor({ base: world.base, device: 'desktop', locale: 'sv', expects })
  await openDesk(desk, 'Maja')
  if (!(await desk.locator('.duty input').isChecked())) await desk.locator('.duty').click()
  const telephone = (state: string) => desk.locator(`[data-telephone=${state}]`)
  const press = (name: RegExp) => desk.locator('.telephone').getByRole('button', { name }).click()
  const writeUp = async (name: RegExp) => {
    await desk.locator('.telephone').getByRole('radio', { name }).check({ force: true })
    await press(/^Klart$/)
  }
  const outcome = async (name: RegExp) => {
    await telephone('noting').waitFor()
    await writeUp(name)
    await desk.locator('.telephone').waitFor({ state: 'detached' })
  }
  return { desk, telephone, press, writeUp, outcome }
}
const liveText = (page: Page, text: RegExp) => page.locator('#thread', { hasText: text }).waitFor({ timeout: 5_000 })

test('R17 R55 R62 P8 | /desk | a partner takes a code, rings, is cut off and called back; the desk shows who and how sure, and the partner’s page follows it all', async () => {
  const { desk, telephone, press, outcome } = await openMaja()
  const ada = await visitor({ base: world.base, device: 'phone', locale: 'en' })
  await signInAs(ada, 'Ada')
  await ada.goto('/en/extranet/contact/reservations/cancel/call')
  if (await ada.locator('select#property').count()) await ada.locator('select#property').selectOption({ index: 1 })
  await follow(ada.locator('form.card button'))
  const digits = (await ada.locator('.digits').textContent())?.replace(' ', '') ?? ''
  const conversation = new URL(ada.url()).searchParams.get('conversation') ?? ''
  await ada.goto(`/en/extranet/inbox/platform/${conversation}`)
  const leg = await carrier.call({ from: '+46701234567', to: line })
  await carrier.key(leg, digits)
  await telephone('ringing').waitFor()
  expect(await telephone('ringing').textContent()).toMatch(/Ada Lindqvist ringer.*Uppringarkod: det är de/s)
  await loadAxe(desk)
  expect(await violations(desk)).toEqual([])
  await liveText(ada, /You are on the line/)
  await press(/^Svara$/)
  await telephone('talking').waitFor()
  await desk.waitForURL(`**/desk/mine/${conversation}`)
  await carrier.until(() => leg.room !== null)
  await liveText(ada, /Maja Ekström answered your call/)
  await press(/^Parkera$/)
  await carrier.until(() => leg.paused !== null)
  await press(/^Ta tillbaka$/)
  await carrier.until(() => leg.room !== null)
  await carrier.hangUp(leg, 'failed')
  await liveText(ada, /The line broke; we call you back first/)
  await telephone('ringing').waitFor()
  expect(await telephone('ringing').textContent()).toContain('Ring upp Ada Lindqvist: linjen bröts')
  await press(/^Ring nu$/)
  const again = () => carrier.legs().find(({ isPlaced, to }) => isPlaced && to === '+46701234567')
  await carrier.until(() => again()?.question !== null && again() !== undefined)
  const out = again()
  if (!out) throw new Error('not called back')
  await carrier.key(out, '1')
  await carrier.until(() => out.room !== null)
  await carrier.hangUp(out)
  await outcome(/^Löst$/)
  await liveText(ada, /You talked with Maja Ekström: solved/)
  expect(await overflowOf(ada)).toBe(0)
})

test('R36 R62 | /desk | a guest who rings the partners’ line stands on the desk as a guest with their booking, and typed nothing twice', async () => {
  const { desk, telephone } = await openMaja()
  const leg = await carrier.call({ from: '+34600111222', to: line })
  await carrier.key(leg, bookings.ana.number)
  expect(leg.heard.join(' ')).toContain('This is the line for partners, and you have keyed in a confirmation number.')
  await carrier.key(leg, bookings.ana.pin)
  await telephone('ringing').waitFor()
  expect(await telephone('ringing').textContent()).toMatch(/Ana Ruiz ringer.*Bokning och pinkod inknappade/s)
  await carrier.hangUp(leg)
  await desk.locator('.telephone').waitFor({ state: 'detached' })
})

test('R33 R62 P8 | /{locale}/guest/contact/{topic}/{subtopic}/call-back | a guest asks to be called, sees place and wait, is called and keys in what the page shows', async () => {
  const { desk, telephone, press, outcome } = await openMaja()
  const guest = await visitor({ base: world.base, device: 'phone', locale: 'sv', expects: [/status of 422/] })
  await guest.goto('/sv/guest/booking/sign-in')
  await guest.fill('#number', bookings.liv.number)
  await guest.fill('#pin', bookings.liv.pin)
  await follow(guest.locator('main form button').first())
  await guest.goto('/sv/guest/contact/at-property/other/options')
  await follow(guest.locator('[data-call-back]'))
  await guest.fill('#number', '070-123')
  await follow(guest.locator('form.card button'))
  expect(await guest.locator('#number-error').textContent()).toContain('landskod')
  expect(await guest.inputValue('#number')).toBe('070-123')
  await guest.fill('#number', '+46 70 123 45 68')
  await follow(guest.locator('form.card button'))
  const digits = await guest.locator('.digits').textContent()
  expect(digits).toMatch(/^\d{4}$/)
  expect(await guest.locator('[data-standing]').textContent()).toMatch(/när det är din tur|nu/)
  expect(await overflowOf(guest)).toBe(0)
  await telephone('ringing').waitFor()
  await desk.locator('.strip.offer', { hasText: 'Ring upp Liv' }).waitFor()
  await press(/^Ring nu$/)
  const rung = () => carrier.legs().find(({ to }) => to === '+46701234568')
  await carrier.until(() => rung() !== undefined && rung()?.question !== null)
  const leg = rung()
  if (!leg) throw new Error('not called')
  await carrier.key(leg, digits === '0000' ? '1111' : '0000')
  expect(leg.room).toBeNull()
  await carrier.key(leg, digits ?? '')
  await carrier.until(() => leg.room !== null)
  await guest.locator('[data-standing=talking]').waitFor({ timeout: 5_000 })
  await carrier.hangUp(leg)
  await outcome(/^Löst$/)
  await guest.locator('[data-standing=none]').waitFor({ timeout: 5_000 })
  expect(await guest.locator('.digits').count()).toBe(0)
})

test('R55 R62 P3 | /desk | the database goes away in the middle of a call: whoever rings then hears so within two seconds and is called back, and the talk that ended meanwhile is written up', async () => {
  const { desk, telephone, press, writeUp, outcome } = await openMaja([/status of 50[03]/, /ERR_INCOMPLETE_CHUNKED_ENCODING/])
  const talk = await carrier.call({ from: '+447700900456', to: line })
  await carrier.key(talk, bookings.helen.number)
  await carrier.key(talk, bookings.helen.pin)
  await telephone('ringing').waitFor()
  await press(/^Svara$/)
  await carrier.until(() => talk.room !== null)
  await telephone('talking').waitFor()

  await world.databaseLine?.cut()
  const began = performance.now()
  const unlucky = await carrier.call({ from: '+46705556677', to: line })
  expect(performance.now() - began).toBeLessThan(2_000)
  expect([unlucky.state, unlucky.heard.at(-1)]).toEqual(['ended', expect.stringContaining('call you back')])
  await carrier.hangUp(talk)
  expect(await spooled()).toMatch(/"kind":"call".*\+46705556677/)
  expect(await telephone('talking').isVisible()).toBe(true)
  await world.databaseLine?.mend()

  await telephone('ringing').waitFor()
  expect(await telephone('ringing').textContent()).toMatch(/Ring upp.*\+46705556677/s)
  await writeUp(/^Löst$/)
  await press(/^Ring nu$/)
  const back = () => carrier.legs().find(({ isPlaced, to }) => isPlaced && to === '+46705556677')
  await carrier.until(() => back() !== undefined && back()?.question !== null)
  const leg = back()
  if (!leg) throw new Error('not called back')
  await carrier.key(leg, '1')
  await carrier.until(() => leg.room !== null)
  await carrier.hangUp(leg)
  await outcome(/^Frågan besvarad$/)
  await expect.poll(spooled).toBe('')
  await desk.reload()
})

// What the file holds that outlives the database, also while it is being worked off.
const spooled = async () => {
  const file = join(world.app.config.dataDir, 'voice-spool')
  const texts = await Promise.all([file, `${file}.draining`].map((name) => readFile(name, 'utf8').catch(() => '')))
  return texts.join('')
}
