import { draftsOf } from '#casework'
import type { Casework } from '#contract/casework'
import { heldReply } from '#conversations'
import type { AgentActor, Ctx } from '#identity'

/** What staff have in hand about a conversation. */
export const caseworkOn = async (ctx: Ctx<AgentActor>, id: string): Promise<Casework> => {
  const [held, drafts] = await Promise.all([heldReply(ctx, id), draftsOf(ctx, id)])
  return { held: held && { ...held, leavesAt: held.leavesAt.toISOString() }, drafts }
}
