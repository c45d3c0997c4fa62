import { trustedLinks } from '#brand'
import { isSuspicious, Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import * as q from './queries.ts'
import { textsWithLinks } from './queries-thread.ts'

export type Suspicion = { because: 'staff' | 'deceptive-link' | 'reported'; at: Date | null }

/** Marks a conversation as suspicious: its links are off at once, for staff and asker alike, until somebody clears it. */
export const suspect = (ctx: Ctx<AgentActor>, id: string): Promise<void> => change(ctx, id, { marked: true })

/** Somebody has looked: its links work again, also those that looked deceptive. */
export const clearSuspicion = (ctx: Ctx<AgentActor>, id: string): Promise<void> => change(ctx, id, { marked: false })

const change = (ctx: Ctx<AgentActor>, id: string, { marked }: { marked: boolean }) =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    const by = { cleared_by: marked ? null : tx.actor.id, cleared_at: marked ? null : tx.now() }
    const values = { because: 'staff', marked_by: tx.actor.id, marked_at: tx.now(), ...by }
    await tx.db
      .insertInto('conversations.suspicion')
      .values({ brand_id: tx.actor.brandId, conversation_id: id, ...values })
      .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(values))
      .execute()
    await record(tx, { name: marked ? 'conversation.suspected' : 'conversation.cleared', conversationId: id, partnerId: head.partner_id, forAsker: true })
  })

/** Whether its links are off, and why: staff said so, it reports a fraud, or a link in it is made to deceive. */
export const suspicionOf = async (ctx: Ctx, id: string, { isReport }: { isReport: boolean }): Promise<Suspicion | null> => {
  const row = await ctx.db
    .selectFrom('conversations.suspicion')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('conversation_id', '=', id)
    .select(['marked_at', 'cleared_at'])
    .executeTakeFirst()
  if (row?.cleared_at) return null
  if (row) return { because: 'staff', at: row.marked_at }
  if (isReport) return { because: 'reported', at: null }
  const texts = await textsWithLinks(ctx.db, ctx.actor.brandId, id)
  if (texts.length === 0) return null
  const trusted = await trustedLinks(ctx)
  return texts.some((text) => isSuspicious(text, trusted)) ? { because: 'deceptive-link', at: null } : null
}
