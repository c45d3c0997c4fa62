import { headOf, markReceived, waitsSince, type ConversationHead } from '#conversations'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { dueByConversation } from '#promises'
import { findSubtopic } from '#topics'
import { hoursToCheckIn, reservationById } from '#directory'
import { present } from '#brand'
import * as q from './queries.ts'
import { rank, type Waiting } from './rank.ts'

/**
 * Puts a conversation where it belongs as things stand now: into the queue when it waits for staff, out of it when it
 * does not. Safe to call at any time and any number of times.
 */
export const place = async (ctx: Ctx, conversationId: string): Promise<void> => {
  await inTransaction(ctx, async (tx) => {
    await q.lockPlace(tx.db, conversationId)
    const head = await headOf(tx, conversationId)
    if (!head) return
    if (waitsForStaff(head)) await enter(tx, head)
    else await leave(tx, conversationId, head.closed)
  })
  await markReceivedWhenPlaced(ctx, conversationId)
}

const waitsForStaff = (head: ConversationHead) => !head.closed && head.asker_seq > head.staff_seq && !isCallToCome(head)

// A prepared call waits for the asker, not for staff, until somebody answers it or more is written.
const isCallToCome = (head: ConversationHead) => head.channel === 'phone' && head.asker_seq === 1

const markReceivedWhenPlaced = async (ctx: Ctx, conversationId: string) => {
  if (await q.entryOf(ctx.db, ctx.actor.brandId, conversationId)) await markReceived(ctx, conversationId)
}

const enter = async (ctx: Ctx, head: ConversationHead) => {
  const { brandId } = ctx.actor
  const door = head.door === 'guest' ? 'guest' : 'partner'
  const { settings } = await present(ctx)
  const found = await findSubtopic(ctx, { door, topic: head.topic, subtopic: head.subtopic })
  const claim = await q.claimOf(ctx.db, brandId, head.id)
  const dues = await dueByConversation(ctx, [head.id])
  const rules = found?.subtopic.rules
  const waiting: Waiting = {
    door,
    safety: rules?.lane === 'safety',
    urgent: rules?.urgent ?? false,
    waitingSince: (await waitsSince(ctx, head)) ?? head.last_entry_at,
    promisedBy: dues.get(head.id) ?? head.promised_at ?? head.last_entry_at,
    reopened: head.staff_seq > 0,
    stay: await stayOf(ctx, head),
  }
  const { lane, dueAt, reasons } = rank(waiting, settings)
  const values = {
    brand_id: brandId, conversation_id: head.id, lane: q.laneNumbers[lane], due_at: dueAt, waiting_since: waiting.waitingSince,
    reasons: JSON.stringify(reasons), door: head.door, channel: head.channel, team: rules?.team ?? found?.topic.team ?? '',
    language: head.locale, claimed_by: claim?.agent_id ?? null,
  }
  const before = await q.upsertEntry(ctx.db, values)
  await recount(ctx, before, values)
}

const leave = async (ctx: Ctx, conversationId: string, closed: boolean) => {
  const before = await q.deleteEntry(ctx.db, ctx.actor.brandId, conversationId)
  await recount(ctx, before, undefined)
  if (closed) await q.deleteClaim(ctx.db, { brandId: ctx.actor.brandId, conversationId })
}

type Counted = { lane: number; channel: string; claimed_by: string | null }

const recount = async (ctx: Ctx, before: Counted | undefined, after: Counted | undefined) => {
  const { brandId: brand_id } = ctx.actor
  const was = before && before.claimed_by === null ? before : null
  const is = after && after.claimed_by === null ? after : null
  if (was?.lane === is?.lane && was?.channel === is?.channel) return
  const changes = [was && { ...keyOf(was), by: -1 }, is && { ...keyOf(is), by: 1 }].filter((change) => change !== null)
  // Always in one order: two conversations that change lanes in opposite directions would wait for each other for ever.
  for (const { by, ...key } of changes.toSorted((a, b) => a.lane - b.lane || a.channel.localeCompare(b.channel))) await q.count(ctx.db, { brand_id, ...key }, by)
}

const keyOf = ({ lane, channel }: Counted) => ({ lane, channel })

const hour = 3_600_000
const checkOutBeforeCheckInHours = 3

const stayOf = async (ctx: Ctx, head: ConversationHead): Promise<Waiting['stay']> => {
  const reservation = head.reservation_id ? await reservationById(ctx, head.reservation_id) : null
  if (!reservation || reservation.status === 'cancelled') return null
  const { arrival, departure, timeZone, guest } = reservation
  const now = ctx.now()
  const checkInHours = hoursToCheckIn(arrival, timeZone, now)
  return {
    checkInAt: new Date(now.getTime() + checkInHours * hour),
    checkInHours,
    hoursToCheckOut: hoursToCheckIn(departure, timeZone, now) - checkOutBeforeCheckInHours,
    loyaltyLevel: guest.loyaltyLevel,
  }
}
