import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import type { Ctx } from '#identity'
import { mayRead, mayWrite, type AskerActor } from './policy.ts'
import * as q from './queries.ts'

export type Rating = { good: boolean; why: string; at: Date }

const mostWhy = 1_000

/** What the asker thought of it, once somebody has answered; they may change their mind. */
export const rate = (ctx: Ctx<AskerActor>, id: string, { good, why }: { good: boolean; why: string }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head || !mayWrite(tx.actor, head)) throw new Refusal('not_found')
    if (head.staff_seq === 0 && !head.closed) throw new Refusal('not_allowed')
    const values = { rated_by: tx.actor.id, good, why: why.trim().slice(0, mostWhy), rated_at: tx.now() }
    await tx.db
      .insertInto('conversations.rating')
      .values({ brand_id: tx.actor.brandId, conversation_id: id, ...values })
      .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(values))
      .execute()
    await record(tx, { name: 'conversation.rated', conversationId: id, payload: { good } })
  })

/** What the asker thought; null while they have not said. `not_found` when it is not theirs to read. */
export const ratingOf = async (ctx: Ctx, id: string): Promise<Rating | null> => {
  const head = await q.headById(ctx.db, ctx.actor.brandId, id)
  if (!head || !mayRead(ctx.actor, head)) throw new Refusal('not_found')
  const row = await ctx.db.selectFrom('conversations.rating').where('brand_id', '=', ctx.actor.brandId).where('conversation_id', '=', id).select(['good', 'why', 'rated_at']).executeTakeFirst()
  return row ? { good: row.good, why: row.why, at: row.rated_at } : null
}
