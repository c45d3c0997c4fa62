import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append } from './append.ts'
import * as q from './queries.ts'

const longestMs = 366 * 86_400_000

/**
 * Puts a conversation aside until a time, or (`until: null`) until the asker writes. Meanwhile it waits for nobody; whoever has
 * taken it keeps it, and its promise runs on. A message of the asker's, an answer and the closing end it at once.
 */
export const snooze = (ctx: Ctx<AgentActor>, id: string, { until }: { until: Date | null }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    const ahead = until === null ? 1 : until.getTime() - tx.now().getTime()
    if (ahead <= 0 || ahead > longestMs) throw new Refusal('invalid', { field: 'until', problem: ahead <= 0 ? 'past' : 'too-far' })
    const values = { snoozed_by: tx.actor.id, snoozed_at: tx.now(), wakes_at: until }
    await tx.db
      .insertInto('conversations.snooze')
      .values({ brand_id: tx.actor.brandId, conversation_id: id, ...values })
      .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(values))
      .execute()
    await append(tx, id, { kind: 'snoozed', data: { until: until?.toISOString() ?? null } })
  })

/** Takes it up again; nothing happens when it was not put aside. */
export const wake = (ctx: Ctx, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!(await q.lockHead(tx.db, tx.actor.brandId, id))) throw new Refusal('not_found')
    if (await endSnooze(tx, id)) await append(tx, id, { kind: 'woken' })
  })

/** Under the conversation's lock: it is not put aside any more. Whether it was. */
export const endSnooze = async (tx: Ctx, id: string): Promise<boolean> => {
  const row = await tx.db.deleteFrom('conversations.snooze').where('brand_id', '=', tx.actor.brandId).where('conversation_id', '=', id).returning('conversation_id').executeTakeFirst()
  return row !== undefined
}

const mostAtOnce = 200

/** Those whose time has come. */
export const wakeDue = async (ctx: Ctx): Promise<void> => {
  const due = await ctx.db
    .selectFrom('conversations.snooze')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('wakes_at', '<=', ctx.now())
    .select('conversation_id')
    .limit(mostAtOnce)
    .execute()
  for (const row of due) await wake(ctx, row.conversation_id)
}
