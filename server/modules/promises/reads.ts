import { sql } from 'kysely'
import type { Promised } from '#contract/conversations'
import type { Ctx } from '#identity'
import * as q from './queries.ts'

/** The newest promise of a conversation and every move of it; null when none was given (or its clock has not started yet). */
export const promiseFor = async (ctx: Ctx, conversationId: string): Promise<Promised | null> => {
  const [promise, moves] = await Promise.all([
    q.promiseOf(ctx.db, ctx.actor.brandId, conversationId),
    q.movesOf(ctx.db, ctx.actor.brandId, conversationId),
  ])
  if (!promise) return null
  return {
    firstAt: promise.first_at.toISOString(),
    dueAt: promise.due_at.toISOString(),
    kept: promise.kept_at !== null,
    missed: promise.missed_at !== null,
    moves: moves.filter((m) => m.moved_at >= promise.started_at).map((m) => ({ from: m.from_at.toISOString(), to: m.to_at.toISOString(), reason: m.reason, at: m.moved_at.toISOString() })),
  }
}

/** When each of these conversations is due, for those with a running promise. */
export const dueByConversation = async (ctx: Ctx, ids: string[]): Promise<Map<string, Date>> => {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('promises.promise')
    .where('brand_id', '=', ctx.actor.brandId)
    .where(sql<boolean>`conversation_id = any(${ids}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('kept_at', 'is', null)
    .select(['conversation_id', 'due_at'])
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.due_at]))
}
