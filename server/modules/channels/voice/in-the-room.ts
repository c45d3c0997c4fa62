import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import * as q from './call-queries.ts'
import { stepAddress, type Phone } from './phone.ts'
import { agentRefOf, callerAddress, ownCall } from './talk.ts'

/** The agent is not heard in the room, or is again; whoever has a telephone in the browser mutes there, at once. */
export const mute = async (ctx: Ctx<AgentActor>, phone: Phone, { callId, muted }: { callId: string; muted: boolean }): Promise<void> => {
  const seat = await inTransaction(ctx, async (tx) => {
    const { seat: own } = await ownCall(tx, callId, ['talking'])
    await q.changeSeat(tx.db, own, { muted })
    return own
  })
  const address = stepAddress(phone, 'meet', agentRefOf(phone, callId, ctx.actor.id))
  if (seat.leg_id && (await phone.provider.control.redirect(seat.leg_id, address))) return
  // What the desk shows is whether they are heard.
  await q.changeSeat(ctx.db, seat, { muted: seat.muted })
  throw new Refusal('unavailable', { because: 'provider' })
}

/** Keys for whoever is at the other end, as for the menu of a hotel's own telephone: pressed by the provider and kept nowhere. */
export const pressKeys = async (ctx: Ctx<AgentActor>, phone: Phone, { callId, keys }: { callId: string; keys: string }): Promise<void> => {
  const call = await inTransaction(ctx, async (tx) => {
    const { call: own } = await ownCall(tx, callId, ['talking'])
    if (!own.answered_at || own.held) throw new Refusal('not_allowed', { because: 'not-talking' })
    return q.changeCall(tx.db, own, { step: 'keys', keyed: `${own.step === 'keys' ? (own.keyed ?? '') : ''}${keys}`.slice(-mostKeys) })
  })
  if (await phone.provider.control.redirect(call.provider_id, callerAddress(phone, call, 'keys'))) return
  await q.changeCall(ctx.db, call, { step: 'meet', keyed: null })
  throw new Refusal('unavailable', { because: 'provider' })
}

const mostKeys = 40
