import type { Mention } from '#contract/casework'
import type { AgentActor, Ctx } from '#identity'
import { namesByIds } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'

/** Tells colleagues that a note names them; a repeat changes nothing. */
export const mention = (ctx: Ctx<AgentActor>, conversationId: string, { seq, agentIds }: { seq: number; agentIds: string[] }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (agentIds.length === 0) return
    for (const id of agentIds) if (!(await agentById(tx, id))) throw new Refusal('invalid', { field: 'mentions', problem: 'unknown' })
    const rows = [...new Set(agentIds)].map((agent_id) => ({
      brand_id: tx.actor.brandId, conversation_id: conversationId, seq, agent_id, mentioned_by: tx.actor.id, mentioned_at: tx.now(),
    }))
    await tx.db.insertInto('casework.mention').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
    await record(tx, { name: 'agent.mentioned', conversationId })
  })

/** The agent has opened the conversation: what named them there is seen. */
export const seeMentions = (ctx: Ctx<AgentActor>, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const seen = await tx.db
      .updateTable('casework.mention')
      .set({ seen_at: tx.now() })
      .where('brand_id', '=', tx.actor.brandId)
      .where('agent_id', '=', tx.actor.id)
      .where('conversation_id', '=', conversationId)
      .where('seen_at', 'is', null)
      .returning('seq')
      .execute()
    if (seen.length > 0) await record(tx, { name: 'mention.seen', conversationId })
  })

const mostUnseen = 50

/** Where colleagues have named the agent and they have not looked yet, newest first. */
export const unseenMentions = async (ctx: Ctx<AgentActor>): Promise<(Mention & { conversationId: string })[]> => {
  const rows = await ctx.db
    .selectFrom('casework.mention')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('agent_id', '=', ctx.actor.id)
    .where('seen_at', 'is', null)
    .select(['conversation_id', 'mentioned_by', 'mentioned_at'])
    .orderBy('mentioned_at', 'desc')
    .limit(mostUnseen)
    .execute()
  const names = await namesByIds(ctx, rows.map((row) => row.mentioned_by))
  return rows.map((row) => ({ conversationId: row.conversation_id, by: names.get(row.mentioned_by) ?? '', at: row.mentioned_at.toISOString() }))
}
