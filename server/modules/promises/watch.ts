import { headOf } from '#conversations'
import type { Ctx } from '#identity'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { addStep, miss } from './add-step.ts'
import { alarmOf, isRunning, type Alarm } from './alarm.ts'
import { givenFor } from './given-for.ts'
import { move } from './move.ts'
import * as q from './queries.ts'
import { moveAt, movedTo } from './rule.ts'

export type Watch = { warned: number; moved: number; missed: number; alarms: Alarm[] }
type Limits = { maxMoves: number }
const lookAheadMs = 2 * 3_600_000

/**
 * Looks at every promise that passes soon, whatever was arranged for it: after a restore or a long stop nothing is forgotten. What is
 * due is done as by `lookAt`.
 */
export const watch = async (ctx: Ctx, limits: Limits): Promise<Watch> => {
  const rows = await q.runningUntil(ctx.db, ctx.actor.brandId, new Date(ctx.now().getTime() + lookAheadMs))
  return lookAtAll(ctx, rows.map((row) => row.conversation_id), limits)
}

/** One that cannot be moved must not keep the others from being moved in time. */
export const lookAtAll = async (ctx: Ctx, conversationIds: readonly string[], limits: Limits): Promise<Watch> => {
  const result: Watch = { warned: 0, moved: 0, missed: 0, alarms: [] }
  for (const id of conversationIds) {
    const { did, alarm } = await lookAt(ctx, id, limits).catch((error: unknown) => {
      ctx.log.error({ err: error, conversationId: id }, 'looking at a promise')
      return { did: null, alarm: null }
    })
    if (did) result[did]++
    if (alarm) result.alarms.push(alarm)
  }
  return result
}

type Looked = { did: 'warned' | 'moved' | 'missed' | null; alarm: Alarm | null }

/** Does what a promise needs now: warns of it, moves it with a reason before it passes, or counts it as missed with no move left. Safe to repeat. */
const lookAt = (ctx: Ctx, conversationId: string, limits: Limits): Promise<Looked> =>
  inTransaction(ctx, async (tx) => {
    await q.lockClock(tx.db, conversationId)
    const key = { brand_id: tx.actor.brandId, conversation_id: conversationId }
    const promise = await q.promiseOf(tx.db, key)
    if (!promise || !isRunning(promise)) return { did: null, alarm: null }
    const did = await act(tx, promise, limits)
    return { did, alarm: await alarmOf(tx, key) }
  })

const act = async (tx: Ctx, promise: q.PromiseRow, { maxMoves }: Limits): Promise<Looked['did']> => {
  const { conversation_id: conversationId } = promise
  const now = tx.now()
  if (promise.moves < maxMoves && now >= moveAt(promise)) {
    const head = await headOf(tx, conversationId)
    const given = head && (await givenFor(tx, head, now))
    await move(tx, conversationId, { from: promise.due_at, to: movedTo(promise, now, given?.where.calendar ?? null), reason: 'more-than-usual' })
    return 'moved'
  }
  if (now >= promise.due_at) {
    await miss(tx, promise, now)
    await record(tx, { name: 'promise.missed', conversationId })
    return 'missed'
  }
  if (promise.warned_at || !promise.warn_at || now < promise.warn_at) return null
  await q.changePromise(tx.db, promise, { warned_at: now })
  await addStep(tx, promise, { kind: 'warned', at: now })
  await record(tx, { name: 'promise.warned', conversationId })
  return 'warned'
}
