import { markCall } from '#conversations'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { record } from '#platform/outbox'
import { notReached } from './call-back.ts'
import * as q from './call-queries.ts'
import { endLegs } from './end-legs.ts'
import { leadOut } from './owed.ts'
import type { Phone } from './phone.ts'
import type { Heard } from './providers/provider.ts'
import type { Ref } from './refs.ts'
import { callBackDropped, callOff, endCall, legOf, waitAgain } from './talk.ts'

/** What the provider tells of a leg: into the call log once, in whatever order it comes; an end has its consequences. */
export const hearEvent = async (ctx: Ctx, phone: Phone, { ref, heard }: { ref: Ref | null; heard: Heard }): Promise<void> => {
  const { key: provider } = phone.provider
  const { legId, event, sequence, cause } = heard
  const over = await inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const isNew = await q.insertEvent(tx.db, { brand_id: brandId, provider, leg_id: legId, event, sequence, received_at: tx.now() })
    if (!isNew) return null
    const known = ref ? await q.lockCall(tx.db, brandId, ref.callId) : await callOf(tx, provider, legId)
    const before = await q.legById(tx.db, brandId, { provider, legId })
    const leg = await q.tellLeg(tx.db, { brandId, provider, legId, callId: known?.id ?? null, side: ref?.side ?? 'caller', agentId: ref?.agentId ?? null, event, cause, at: tx.now() })
    // An end told again, or of a leg that was let go, has no consequences.
    if (!known || event !== 'ended' || before?.ended_at) return null
    const left = leg.side === 'agent' ? await agentLeft(tx, known, { leg, heard }) : await callerLeft(tx, known, heard)
    if (left) await q.oweLegs(tx.db, { brandId, legIds: left.legs, what: 'end' }, tx.now())
    if (left?.waits) await q.oweLegs(tx.db, { brandId, legIds: [left.waits.provider_id], what: 'ask' }, tx.now())
    return left
  })
  if (!over) return
  await endLegs(ctx, phone, over.legs)
  if (over.waits) await leadOut(ctx, phone, over.waits)
}

const callOf = async (tx: Ctx, provider: string, legId: string) => {
  const call = await q.callByProvider(tx.db, tx.actor.brandId, { provider, providerId: legId })
  return call && q.lockCall(tx.db, tx.actor.brandId, call.id)
}

type Over = { /** Legs that have nobody to talk with any more. */ legs: string[]; /** Whoever is alone in the room now, and waits on. */ waits?: q.Call }

const callerLeft = async (tx: Ctx, call: q.Call, { cause }: Heard): Promise<Over | null> => {
  // Somebody to be called has no leg while nobody calls them.
  if (call.state === 'ended' || (call.direction === 'out' && call.state === 'waiting')) return null
  const seats = await q.seatsOfCall(tx.db, tx.actor.brandId, call.id)
  const isLost = cause === 'lost' && (call.direction === 'in' || call.answered_at !== null)
  const unreached = call.direction === 'out' && call.answered_at === null
  await endCall(tx, call, isLost ? 'dropped' : unreached ? 'not-reached' : 'caller-left')
  if (unreached) await notReached(tx, call)
  else if (call.conversation_id) await told(tx, call, isLost)
  await record(tx, { name: 'call.ended', ...(call.conversation_id ? { conversationId: call.conversation_id } : {}) })
  return { legs: seats.flatMap(({ leg_id: leg }) => leg ?? []) }
}

const told = async (tx: Ctx, call: q.Call, isLost: boolean) => {
  const id = call.conversation_id ?? ''
  if (isLost && call.state !== 'asking') await callBackDropped(tx, call)
  else if (call.state === 'waiting') await markCall(tx, id, { event: 'left' })
}

// The agent's telephone is down: on purpose it is the end of the talk, by a broken line the caller waits again where they stood.
const agentLeft = async (tx: Ctx, call: q.Call, { leg, heard: { legId, cause } }: { leg: q.Leg; heard: Heard }): Promise<Over | null> => {
  const seats = await q.seatsOfCall(tx.db, tx.actor.brandId, call.id)
  // Told before the provider has said which leg it rings them on.
  const seat = seats.find(({ leg_id: own, agent_id: agentId }) => own === legId || (own === null && agentId === leg.agent_id))
  if (!seat || call.state !== 'talking') return null
  if (seat.role === 'asked') {
    await q.deleteSeat(tx.db, seat.brand_id, seat.agent_id)
    return { legs: [] }
  }
  const others = seats.flatMap(({ leg_id: other }) => (other === null || other === legId ? [] : [other]))
  if (cause === 'hung-up') {
    if (call.direction === 'out' && !call.answered_at) await notReached(tx, call)
    await endCall(tx, call, 'hung-up')
    return { legs: [...legOf(call), ...others] }
  }
  for (const { brand_id: brandId, agent_id: agentId } of seats) await q.deleteSeat(tx.db, brandId, agentId)
  if (call.direction === 'in') return { legs: others, waits: await waitAgain(tx, call) }
  if (!call.answered_at) return { legs: [...(await callOff(tx, call)), ...others] }
  await callBackDropped(tx, await endCall(tx, call, 'dropped'))
  return { legs: [...legOf(call), ...others] }
}
