import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { DeskPhone, type SeatCall } from '#contract/phone'
import type { Step } from './scene-steps.ts'

type Seat = NonNullable<DeskPhone['seat']>
const somebody: SeatCall = {
  id: randomUUID(), direction: 'in', door: 'partner', locale: 'sv', level: 3, proof: 'code', number: '+46701234567', numberOnFile: true, claimedName: null, conversationId: null, caseNumber: null,
  askerName: 'Ada Lindqvist', topic: 'Reservations', subtopic: 'Overbooking', propertyName: 'Skärgårdshotellet Utö', callBack: null, waitingSince: '2026-11-24T09:27:00.000Z', answeredAt: '2026-11-24T09:28:20.000Z', held: false,
}

/** The desk as it is when its telephone stands so; nobody has to ring for it. */
const stands = async (page: Page, change: Partial<DeskPhone>) => {
  await page.route('**/api/v1/desk/phone', async (route) => {
    const real = DeskPhone.parse(await (await route.fetch()).json())
    await route.fulfill({ json: { ...real, ...change } })
  })
  await page.reload()
}

const talking = (call: Partial<SeatCall>, more: Partial<Seat> = {}): DeskPhone['seat'] => ({ state: 'talking', role: 'main', since: '2026-11-24T09:28:20.000Z', call: { ...somebody, ...call }, muted: false, asked: null, ...more })

export const talkAndPressKeys: Step = async (page) => {
  await stands(page, { seat: talking({}, { muted: true }) })
  await page.locator('.telephone-actions button').nth(2).click()
  await page.waitForSelector('.telephone-keys')
}

export const handCallOver: Step = async (page) => {
  await stands(page, { seat: talking({ held: true }, { asked: { agentId: randomUUID(), name: 'Sofia Berg', talks: true } }) })
  await page.waitForSelector('[data-telephone=talking] .telephone-card')
}

const microphoneIs = (page: Page, state: 'denied' | 'prompt') =>
  page.addInitScript(`navigator.permissions.query = async () => Object.assign(new EventTarget(), { name: 'microphone', state: '${state}' })`)

/** The browser's telephone, whose microphone somebody has said no to. */
export const refuseMicrophone: Step = async (page) => {
  await microphoneIs(page, 'denied')
  await stands(page, { softphone: true })
  await page.waitForSelector('[data-line=refused] .strip')
}

/** Where the browser's telephone is turned on, and what it hears by is chosen. */
export const setTelephoneUp: Step = async (page) => {
  await microphoneIs(page, 'prompt')
  await stands(page, { softphone: true })
  await page.waitForSelector('[data-line=asks] .strip')
  await page.keyboard.press('p')
  await page.waitForSelector('.telephone-settings select')
}
