import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { agentById } from '#staff'

/** Leads and admins look at figures; nobody else. */
export const refuseUnlessLead = async (ctx: Ctx<AgentActor>): Promise<void> => {
  const agent = await agentById(ctx, ctx.actor.id)
  if (!agent?.roles.some((role) => role === 'lead' || role === 'admin')) throw new Refusal('not_allowed')
}
