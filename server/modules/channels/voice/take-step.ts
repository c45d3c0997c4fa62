import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { translator } from '#web/locales'
import { confirmed, wantsCallBack } from './call-back.ts'
import * as q from './call-queries.ts'
import { guestSteps } from './guest-steps.ts'
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
export const takeStep = (ctx: Ctx, phone: Phone, { ref, step, heard }: { ref: Ref; step: string; heard: Heard }): Promise<Spoken> =>
  inTransaction(ctx, async (tx): Promise<Spoken> => {
    const call = await q.lockCall(tx.db, tx.actor.brandId, ref.callId)
    if (!call || call.state === 'ended' || (ref.side === 'caller' && (await isLetGo(tx, call, heard.legId)))) return { script: [{ do: 'hang-up' }], locale: call?.locale ?? 'en', callId: ref.callId }
    const as = (at: q.Call, before?: readonly string[]) => prompt(tx, at, before).then((script) => ({ script, locale: at.locale, callId: at.id }))
    if (ref.side === 'agent') return { script: await agentScript(tx, call, ref), locale: call.locale, callId: call.id }
    if (call.step === 'keys') return pressKeys(tx, call)
    const verb = step === turnOf(call, call.step as Step) && (heard.digits !== null || heard.speech !== null) ? verbs[call.step as Step] : undefined
    if (!verb) return as(call)
    const { change, say = [] } = await verb(tx, call, { digits: (heard.digits ?? '').replaceAll('#', ''), speech: heard.speech ?? '', phone })
    const now = Object.keys(change).length > 0 ? await q.changeCall(tx.db, call, change) : call
    const { t } = translator(now.locale, 'UTC')
    return as(now, say.map((text) => (typeof text === 'string' ? t(text) : t(text.key, text.values))))
  })

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
