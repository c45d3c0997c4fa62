import { draftsOf, linkedTo, remindersOf, tagsOf } from '#casework'
import type { Casework } from '#contract/casework'
import { headsByIds, heldReply, type ConversationHead } from '#conversations'
import type { AgentActor, Ctx } from '#identity'

/** What staff have in hand about a conversation. */
export const caseworkOn = async (ctx: Ctx<AgentActor>, head: Pick<ConversationHead, 'id' | 'snoozed' | 'wakes_at'>): Promise<Casework> => {
  const { id } = head
  const [held, drafts, reminders, tags, linkedIds] = await Promise.all([heldReply(ctx, id), draftsOf(ctx, id), remindersOf(ctx, id), tagsOf(ctx, id), linkedTo(ctx, id)])
  const linked = await headsByIds(ctx, linkedIds)
  return {
    held: held && { ...held, leavesAt: held.leavesAt.toISOString() },
    drafts, reminders, tags,
    snoozed: snoozedOf(head),
    linked: linkedIds.flatMap((other) => {
      const found = linked.get(other)
      return found ? [{ id: other, caseNumber: found.case_number, askerName: found.asker_name, state: found.state }] : []
    }),
  }
}

export const snoozedOf = ({ snoozed, wakes_at: wakesAt }: Pick<ConversationHead, 'snoozed' | 'wakes_at'>) =>
  snoozed ? { until: wakesAt?.toISOString() ?? null } : null
