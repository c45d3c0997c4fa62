import { sql } from 'kysely'
import type { ConversationState } from '#contract/conversations'
import type { Ctx } from '#identity'
import { parseCaseNumber } from '#kernel'
import { stateOf } from './conversation.ts'
import * as q from './queries.ts'

export type ConversationHead = q.Head & { state: ConversationState }

/** One conversation's head, for other modules' rules; null when it is not there. No permission is checked: not for edges. */
export const headOf = async (ctx: Ctx, id: string): Promise<ConversationHead | null> => {
  const head = await q.headById(ctx.db, ctx.actor.brandId, id)
  return head ? withState(head) : null
}

/** The conversation with this case number, however it is typed; null when there is none. */
export const idByCaseNumber = async (ctx: Ctx, typed: string): Promise<string | null> => {
  const caseNumber = parseCaseNumber(typed)
  if (caseNumber === null) return null
  return (await q.heads(ctx.db, ctx.actor.brandId).where('c.case_number', '=', caseNumber).executeTakeFirst())?.id ?? null
}

/** Heads by id, for staff lists. */
export const headsByIds = async (ctx: Ctx, ids: string[]): Promise<Map<string, ConversationHead>> => {
  if (ids.length === 0) return new Map()
  const rows = await q.heads(ctx.db, ctx.actor.brandId).where(sql<boolean>`c.id = any(${ids}::uuid[])`).execute()
  return new Map(rows.map((head) => [head.id, withState(head)]))
}

/** The conversations about these reservations that are not closed. */
export const openAbout = async (ctx: Ctx, reservationIds: string[]): Promise<string[]> => {
  if (reservationIds.length === 0) return []
  const rows = await q.heads(ctx.db, ctx.actor.brandId).where(sql<boolean>`c.reservation_id = any(${reservationIds}::uuid[])`).where('k.conversation_id', 'is', null).execute()
  return rows.map(({ id }) => id)
}

/** Since when the asker waits for staff: the first message after the last answer or closing; null when nobody waits. */
export const waitsSince = async (ctx: Ctx, head: Pick<q.Head, 'id' | 'channel'>): Promise<Date | null> => {
  // A prepared call begins with words of ours; what the asker writes comes after them.
  const afterSeq = head.channel === 'phone' ? 1 : 0
  return (await q.firstUnanswered(ctx.db, ctx.actor.brandId, { conversationId: head.id, afterSeq }))?.at ?? null
}

/**
 * One thing said that a promise counts by; `asks`: an answer that asks something back. `unclosed`: the closing at `closedAt` was taken
 * back, as if it had not been; writing in a closed conversation is a message alone.
 */
export type Turn = { seq: number; kind: 'message' | 'reply' | 'closed' | 'unclosed'; at: Date; asks: boolean; closedAt: Date | null }

/** What asker and staff have said, and the closings, after a place in the thread, in order. A talk with a person of staff is a reply. */
export const turnsAfter = async (ctx: Ctx, id: string, seq: number): Promise<Turn[]> =>
  (await q.turnsAfter(ctx.db, ctx.actor.brandId, { conversationId: id, seq })).map((row) => ({
    seq: row.seq, at: row.at, asks: row.asks, closedAt: row.closed_at, kind: turnOf(row.kind),
  }))

const turnOf = (kind: string): Turn['kind'] => {
  if (kind === 'reopened') return 'unclosed'
  return kind === 'message' || kind === 'closed' ? kind : 'reply'
}

const mostEarlier = 10

/** The newest other conversations about the same reservation, or else the same property, of both sides. */
export const earlierOf = async (ctx: Ctx, head: Pick<q.Head, 'id' | 'reservation_id' | 'property_id'>): Promise<ConversationHead[]> => {
  const column = head.reservation_id ? 'c.reservation_id' : 'c.property_id'
  const value = head.reservation_id ?? head.property_id
  if (!value) return []
  const rows = await q
    .heads(ctx.db, ctx.actor.brandId)
    .where(column, '=', value)
    .where('c.id', '!=', head.id)
    .orderBy('c.last_entry_at', 'desc')
    .limit(mostEarlier)
    .execute()
  return rows.map(withState)
}

const withState = (head: q.Head): ConversationHead => ({ ...head, state: stateOf(head) })
