import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { agentById } from '#staff'

/** Leads plan and watch, admins configure: they may change seasons. */
export const mayChange = async (ctx: Ctx): Promise<boolean> => {
  if (ctx.actor.kind !== 'agent') return false
  const agent = await agentById(ctx, ctx.actor.id)
  return agent?.roles.some((role) => role === 'lead' || role === 'admin') ?? false
}

export const refuseUnlessLead = async (ctx: Ctx): Promise<void> => {
  if (!(await mayChange(ctx))) throw new Refusal('not_allowed')
}
