import type { SavedDraft, SaveDraft } from '#contract/casework'
import { headOf } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'

/** Keeps what an agent has written and not sent; an empty text is forgotten. */
export const saveDraft = async (ctx: Ctx<AgentActor>, conversationId: string, { kind, body }: SaveDraft): Promise<void> => {
  if (!(await headOf(ctx, conversationId))) throw new Refusal('not_found')
  const key = { brand_id: ctx.actor.brandId, agent_id: ctx.actor.id, conversation_id: conversationId, kind }
  if (body.trim() === '') return void (await ctx.db.deleteFrom('casework.draft').where((eb) => eb.and(key)).execute())
  const values = { body, saved_at: ctx.now() }
  await ctx.db
    .insertInto('casework.draft')
    .values({ ...key, ...values })
    .onConflict((conflict) => conflict.columns(['brand_id', 'agent_id', 'conversation_id', 'kind']).doUpdateSet(values))
    .execute()
}

/** The agent's own texts about a conversation. */
export const draftsOf = async (ctx: Ctx<AgentActor>, conversationId: string): Promise<SavedDraft[]> => {
  const rows = await ctx.db
    .selectFrom('casework.draft')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('agent_id', '=', ctx.actor.id)
    .where('conversation_id', '=', conversationId)
    .select(['kind', 'body', 'saved_at'])
    .execute()
  return rows.map((row) => ({ kind: row.kind === 'note' ? 'note' : 'reply', body: row.body, savedAt: row.saved_at.toISOString() }))
}
