import { propertyByNumber } from '#directory'
import { countWrongDoor, handOver, recogniseByForm } from '#doors'
import { proveByPin } from '#identity'
import { Refusal } from '#kernel'
import { guestCase, unverifiedCase } from './cases.ts'
import type { Step } from './prompt.ts'
import { standInLine } from './stand-in-line.ts'
import type { StepVerb } from './step.ts'

const mostTries = 3

const number: StepVerb = async (tx, call, { digits }) => {
  if (/^\d{10}$/.test(digits)) return { change: { keyed: digits, step: 'pin' } }
  if (recogniseByForm({ name: digits })?.door === 'partner') {
    await countWrongDoor(tx, { door: 'guest', source: 'phone-line', by: 'property-id' })
    await handOver(tx, { to: 'partner', source: 'phone-line', locale: call.locale, typed: { number: digits }, by: 'property-id' })
    const property = await propertyByNumber(tx, digits)
    return { change: { door: 'partner', step: 'name', keyed: digits, property_id: property?.id ?? null, level: 1, proof: 'claim' }, say: ['voice.wrongDoor.partner'] }
  }
  const tries = call.tries + 1
  if (digits !== '' && tries < mostTries) return { change: { tries, step: 'number' }, say: ['voice.guest.numberForm'] }
  const { id } = await unverifiedCase(tx, call)
  return standInLine(tx, call, { conversationId: id, level: 0, proof: 'none' })
}

const pin: StepVerb = async (tx, call, { digits, phone }) => {
  try {
    const network = `phone:${call.number ?? call.id}`
    const proved = await proveByPin(tx, { number: call.keyed ?? '', pin: digits, network, secret: phone.secret, demoOpen: phone.demoOpen })
    const { id } = await guestCase(tx, call, proved)
    return await standInLine(tx, { ...call, account_id: proved.accountId }, { conversationId: id, level: 2, proof: 'pin' })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const tries = call.tries + 1
    if (tries < mostTries) return { change: { tries, step: 'number', keyed: null }, say: ['voice.guest.pinWrong'] }
    const { id } = await unverifiedCase(tx, call)
    return standInLine(tx, call, { conversationId: id, level: 0, proof: 'none' })
  }
}

export const guestSteps: Partial<Record<Step, StepVerb>> = { number, pin }
