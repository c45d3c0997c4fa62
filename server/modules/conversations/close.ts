import type { Outcome } from '#contract/conversations'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx, PartnerActor } from '#identity'
import { append } from './append.ts'
import { mayWrite } from './policy.ts'
import * as q from './queries.ts'

export type Closing = { outcome: Outcome; reason?: string | undefined }

/** Closes now: the asker has agreed. Closing twice does nothing. */
export const close = (ctx: Ctx, id: string, closing: Closing): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    if (head.closed) return
    await tx.db
      .insertInto('conversations.closure')
      .values({ brand_id: tx.actor.brandId, conversation_id: id, closed_by: tx.actor.id, outcome: closing.outcome, reason: closing.reason ?? null, closed_at: tx.now() })
      .execute()
    await forgetAnnouncement(tx, id)
    await append(tx, id, { kind: 'closed', data: { outcome: closing.outcome, reason: closing.reason ?? null } })
  })

/** The asker says it is solved. */
export const agreeToClose = async (ctx: Ctx<PartnerActor>, id: string): Promise<void> => {
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
    .select(['conversation_id', 'outcome', 'reason'])
    .limit(mostAtOnce)
    .execute()
  for (const row of due) {
    await close(ctx, row.conversation_id, { outcome: row.outcome as Outcome, reason: row.reason ?? undefined })
    await forgetAnnouncement(ctx, row.conversation_id)
  }
  return due.length
}

const forgetAnnouncement = (ctx: Ctx, id: string) =>
  ctx.db.deleteFrom('conversations.closing').where('brand_id', '=', ctx.actor.brandId).where('conversation_id', '=', id).execute()
