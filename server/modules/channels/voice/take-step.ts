import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { translator } from '#web/locales'
import { confirmed, wantsCallBack } from './call-back.ts'
import * as q from './call-queries.ts'
import { guestOnward, guestSteps } from './guest-steps.ts'
import { partnerSteps } from './partner-steps.ts'
import type { Phone } from './phone.ts'
import { prompt, turnOf, type Spoken, type Step } from './prompt.ts'
import type { Heard } from './providers/provider.ts'
import type { Ref } from './refs.ts'
import type { StepVerb, Taken } from './step.ts'
import { leaveMessage } from './voicemail.ts'

const nothing: Taken = { change: {} }

const verbs: Partial<Record<Step, StepVerb>> = {
  ...partnerSteps,
  ...guestSteps,
  waiting: (tx, call, { digits }) => (digits === '1' ? wantsCallBack(tx, call) : Promise.resolve(nothing)),
  closed: (tx, call, { digits }) => otherwise(tx, call, digits),
  full: (tx, call, { digits }) => otherwise(tx, call, digits),
  message: (tx, call, answer) => leaveMessage(tx, call, answer.speech),
  confirm: (tx, call, { digits, phone }) => confirmed(tx, call, { digits, secret: phone.secret }),
}

/**
 * The caller has keyed or said something at a step, or let its time pass. Only what answers the step a call stands at counts:
 * anything told late or twice is answered with the question that is due now.
 */
export const takeStep = async (ctx: Ctx, phone: Phone, told: { ref: Ref; step: string; heard: Heard }): Promise<Spoken> =>
  (await inTransaction(ctx, (tx) => take(tx, phone, told))) ?? goOn(ctx, phone, told.ref)

// Null when something follows by itself.
const take = async (tx: Ctx, phone: Phone, { ref, step, heard }: { ref: Ref; step: string; heard: Heard }): Promise<Spoken | null> => {
  const call = await q.lockCall(tx.db, tx.actor.brandId, ref.callId)
  if (!call || call.state === 'ended' || (ref.side === 'caller' && (await isLetGo(tx, call, heard.legId)))) return { script: [{ do: 'hang-up' }], locale: call?.locale ?? 'en', callId: ref.callId }
  if (ref.side === 'agent') return { script: await agentScript(tx, call, ref), locale: call.locale, callId: call.id }
  if (call.step === 'keys') return pressKeys(tx, call)
  const verb = step === turnOf(call, call.step as Step) && (heard.digits !== null || heard.speech !== null) ? verbs[call.step as Step] : undefined
  const taken = verb ? await verb(tx, call, { digits: (heard.digits ?? '').replaceAll('#', ''), speech: heard.speech ?? '', phone }) : nothing
  const now = await changed(tx, call, taken)
  return now.step in guestOnward ? null : spokenAt(tx, now, taken)
}

const changed = async (tx: Ctx, call: q.Call, { change }: Taken): Promise<q.Call> => (Object.keys(change).length > 0 ? q.changeCall(tx.db, call, change) : call)

const spokenAt = async (ctx: Ctx, call: q.Call, { say = [] }: Taken): Promise<Spoken> => {
  const { t } = translator(call.locale, 'UTC')
  const script = await prompt(ctx, call, say.map((text) => (typeof text === 'string' ? t(text) : t(text.key, text.values))))
  return { script, locale: call.locale, callId: call.id }
}

// Told twice at once, whoever comes first does it, and both say what is due then.
const goOn = async (ctx: Ctx, phone: Phone, ref: Ref): Promise<Spoken> => {
  const { call, taken } = await inTransaction(ctx, async (tx) => {
    const before = await q.lockCall(tx.db, tx.actor.brandId, ref.callId)
    if (!before) throw new Refusal('not_found')
    const verb = before.state === 'asking' ? guestOnward[before.step as Step] : undefined
    const what = verb ? await verb(tx, before, { digits: '', speech: '', phone }) : nothing
    return { call: await changed(tx, before, what), taken: what }
  })
  return spokenAt(ctx, call, taken)
}

// Somebody was to be called whom nobody calls any more: who picks up at that very moment would hear an empty room.
const isLetGo = async (tx: Ctx, call: q.Call, legId: string): Promise<boolean> =>
  call.direction === 'out' && (call.state !== 'talking' || (await q.legOfCall(tx.db, call, legId))?.ended_at != null)

// Whoever has no seat in the call any more has nobody to talk with there.
const agentScript = async (tx: Ctx, call: q.Call, { agentId }: Ref): Promise<Spoken['script']> => {
  const seat = agentId ? await q.seatOf(tx.db, tx.actor.brandId, agentId) : undefined
  return seat?.call_id === call.id && seat.state !== 'noting' ? [{ do: 'meet', room: call.room, muted: seat.muted }] : [{ do: 'hang-up' }]
}

// Pressed once and forgotten; told again, the caller is only led back into the room.
const pressKeys = async (tx: Ctx, call: q.Call): Promise<Spoken> => {
  const script = await prompt(tx, call)
  await q.changeCall(tx.db, call, { step: 'meet', keyed: null })
  return { script, locale: call.locale, callId: call.id }
}

const otherwise = async (tx: Ctx, call: q.Call, digits: string): Promise<Taken> => {
  if (digits === '1') return wantsCallBack(tx, call)
  if (digits === '2') return { change: { step: 'message' } }
  return { change: { step: 'bye' } }
}
