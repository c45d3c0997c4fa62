import type { Outcome } from '#contract/conversations'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append } from './append.ts'
import { mayWrite, type AskerActor } from './policy.ts'
import * as q from './queries.ts'
import { endSnooze } from './snooze.ts'

export type Closing = { outcome: Outcome; reason?: string | undefined }

/** Closes now: the asker has agreed. Closing twice does nothing. */
export const close = (ctx: Ctx, id: string, closing: Closing): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    if (!head.closed) await end(tx, id, closing)
  })

/** Under the conversation's lock. */
export const end = async (tx: Ctx, id: string, closing: Closing) => {
  await tx.db
    .insertInto('conversations.closure')
    .values({ brand_id: tx.actor.brandId, conversation_id: id, closed_by: tx.actor.id, outcome: closing.outcome, reason: closing.reason ?? null, closed_at: tx.now() })
    .execute()
  await tx.db.deleteFrom('conversations.closing').where('brand_id', '=', tx.actor.brandId).where('conversation_id', '=', id).execute()
  await endSnooze(tx, id)
  await append(tx, id, { kind: 'closed', data: { outcome: closing.outcome, reason: closing.reason ?? null } })
}

/** The asker says it is solved. */
export const agreeToClose = async (ctx: Ctx<AskerActor>, id: string): Promise<void> => {
  const head = await q.headById(ctx.db, ctx.actor.brandId, id)
  if (!head || !mayWrite(ctx.actor, head)) throw new Refusal('not_found')
  await close(ctx, id, { outcome: 'solved' })
}

/** Announces that the conversation closes after `silenceDays` unless the asker writes. */
export const announceClosing = (ctx: Ctx<AgentActor>, id: string, closing: Closing & { silenceDays: number }): Promise<Date> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    const closesAt = new Date(tx.now().getTime() + closing.silenceDays * 86_400_000)
    const values = {
      announced_by: tx.actor.id, outcome: closing.outcome, reason: closing.reason ?? null, announced_at: tx.now(), closes_at: closesAt,
    }
    await tx.db
      .insertInto('conversations.closing')
      .values({ brand_id: tx.actor.brandId, conversation_id: id, ...values })
      .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(values))
      .execute()
    await append(tx, id, { kind: 'announced', data: { closesAt: closesAt.toISOString(), outcome: closing.outcome } })
    return closesAt
  })

const mostAtOnce = 200

/** Closes those whose announced silence has passed. Returns how many. */
export const closeSilent = async (ctx: Ctx): Promise<number> => {
  const due = await ctx.db
    .selectFrom('conversations.closing')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('closes_at', '<=', ctx.now())
    .select('conversation_id')
    .limit(mostAtOnce)
    .execute()
  const closed = []
  for (const row of due) closed.push(await closeIfSilent(ctx, row.conversation_id))
  return closed.filter(Boolean).length
}

// Asked again under the lock: a message that came a moment ago has taken the announcement back.
const closeIfSilent = (ctx: Ctx, id: string): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    const announced = await q.closingOf(tx.db, tx.actor.brandId, id)
    if (!head || head.closed || !announced || announced.closes_at > tx.now()) return false
    await end(tx, id, { outcome: announced.outcome as Outcome, reason: announced.reason ?? undefined })
    return true
  })
