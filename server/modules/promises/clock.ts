import { headOf, markPromiseMoved } from '#conversations'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import type { PromiseRule } from '#contract/content'
import { answerBy, isAtRisk, movedTo, type Running } from './promise.ts'
import * as q from './queries.ts'

/** Starts the clock of a conversation that was opened with a promise. Starting twice does nothing. */
export const start = async (ctx: Ctx, conversationId: string): Promise<void> => {
  const head = await headOf(ctx, conversationId)
  if (!head?.promised_at) return
  await q.insertPromise(ctx.db, { brand_id: ctx.actor.brandId, conversation_id: conversationId, first_at: head.promised_at, started_at: head.opened_at })
}

export type Renewal = { rule: PromiseRule; timeZone: string; from: Date }

/** Promises anew when the asker writes after an answer; a running promise stays as it is. */
export const renew = async (ctx: Ctx, conversationId: string, { rule, timeZone, from }: Renewal): Promise<void> => {
  await q.restartPromise(ctx.db, {
    brand_id: ctx.actor.brandId, conversation_id: conversationId, first_at: answerBy(rule, from, timeZone), started_at: from,
  })
}

/** A person answered: kept when it was by the first promised time, missed otherwise. */
export const settle = async (ctx: Ctx, conversationId: string, answeredAt: Date): Promise<void> => {
  const key = { brandId: ctx.actor.brandId, conversationId }
  const promise = await q.promiseOf(ctx.db, key.brandId, conversationId)
  if (!promise || promise.kept_at || promise.ended_at) return
  if (answeredAt <= promise.first_at) await q.settle(ctx.db, key, { kept_at: answeredAt })
  else await endMissed(ctx, conversationId, answeredAt)
}

/** The conversation was closed without an answer: the clock stops, nothing was kept or missed. */
export const end = async (ctx: Ctx, conversationId: string): Promise<void> => {
  await q.settle(ctx.db, { brandId: ctx.actor.brandId, conversationId }, { ended_at: ctx.now() })
}

const endMissed = (ctx: Ctx, conversationId: string, answeredAt: Date) =>
  inTransaction(ctx, async (tx) => {
    const key = { brandId: tx.actor.brandId, conversationId }
    const promise = await q.promiseOf(tx.db, key.brandId, conversationId)
    if (promise && !promise.missed_at) await q.settle(tx.db, key, { missed_at: answeredAt })
    await q.settle(tx.db, key, { ended_at: answeredAt })
  })

export type Watch = { moved: number; missed: number }
const lookAheadMs = 2 * 3_600_000

/** Moves what is about to pass, with a reason its asker reads, and counts as missed what passed with no move left. */
export const watch = async (ctx: Ctx, { maxMoves }: { maxMoves: number }): Promise<Watch> => {
  const soon = new Date(ctx.now().getTime() + lookAheadMs)
  const result: Watch = { moved: 0, missed: 0 }
  for (const promise of await q.runningUntil(ctx.db, ctx.actor.brandId, soon)) {
    if (!isAtRisk(promise, ctx.now())) continue
    if (promise.moves < maxMoves) {
      await move(ctx, promise.conversation_id, { to: movedTo(promise), reason: 'more-than-usual' })
      result.moved++
    } else if (promise.due_at <= ctx.now()) {
      await q.settle(ctx.db, { brandId: ctx.actor.brandId, conversationId: promise.conversation_id }, { missed_at: ctx.now() })
      result.missed++
    }
  }
  return result
}

/** Moves a running promise: the old time, the new one and why are kept and shown. */
export const move = (ctx: Ctx, conversationId: string, { to, reason }: { to: Date; reason: string }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const moved = await tx.db
      .updateTable('promises.promise as p')
      .from(q.promiseRow(tx.db, brandId, conversationId))
      .set((eb) => ({ due_at: to, moves: eb('p.moves', '+', 1) }))
      .whereRef('p.brand_id', '=', 'before.brand_id')
      .whereRef('p.conversation_id', '=', 'before.conversation_id')
      .returning(['p.moves', 'before.due_at as from_at'])
      .executeTakeFirst()
    if (!moved) return
    await tx.db
      .insertInto('promises.move')
      .values({ brand_id: brandId, conversation_id: conversationId, number: moved.moves, from_at: moved.from_at, to_at: to, reason, moved_at: tx.now() })
      .execute()
    await markPromiseMoved(tx, conversationId, { from: moved.from_at, to, reason })
  })

export type { Running }
