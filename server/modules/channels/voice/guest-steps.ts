import { propertyByNumber, reservationByNumber } from '#directory'
import { countWrongDoor, handOver, recogniseByForm } from '#doors'
import { personById, proveByPin, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { guestCase, unverifiedCase } from './cases.ts'
import type { Call } from './call-queries.ts'
import type { Step } from './prompt.ts'
import { standInLine } from './stand-in-line.ts'
import type { StepVerb, Taken } from './step.ts'

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
  return stranger(tx, call)
}

// Counted under limits that all callers share: what the answer leads to is another transaction's, so that nobody waits here for another's case.
const pin: StepVerb = async (tx, call, { digits, phone }) => {
  try {
    const network = `phone:${call.number ?? call.id}`
    const { accountId } = await proveByPin(tx, { number: call.keyed ?? '', pin: digits, network, secret: phone.secret, demoOpen: phone.demoOpen })
    return { change: { step: 'proved', account_id: accountId } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const tries = call.tries + 1
    return tries < mostTries ? { change: { tries, step: 'number', keyed: null }, say: ['voice.guest.pinWrong'] } : { change: { tries, step: 'stranger', keyed: null } }
  }
}

const proved: StepVerb = async (tx, call) => {
  const [reservation, person] = [await reservationByNumber(tx, call.keyed ?? ''), await personById(tx, call.account_id ?? '')]
  if (!reservation || !person) return stranger(tx, { ...call, account_id: null })
  const { id } = await guestCase(tx, call, { accountId: person.id, name: person.name, reservationId: reservation.id })
  return standInLine(tx, call, { conversationId: id, level: 2, proof: 'pin' })
}

const stranger = async (tx: Ctx, call: Call): Promise<Taken> => {
  const { id } = await unverifiedCase(tx, call)
  return standInLine(tx, call, { conversationId: id, level: 0, proof: 'none' })
}

export const guestSteps: Partial<Record<Step, StepVerb>> = { number, pin }

/** What a judged PIN leads to by itself. */
export const guestOnward: Partial<Record<Step, StepVerb>> = { proved, stranger }
