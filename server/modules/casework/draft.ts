import type { SavedDraft, SaveDraft } from '#contract/casework'
import { headOf, makeWay } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'

/**
 * Keeps what an agent has written and not sent, and says when it was. That it is empty is kept too, or another machine of theirs could not
 * tell a text that was sent from one it has not heard of.
 */
export const saveDraft = async (ctx: Ctx<AgentActor>, conversationId: string, { kind, body }: SaveDraft): Promise<Date> => {
  if (!(await headOf(ctx, conversationId))) throw new Refusal('not_found')
  const place: Place = { agentId: ctx.actor.id, conversationId, kind }
  return body.trim() === '' ? emptyDraft(ctx, place) : putDraft(ctx, place, body)
}

/** Before one answers: a colleague's answer leaves first, or its text is what they find in their field when they come back. */
export const giveWay = (ctx: Ctx<AgentActor>, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const left = await makeWay(tx, conversationId)
    if (!left) return
    const place: Place = { agentId: left.agentId, conversationId, kind: 'reply' }
    const begun = await tx.db.selectFrom('casework.draft').where((eb) => eb.and(keyOf(tx, place))).select('body').executeTakeFirst()
    await putDraft(tx, place, begun?.body ? `${left.body}\n\n${begun.body}` : left.body)
  })

type Place = { agentId: string; conversationId: string; kind: SaveDraft['kind'] }

const keyOf = (ctx: Ctx, { agentId, conversationId, kind }: Place) => ({ brand_id: ctx.actor.brandId, agent_id: agentId, conversation_id: conversationId, kind })

const putDraft = async (ctx: Ctx, place: Place, body: string): Promise<Date> => {
  const values = { body, saved_at: ctx.now() }
  await ctx.db
    .insertInto('casework.draft')
    .values({ ...keyOf(ctx, place), ...values })
    .onConflict((conflict) => conflict.columns(['brand_id', 'agent_id', 'conversation_id', 'kind']).doUpdateSet(values))
    .execute()
  return values.saved_at
}

const emptyDraft = async (ctx: Ctx, place: Place): Promise<Date> => {
  const values = { body: '', saved_at: ctx.now() }
  await ctx.db.updateTable('casework.draft').set(values).where((eb) => eb.and(keyOf(ctx, place))).execute()
  return values.saved_at
}

/** The agent's own texts about a conversation; an empty one was sent or thrown away. */
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

const emptyKeptDays = 14

/** Empty ones that every machine has heard of, or has thrown its own text away by now. */
export const forgetEmptyDrafts = async (ctx: Ctx): Promise<void> => {
  await ctx.db
    .deleteFrom('casework.draft')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('body', '=', '')
    .where('saved_at', '<', new Date(ctx.now().getTime() - emptyKeptDays * 86_400_000))
    .execute()
}
