import type { Ctx } from '#identity'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'

/**
 * Takes conversations in as they stand now and adds what has changed to the sums. Facts may be told late, twice or at once: what
 * has been counted before is subtracted, so that nothing counts twice. In the transaction that changed them, or after it.
 */
export const countAll = (ctx: Ctx, conversationIds: readonly string[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { db, actor: { brandId } } = tx
    const ids = [...new Set(conversationIds)].toSorted()
    if (ids.length === 0) return
    await q.lockCounting(db, brandId, 'shared')
    await q.lockMatters(db, ids)
    const before = { moments: await q.momentsOf(db, brandId, ids), standing: await q.standingOf(db, brandId, ids) }
    await q.takeMatters(db, brandId, ids)
    await q.takeGiven(db, brandId, ids)
    const hours = changed(before.moments, await q.momentsOf(db, brandId, ids))
    const waiting = moved(before.standing, await q.standingOf(db, brandId, ids))
    // The sums are shared by all: taken last, so that nobody waits for another lock while holding them.
    if (hours.length > 0) await q.addToHours(db, brandId, hours)
    if (waiting.length > 0) await q.addToWaiting(db, brandId, waiting)
    if (hours.length > 0 || waiting.length > 0) await record(tx, { name: 'reports.counted' })
  })

/** Promises that passed with nobody answering are told by no fact. */
export const countOverdue = async (ctx: Ctx): Promise<void> => countAll(ctx, await q.overdue(ctx.db, ctx.actor.brandId, ctx.now()))

/** Counts everything anew from the conversations themselves. */
export const recount = (ctx: Ctx): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { db, actor: { brandId } } = tx
    await q.lockCounting(db, brandId, 'alone')
    await q.forgetAll(db, brandId)
    await q.takeMatters(db, brandId, null)
    await q.takeGiven(db, brandId, null)
    await sumUp(tx)
  })

/** Sums up what has been taken in, where nothing is summed up yet. */
export const sumUp = async ({ db, actor: { brandId } }: Ctx): Promise<void> => {
  await q.addAllToHours(db, brandId)
  await q.addToWaiting(db, brandId, await q.standingOf(db, brandId, null))
}

const hourMs = 3_600_000
const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / hourMs) * hourMs)

const changed = (before: readonly q.Moment[], after: readonly q.Moment[]): q.Change[] => {
  const changes = new Map<string, q.Change>()
  for (const [moments, by] of [[before, -1], [after, 1]] as const) {
    for (const { at, ...moment } of moments) {
      const hour = hourOf(at)
      const key = JSON.stringify([moment, hour])
      const change = changes.get(key) ?? { ...moment, hour, n: 0 }
      changes.set(key, { ...change, n: change.n + by })
    }
  }
  return [...changes.values()].filter(({ n }) => n !== 0)
}

const moved = (before: readonly q.Standing[], after: readonly q.Standing[]): q.Standing[] => {
  const changes = new Map<string, q.Standing>()
  for (const [standing, by] of [[before, -1], [after, 1]] as const) {
    for (const { waiting, unclaimed, ...place } of standing) {
      const key = JSON.stringify(place)
      const change = changes.get(key) ?? { ...place, waiting: 0, unclaimed: 0 }
      changes.set(key, { ...change, waiting: change.waiting + by * waiting, unclaimed: change.unclaimed + by * unclaimed })
    }
  }
  return [...changes.values()].filter(({ waiting, unclaimed }) => waiting !== 0 || unclaimed !== 0)
}
