import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { isLocale } from '#web/locales'
import { numberOnFile, promiseCall } from './call-back.ts'
import { callByProvider, type Call } from './call-queries.ts'
import { unverifiedCase } from './cases.ts'
import { lineByNumber } from './come-in.ts'
import { hearEvent } from './hear-event.ts'
import type { Phone } from './phone.ts'
import type { Heard } from './providers/provider.ts'
import { readRef } from './refs.ts'

const Told = z.object({
  legId: z.string(), from: z.string(), to: z.string(), event: z.enum(['ringing', 'answered', 'ended']), sequence: z.number(),
  cause: z.enum(['hung-up', 'busy', 'no-answer', 'cancelled', 'lost']).nullable(),
})
/** What came while nothing could be stored: a call whose maker was told that we call back, or an event of a leg. */
export const FaultEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), legId: z.string(), number: z.string(), to: z.string(), at: z.iso.datetime() }),
  z.object({ kind: z.literal('event'), ref: z.string().nullable(), heard: Told }),
])
export type FaultEntry = z.infer<typeof FaultEntry>

export const faultCall = (heard: Heard, number: string, at: Date): FaultEntry => ({ kind: 'call', legId: heard.legId, number, to: heard.to, at: at.toISOString() })
export const faultEvent = ({ digits: _digits, speech: _speech, ...heard }: Heard, ref: string | null): FaultEntry => ({ kind: 'event', ref, heard })

/** Does what was promised, once: told again it changes nothing. */
export const makeUp = async (ctx: Ctx, phone: Phone, entry: FaultEntry): Promise<void> => {
  if (entry.kind === 'event') return hearEvent(ctx, phone, { ref: entry.ref ? readRef(entry.ref, phone.secret) : null, heard: { ...entry.heard, digits: null, speech: null } })
  const known = await callByProvider(ctx.db, ctx.actor.brandId, { provider: phone.provider.key, providerId: entry.legId })
  if (known?.conversation_id) return callAgain(ctx, known, entry)
  const line = await lineByNumber(ctx, entry.to)
  const call = {
    id: idOf(`${phone.provider.key}:${entry.legId}`), door: line?.door ?? 'guest', locale: line?.languages.find(isLocale) ?? 'en', claimed_name: null, property_id: null, number: entry.number,
  }
  const { id } = await unverifiedCase(ctx, call, { channel: 'callback' })
  try {
    await promiseCall(ctx, { conversationId: id, number: entry.number, why: 'fault', level: 0, proof: 'none', placeSince: new Date(entry.at) })
  } catch (error) {
    // A number that may not be called stays written in the case, for a person to judge.
    if (!(error instanceof Refusal)) throw error
  }
}

type Missed = Extract<FaultEntry, { kind: 'call' }>

/** Somebody who was in the line already keeps their case and their place in it, and is asked nothing again. */
const callAgain = async (ctx: Ctx, call: Call, { number, at }: Missed): Promise<void> => {
  const safe = call.level >= 2 ? number : await numberOnFile(ctx, call)
  if (!safe || !call.conversation_id) return
  try {
    await promiseCall(ctx, { conversationId: call.conversation_id, number: safe, why: 'fault', level: call.level, proof: call.proof, placeSince: call.waiting_since ?? new Date(at) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

// The same call is the same case whenever it is made up for.
const idOf = (text: string) => {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
