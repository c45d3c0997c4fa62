import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import * as q from './call-queries.ts'
import { endLegs } from './end-legs.ts'
import type { Phone } from './phone.ts'
import { callOff } from './talk.ts'

/**
 * Somebody has signed out, gone off duty or was not heard of: whoever is still being rung for them is let go, and a question of a colleague's that they have
 * not heard is answered with no. A talk goes on: it is ended by whoever talks. Does nothing when they are back.
 */
export const leaveTelephone = async (ctx: Ctx, phone: Phone, agentId: string): Promise<void> => {
  const legs = await inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const agent = await agentById(tx, agentId)
    if (agent?.presence && agent.presence !== 'lost') return []
    const seat = await q.seatOf(tx.db, brandId, agentId)
    const call = seat && (await q.lockCall(tx.db, brandId, seat.call_id))
    if (!call || seat.state === 'noting') return []
    const isRinging = seat.role === 'main' && call.direction === 'out' && call.answered_at === null
    if (!isRinging && seat.state !== 'offered') return []
    await q.deleteSeat(tx.db, brandId, agentId)
    const ringing = [...(isRinging ? await callOff(tx, call) : []), ...(seat.leg_id ? [seat.leg_id] : [])]
    await q.oweLegs(tx.db, { brandId, legIds: ringing, what: 'end' }, tx.now())
    return ringing
  })
  await endLegs(ctx, phone, legs)
}
