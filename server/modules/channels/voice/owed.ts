import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import * as q from './call-queries.ts'
import type { Phone } from './phone.ts'
import { callerAddress, callOff, waitAgain } from './talk.ts'
import { endLegs } from './end-legs.ts'

const againMs = 15_000
const mostTries = 40
const unrungMs = 40_000

/**
 * What the provider was to be told and was not, as it was away or this program died just then: legs that nobody talks on are ended,
 * callers are led out of an empty room, and whoever waits for a telephone that was never rung is another's.
 */
export const payOwed = async (ctx: Ctx, phone: Phone): Promise<void> => {
  const { brandId } = ctx.actor
  const now = ctx.now()
  for (const seat of await q.unrungSeats(ctx.db, brandId, new Date(now.getTime() - unrungMs))) await giveUp(ctx, phone, seat)
  for (const leg of await q.takeDueLegs(ctx.db, brandId, { now, again: new Date(now.getTime() + againMs) })) {
    if (leg.due_tries > mostTries) {
      ctx.log.warn({ legId: leg.leg_id, due: leg.due }, 'the provider does not do what it is asked')
      await q.legTold(ctx.db, { brandId, legId: leg.leg_id })
    } else if (leg.due === 'end') await endLegs(ctx, phone, [leg.leg_id])
    else await askNext(ctx, phone, leg)
  }
}

const askNext = async (ctx: Ctx, phone: Phone, { call_id: callId, leg_id: legId }: q.Leg) => {
  const call = callId ? await q.callById(ctx.db, ctx.actor.brandId, callId) : undefined
  if (call) await leadOut(ctx, phone, { ...call, provider_id: legId })
}

/** Whoever is alone in the room hears what is due for them. */
export const leadOut = async (ctx: Ctx, phone: Phone, call: q.Call): Promise<void> => {
  if (await phone.provider.control.redirect(call.provider_id, callerAddress(phone, call, call.step))) await q.legTold(ctx.db, { brandId: call.brand_id, legId: call.provider_id })
}

// The program died after somebody was said to talk and before their telephone was rung.
const giveUp = async (ctx: Ctx, phone: Phone, { agent_id: agentId, call_id: callId }: q.Seat) => {
  const legs = await inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const call = await q.lockCall(tx.db, brandId, callId)
    const seat = await q.seatOf(tx.db, brandId, agentId)
    if (!call || seat?.call_id !== callId || seat.state !== 'talking' || seat.leg_id !== null) return []
    await q.deleteSeat(tx.db, brandId, agentId)
    if (seat.role === 'asked' || call.state !== 'talking') return []
    if (call.direction === 'out') return callOff(tx, call)
    await waitAgain(tx, call)
    await q.oweLegs(tx.db, { brandId, legIds: [call.provider_id], what: 'ask' }, new Date(0))
    return []
  })
  await endLegs(ctx, phone, legs)
}
