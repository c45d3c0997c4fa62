import { markPromiseMoved } from '#conversations'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { addStep } from './add-step.ts'
import * as q from './queries.ts'
import { warnAt } from './rule.ts'

export type Move = { to: Date; reason: string; /** Moves nothing when the promise stands elsewhere by now. */ from?: Date }

/** Moves a running promise: the old time, the new one and why are kept and shown. */
export const move = (ctx: Ctx, conversationId: string, { from, to, reason }: Move): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await q.lockClock(tx.db, conversationId)
    const promise = await q.promiseOf(tx.db, { brand_id: tx.actor.brandId, conversation_id: conversationId })
    if (!promise || promise.kept_at || promise.ended_at || promise.paused_at) return
    if (from && promise.due_at.getTime() !== from.getTime()) return
    const moved = { ...promise, due_at: to }
    await q.changePromise(tx.db, promise, { due_at: to, moves: promise.moves + 1, warned_at: null, warn_at: warnAt(moved) })
    await addStep(tx, moved, { kind: 'moved', at: tx.now(), reason })
    await markPromiseMoved(tx, conversationId, { from: promise.due_at, to, reason })
  })
