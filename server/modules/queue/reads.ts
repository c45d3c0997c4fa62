import { lanes, type Lane, type Work } from '#contract/queue'
import type { Ctx } from '#identity'
import { decodeCursor, encodeCursor, type Page } from '#kernel'
import { onDuty } from '#staff'
import { present } from '#brand'
import type { Place } from './rank.ts'
import * as q from './queries.ts'

export type QueuePlace = Omit<Place, 'again'> & { conversationId: string; waitingSince: Date; work: Work }
export type QueueRequest = { lane?: Lane | undefined; after?: string | undefined; limit: number; /** Of these conversations alone. */ only?: readonly string[] | undefined }

/** A page of those who wait and nobody has taken, in lane and due order. */
export const page = async (ctx: Ctx, request: QueueRequest): Promise<Page<QueuePlace>> => {
  const found = await q.pageAfter(ctx.db, ctx.actor.brandId, {
    lane: request.lane ? q.laneNumbers[request.lane] : null,
    after: request.after ? positionOf(request.after) : null,
    limit: request.limit + 1,
    only: request.only ?? null,
  })
  const rows = found.slice(0, request.limit)
  const last = found.length > request.limit ? rows.at(-1) : undefined
  return {
    rows: rows.map(presentPlace),
    next: last ? encodeCursor([last.lane, last.due_at.toISOString(), last.conversation_id]) : null,
  }
}

const positionOf = (cursor: string): q.PagePosition => {
  const [lane = '', dueAt = '', id = ''] = decodeCursor(cursor, 3)
  return { lane: Number(lane), dueAt, id }
}

export const placeOf = async (ctx: Ctx, conversationId: string): Promise<QueuePlace | null> => {
  const row = await q.entryOf(ctx.db, ctx.actor.brandId, conversationId)
  return row ? presentPlace(row) : null
}

const presentPlace = (row: NonNullable<Awaited<ReturnType<typeof q.entryOf>>>): QueuePlace => ({
  conversationId: row.conversation_id,
  lane: q.laneNames[row.lane] ?? 'ordinary',
  dueAt: row.due_at,
  waitingSince: row.waiting_since,
  work: row.work === 'call' ? 'call' : row.work === 'chat' ? 'chat' : 'message',
  reasons: row.reasons,
})

/** How many wait in each lane. */
export const laneCounts = async (ctx: Ctx): Promise<{ lane: Lane; waiting: number }[]> => {
  const rows = await q.countsOf(ctx.db, ctx.actor.brandId)
  return lanes.map((lane) => ({
    lane,
    waiting: rows.filter((row) => q.laneNames[row.lane] === lane).reduce((sum, row) => sum + row.waiting, 0),
  }))
}

/** What an agent has taken and not closed: those that wait first, in due order. */
export const mine = (ctx: Ctx, agentId: string) => q.claimsOf(ctx.db, ctx.actor.brandId, agentId)

/**
 * The expected wait in minutes for somebody who calls now: those who wait on the phone before them, shared by the agents on
 * duty, times the handling time. Null when nobody is on duty.
 */
export const forecastPhoneMinutes = async (ctx: Ctx): Promise<number | null> => {
  const [rows, agents, { settings }] = await Promise.all([q.countsOf(ctx.db, ctx.actor.brandId), onDuty(ctx), present(ctx)])
  const answering = agents.filter((agent) => agent.roles.includes('agent')).length
  if (answering === 0) return null
  const waiting = rows.filter((row) => row.channel === 'phone').reduce((sum, row) => sum + row.waiting, 0)
  return Math.ceil((waiting / answering) * settings.handlingMinutes.phone)
}
