import { newId, Refusal } from '#kernel'
import { wakeSequencer } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append } from './append.ts'
import { factOf } from './conversation.ts'
import { mayRead, type AskerActor } from './policy.ts'
import * as q from './queries.ts'

/** The queue has them: `sent` becomes `received`. Once only for each. */
export const markReceived = async (ctx: Ctx, ids: string[]): Promise<void> => {
  if (ids.length === 0) return
  await q.appendReceived(ctx.db, { brandId: ctx.actor.brandId, places: ids.map((id) => ({ id, factId: newId() })), fact: factOf.received, at: ctx.now() })
  wakeSequencer()
}

/** Staff have read as far as `seenSeq` (all of it when left out); a message that came in meanwhile is not read by that. */
export const markRead = (ctx: Ctx<AgentActor>, id: string, seenSeq = Infinity): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    if (head.staff_read_seq < head.asker_seq && seenSeq >= head.asker_seq) await append(tx, id, { kind: 'read' })
  })

/** The asking side has seen the thread as far as it goes. */
export const markSeen = async (ctx: Ctx<AskerActor>, id: string): Promise<void> => {
  const head = await q.headById(ctx.db, ctx.actor.brandId, id)
  if (!head || !mayRead(ctx.actor, head)) throw new Refusal('not_found')
  if (head.asker_read_seq >= head.last_seq) return
  await ctx.db
    .updateTable('conversations.conversation')
    .set({ asker_read_seq: head.last_seq })
    .where('brand_id', '=', ctx.actor.brandId)
    .where('id', '=', id)
    .where('asker_read_seq', '<', head.last_seq)
    .execute()
}

/** Somebody of staff took it or gave it back. */
export const markTaken = (ctx: Ctx<AgentActor>, id: string) => append(ctx, id, { kind: 'taken' })
export const markReleased = (ctx: Ctx, id: string) => append(ctx, id, { kind: 'released' })
/** Handed over to a team's queue or a colleague, by name, with what they need to know; only staff see it. */
export const markHandedOver = (ctx: Ctx<AgentActor>, id: string, { to, note }: { to: string; note: string }) =>
  append(ctx, id, { kind: 'handed-over', body: note, data: { name: to } })

export type PromiseMove = { from: Date; to: Date; reason: string }
/** The promise was moved; the asker reads when and why. */
export const markPromiseMoved = (ctx: Ctx, id: string, move: PromiseMove) =>
  append(ctx, id, { kind: 'promise-moved', data: { from: move.from.toISOString(), to: move.to.toISOString(), reason: move.reason } })
