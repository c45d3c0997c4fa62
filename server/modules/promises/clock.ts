import { answeredSince, headOf, headsByIds, markPromiseMoved, waitsSince, type ConversationHead } from '#conversations'
import { propertyById, reservationById } from '#directory'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { findSubtopic } from '#topics'
import { ruleNow, travellerOf } from './in-season.ts'
import { answerBy, isAtRisk, movedTo } from './promise.ts'
import * as q from './queries.ts'

/** The same for many. Those that were opened and not touched since, by far the most, get their promises together. */
export const followAll = async (ctx: Ctx, conversationIds: string[]): Promise<void> => {
  // In one order, so that two who follow several in a transaction do not wait for each other.
  const heads = [...(await headsByIds(ctx, conversationIds)).values()].toSorted((a, b) => a.id.localeCompare(b.id))
  const { brandId } = ctx.actor
  const promised = heads.filter(isUntouched).flatMap(({ id, promised_at, opened_at }) => (promised_at ? [{ brand_id: brandId, conversation_id: id, first_at: promised_at, started_at: opened_at }] : []))
  await q.insertPromises(ctx.db, promised)
  for (const head of heads) if (!isUntouched(head)) await follow(ctx, head.id)
}

// Whatever happens to it after this look has a fact of its own, and that finds the promise there.
const isUntouched = (head: ConversationHead) => head.promised_at !== null && !head.closed && head.asker_seq === 1 && head.staff_seq === 0

/**
 * Brings the clock to where the conversation stands: runs it from the opening, stops it by a person's answer or a closing,
 * runs it anew when the asker has written since. Facts may be told late, twice, in any order or at once.
 */
export const follow = (ctx: Ctx, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await q.lockClock(tx.db, conversationId)
    const head = await headOf(tx, conversationId)
    if (!head) return
    const key = { brandId: tx.actor.brandId, conversationId }
    if (head.promised_at) await q.insertPromises(tx.db, [{ brand_id: key.brandId, conversation_id: head.id, first_at: head.promised_at, started_at: head.opened_at }])
    const promise = await q.promiseOf(tx.db, key.brandId, conversationId)
    const asked = await waitsSince(tx, head)
    const isNew = asked !== null && (!promise || asked > promise.started_at)
    if (promise && (isNew || asked === null)) await settle(tx, promise)
    if (head.closed || isNew) await q.settle(tx.db, key, { ended_at: tx.now() })
    if (isNew && !head.closed) await renew(tx, head, asked)
  })

type Given = { conversation_id: string; first_at: Date; started_at: Date; missed_at: Date | null }

// A person answered: kept when it was by the first promised time, missed otherwise.
const settle = async (tx: Ctx, { conversation_id: conversationId, first_at, started_at, missed_at }: Given) => {
  const key = { brandId: tx.actor.brandId, conversationId }
  const answeredAt = await answeredSince(tx, conversationId, started_at)
  if (!answeredAt) return
  if (answeredAt <= first_at && !missed_at) return q.settle(tx.db, key, { kept_at: answeredAt })
  if (!missed_at) await q.settle(tx.db, key, { missed_at: answeredAt })
  await q.settle(tx.db, key, { ended_at: answeredAt })
}

// The subtopic's promise is given again, from the moment the asker wrote.
const renew = async (tx: Ctx, head: ConversationHead, from: Date) => {
  const found = await findSubtopic(tx, { door: head.door === 'guest' ? 'guest' : 'partner', topic: head.topic, subtopic: head.subtopic })
  const property = head.property_id ? await propertyById(tx, head.property_id) : null
  if (!found) return
  const { promise, urgent, lane } = found.subtopic.rules
  const reservation = head.reservation_id ? await reservationById(tx, head.reservation_id) : null
  const rule = await ruleNow(tx, promise, {
    door: head.door === 'guest' ? 'guest' : 'partner', topic: head.topic, country: property?.country ?? null, language: head.locale,
    urgent: urgent || lane === 'safety', traveller: travellerOf(reservation, tx.now()),
  })
  const firstAt = answerBy(rule, from, property?.timeZone ?? 'UTC')
  await q.restartPromise(tx.db, { brand_id: tx.actor.brandId, conversation_id: head.id, first_at: firstAt, started_at: from })
}

export type Watch = { moved: number; missed: number }
const lookAheadMs = 2 * 3_600_000

/** Moves what is about to pass, with a reason its asker reads, and counts as missed what passed with no move left. */
export const watch = async (ctx: Ctx, { maxMoves }: { maxMoves: number }): Promise<Watch> => {
  const soon = new Date(ctx.now().getTime() + lookAheadMs)
  const result: Watch = { moved: 0, missed: 0 }
  for (const promise of await q.runningUntil(ctx.db, ctx.actor.brandId, soon)) {
    // One that cannot be moved must not keep the others from being moved in time.
    const done = await keepWatch(ctx, promise, maxMoves).catch((error: unknown) => ctx.log.error({ err: error, conversationId: promise.conversation_id }, 'watching a promise'))
    if (done) result[done]++
  }
  return result
}

type Watched = Awaited<ReturnType<typeof q.runningUntil>>[number]

const keepWatch = async (ctx: Ctx, promise: Watched, maxMoves: number): Promise<keyof Watch | null> => {
  if (!isAtRisk(promise, ctx.now())) return null
  if (promise.moves < maxMoves) {
    await move(ctx, promise.conversation_id, { from: promise.due_at, to: movedTo(promise), reason: 'more-than-usual' })
    return 'moved'
  }
  if (promise.due_at > ctx.now()) return null
  await q.settle(ctx.db, { brandId: ctx.actor.brandId, conversationId: promise.conversation_id }, { missed_at: ctx.now() })
  return 'missed'
}

export type Move = { to: Date; reason: string; /** Moves nothing when the promise stands elsewhere by now. */ from?: Date }

/** Moves a running promise: the old time, the new one and why are kept and shown. */
export const move = (ctx: Ctx, conversationId: string, { from, to, reason }: Move): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const moved = await tx.db
      .updateTable('promises.promise as p')
      .from(q.promiseRow(tx.db, brandId, conversationId))
      .set((eb) => ({ due_at: to, moves: eb('p.moves', '+', 1) }))
      .whereRef('p.brand_id', '=', 'before.brand_id')
      .whereRef('p.conversation_id', '=', 'before.conversation_id')
      .$if(from !== undefined, (only) => only.where('before.due_at', '=', from ?? to))
      .returning('before.due_at as from_at')
      .executeTakeFirst()
    if (!moved) return
    await q.insertMove(tx.db, { brand_id: brandId, conversation_id: conversationId, from_at: moved.from_at, to_at: to, reason, moved_at: tx.now() })
    await markPromiseMoved(tx, conversationId, { from: moved.from_at, to, reason })
  })
