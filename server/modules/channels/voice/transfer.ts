import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { record } from '#platform/outbox'
import { handOver as passOn } from '#queue'
import { onDuty } from '#staff'
import { translator } from '#web/locales'
import { agentActor } from './agents.ts'
import * as q from './call-queries.ts'
import { endLegs } from './end-legs.ts'
import type { Phone } from './phone.ts'
import { hold } from './talk.ts'

/** A word first: the caller is held, and a colleague is rung into the same room. */
export const askColleague = async (ctx: Ctx<AgentActor>, phone: Phone, { callId, agentId }: { callId: string; agentId: string }): Promise<void> => {
  await hold(ctx, phone, { callId, held: true })
  await inTransaction(ctx, async (tx) => {
    const call = await q.callById(tx.db, tx.actor.brandId, callId)
    if (!(await onDuty(tx)).some(({ accountId }) => accountId === agentId)) throw new Refusal('not_allowed', { because: 'off-duty' })
    const seated = await q.insertSeat(tx.db, { brand_id: tx.actor.brandId, agent_id: agentId, call_id: callId, role: 'asked', state: 'offered', since: tx.now() })
    if (!seated) throw new Refusal('taken_by_another')
    await record(tx, { name: 'call.offered', ...(call?.conversation_id ? { conversationId: call.conversation_id } : {}), payload: { agentId } })
  })
}

/** The colleague has it now, conversation and all; or it was only a question, and the caller is back with the first. */
export const endAsking = async (ctx: Ctx<AgentActor>, phone: Phone, { callId, handOver }: { callId: string; handOver: boolean }): Promise<void> => {
  const legToEnd = await inTransaction(ctx, async (tx) => {
    const seats = await q.seatsOfCall(tx.db, tx.actor.brandId, callId)
    const [own, asked] = [seats.find((seat) => seat.agent_id === tx.actor.id && seat.role === 'main'), seats.find(({ role }) => role === 'asked')]
    const call = await q.lockCall(tx.db, tx.actor.brandId, callId)
    if (!own || !call) throw new Refusal('not_found')
    if (!handOver || !asked) {
      if (asked) await q.deleteSeat(tx.db, asked.brand_id, asked.agent_id)
      if (asked?.leg_id) await q.letGoLeg(tx.db, { brandId: tx.actor.brandId, legId: asked.leg_id }, tx.now())
      return asked?.leg_id ?? null
    }
    if (asked.state !== 'talking') throw new Refusal('not_allowed', { because: 'not-answered' })
    await q.deleteSeat(tx.db, own.brand_id, own.agent_id)
    await q.changeSeat(tx.db, asked, { role: 'main' })
    await q.changeCall(tx.db, call, { agent_id: asked.agent_id })
    if (call.conversation_id) await passOn(tx, call.conversation_id, { to: { agentId: asked.agent_id }, note: translator(tx.actor.locale, 'UTC').t('voice.case.handedOn') })
    await q.oweLegs(tx.db, { brandId: tx.actor.brandId, legIds: own.leg_id ? [own.leg_id] : [], what: 'end' }, tx.now())
    return own.leg_id
  })
  await endLegs(ctx, phone, legToEnd ? [legToEnd] : [])
  if (handOver) await resumeFor(ctx, phone, callId)
  else await hold(ctx, phone, { callId, held: false })
}

// The caller's leg is told by whoever has the call now.
const resumeFor = async (ctx: Ctx<AgentActor>, phone: Phone, callId: string) => {
  const call = await q.callById(ctx.db, ctx.actor.brandId, callId)
  if (call?.agent_id) await hold({ ...ctx, actor: await agentActor(ctx, call.agent_id) }, phone, { callId, held: false })
}
