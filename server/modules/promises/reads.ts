import { sql } from 'kysely'
import type { Promised } from '#contract/conversations'
import type { PromiseClock } from '#contract/promises'
import type { Ctx } from '#identity'
import * as q from './queries.ts'
import { clockOf, stepsIn, type Step } from './steps.ts'

/** The newest promise of a conversation and every move of it; null when none was given (or its clock has not started yet). */
export const promiseFor = async (ctx: Ctx, conversationId: string): Promise<Promised | null> => {
  const key = { brand_id: ctx.actor.brandId, conversation_id: conversationId }
  const [promise, rows] = await Promise.all([q.promiseOf(ctx.db, key), q.stepsOf(ctx.db, key)])
  if (!promise) return null
  return {
    firstAt: promise.first_at.toISOString(),
    dueAt: promise.due_at.toISOString(),
    kept: promise.kept_at !== null,
    missed: promise.missed_at !== null,
    waitsForAsker: promise.paused_at !== null,
    moves: movesIn(newest(stepsIn(rows))),
  }
}

/** The steps of the newest promise. */
const newest = (steps: Step[]) => steps.slice(Math.max(0, steps.findLastIndex(({ kind }) => kind === 'started')))

const movesIn = (steps: Step[]): Promised['moves'] =>
  steps.flatMap(({ kind, at, dueAt, reason }, place) => {
    const before = steps[place - 1]
    return kind === 'moved' && before ? [{ from: before.dueAt.toISOString(), to: dueAt.toISOString(), reason: reason ?? '', at: at.toISOString() }] : []
  })

/** Everything that happened to a conversation's promises, and how it stands after that. */
export const clockFor = async (ctx: Ctx, conversationId: string): Promise<PromiseClock> => {
  const steps = stepsIn(await q.stepsOf(ctx.db, { brand_id: ctx.actor.brandId, conversation_id: conversationId }))
  const clock = clockOf(steps, ctx.now())
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return {
    state: clock.state, startedAt: iso(clock.startedAt), firstAt: iso(clock.firstAt), dueAt: iso(clock.dueAt), pausedSince: iso(clock.pausedSince),
    pausedMinutes: Math.round(clock.pausedMs / 60_000), moves: clock.moves, atRisk: clock.state === 'running' && (clock.warned || clock.isOverdue), missed: clock.missed, keptBy: clock.keptBy,
    steps: steps.map(({ kind, at, firstAt, dueAt, reason }) => ({ kind, at: at.toISOString(), firstAt: firstAt.toISOString(), dueAt: dueAt.toISOString(), reason })),
  }
}

const running = (ctx: Ctx, ids: string[]) =>
  ctx.db
    .selectFrom('promises.promise')
    .where('brand_id', '=', ctx.actor.brandId)
    .where(sql<boolean>`conversation_id = any(${ids}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('kept_at', 'is', null)

/** When each of these conversations is due, for those with a running promise. */
export const dueByConversation = async (ctx: Ctx, ids: string[]): Promise<Map<string, Date>> => {
  if (ids.length === 0) return new Map()
  const rows = await running(ctx, ids).select(['conversation_id', 'due_at']).execute()
  return new Map(rows.map((row) => [row.conversation_id, row.due_at]))
}

const mostAtRisk = 1_000

/** How many promises pass soon or have passed, counted as far as a thousand. */
export const atRiskCount = async (ctx: Ctx): Promise<number> => {
  const rows = await ctx.db
    .selectFrom('promises.promise')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('kept_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('paused_at', 'is', null)
    .where('warn_at', '<=', ctx.now())
    .select('conversation_id')
    .limit(mostAtRisk)
    .execute()
  return rows.length
}

/** Those of these conversations whose promise passes soon, or has passed. */
export const atRiskAmong = async (ctx: Ctx, ids: string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await running(ctx, ids).where('paused_at', 'is', null).where('warn_at', '<=', ctx.now()).select('conversation_id').execute()
  return new Set(rows.map((row) => row.conversation_id))
}
