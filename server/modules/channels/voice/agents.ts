import { personById, type AgentActor, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { claimOn, release } from '#queue'

/** Somebody of staff, to act as: when a call changes hands its conversation does too. */
export const agentActor = async (ctx: Ctx, id: string): Promise<AgentActor> => {
  const person = await personById(ctx, id)
  if (!person) throw new Refusal('not_found')
  return { kind: 'agent', brandId: ctx.actor.brandId, id, name: person.name, email: person.email, locale: person.locale, timeZone: person.timeZone }
}

/** A ringing telephone is for whoever is free: who had the conversation may be at lunch. */
export const backToQueue = async (tx: Ctx, conversationId: string): Promise<void> => {
  const claim = await claimOn(tx, conversationId)
  if (claim) await release({ ...tx, actor: await agentActor(tx, claim.agentId) }, conversationId, 'call-waits')
}
