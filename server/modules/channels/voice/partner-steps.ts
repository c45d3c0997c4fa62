import { propertyByNumber } from '#directory'
import { countWrongDoor, handOver, recogniseByForm } from '#doors'
import { personById, redeemCallerCode, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { unverifiedCase } from './cases.ts'
import type { Call } from './call-queries.ts'
import type { Step } from './prompt.ts'
import { standInLine } from './stand-in-line.ts'
import type { StepVerb, Taken } from './step.ts'

const mostTries = 3
const codesPerHour = 30

const code: StepVerb = async (tx, call, { digits, phone }) => {
  if (recogniseByForm({ name: digits })?.door === 'guest') return guestHere(tx, call, digits)
  if (/^\d{7}$/.test(digits)) return property(tx, call, { digits, speech: '', phone })
  if (digits === '' || digits === '*') return { change: { step: 'property' } }
  const redeemed = /^\d{6}$/.test(digits) ? await redeem(tx, call, { digits, secret: phone.secret }) : null
  if (redeemed) {
    const person = await personById(tx, redeemed.accountId)
    return standInLine(tx, { ...call, account_id: redeemed.accountId, locale: person?.locale ?? call.locale }, { conversationId: redeemed.conversationId, level: 3, proof: 'code' })
  }
  const tries = call.tries + 1
  return { change: { tries, step: tries < mostTries ? 'code' : 'property' }, say: ['voice.partner.codeWrong'] }
}

const redeem = async (tx: Ctx, call: Call, { digits, secret }: { digits: string; secret: string }) => {
  try {
    // A number is a hint and no proof, but whoever guesses from one is slowed down.
    await countAttempt(tx, { subject: `caller-code-number:${call.number ?? 'withheld'}`, most: codesPerHour, windowMinutes: 60 })
    return await redeemCallerCode(tx, digits, secret)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** A guest on the partners' line: told so, and taken on to the guests' with the number they have keyed. */
const guestHere = async (tx: Ctx, call: Call, number: string): Promise<Taken> => {
  await countWrongDoor(tx, { door: 'partner', source: 'phone-line', by: 'confirmation-number' })
  await handOver(tx, { to: 'guest', source: 'phone-line', locale: call.locale, typed: { number }, by: 'confirmation-number' })
  return { change: { door: 'guest', step: 'pin', keyed: number, tries: 0 }, say: ['voice.wrongDoor.guest'] }
}

// The same is said of a property that is there and of one that is not.
const property: StepVerb = async (tx, call, { digits }) => {
  if (recogniseByForm({ name: digits })?.door === 'guest') return guestHere(tx, call, digits)
  const tries = call.tries + 1
  if (!/^\d{7}$/.test(digits) && tries < mostTries * 2) return { change: { tries, step: 'property' } }
  const found = await propertyByNumber(tx, digits)
  return { change: { property_id: found?.id ?? null, keyed: digits || null, step: 'name', level: 1, proof: 'claim' } }
}

const name: StepVerb = async (tx, call, { speech }) => {
  const claimed = cleanName(speech)
  const { id } = await unverifiedCase(tx, { ...call, claimed_name: claimed })
  const taken = await standInLine(tx, { ...call, claimed_name: claimed }, { conversationId: id, level: 1, proof: 'claim' })
  return { ...taken, say: ['voice.partner.unverified', ...(taken.say ?? [])] }
}

// What a machine has understood: words for a person to read, never more than a line.
export const cleanName = (speech: string): string | null => speech.replaceAll(/[^\p{L}\p{M}\p{N} .,'’-]/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 120) || null

export const partnerSteps: Partial<Record<Step, StepVerb>> = { code, property, name }
