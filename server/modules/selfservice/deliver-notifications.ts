import type { Ctx } from '#identity'
import { reviveStay, lockStay } from '#directory'
import { inTransaction } from '#platform/postgres'
import { letterOfRefusal } from './letters.ts'
import type { Ports } from './ports.ts'
import * as q from './queries.ts'
import { putBack } from './put-back.ts'

/** What became of telling the platform one thing. `refused` is its last word: it will not take it. */
export type Sent = { sent: true } | { sent: false; because: 'down' | 'put-off' | 'refused'; detail: string }
export type PlatformTransport = {
  send(notification: { id: string; name: string; at: Date; payload: unknown }): Promise<Sent>
}
/** Keeps a platform that is down from being asked for every notification. */
export type PlatformBreaker = { letsThrough(now: Date): Promise<boolean>; trip(now: Date): void }

const batchSize = 50
const mostAttempts = 5
const retryDelayMs = (attempts: number) => Math.min(4 * 3_600_000, 10_000 * 12 ** (attempts - 1))

export type Delivery = { transport: PlatformTransport; breaker: PlatformBreaker; ports: Ports }

/**
 * Tells the platform what is untold, in order, one node at a time; at least once, with the notification's id as its idempotency key. A
 * change that it refuses is put back here, and its guest gets a letter.
 */
export const deliverNotifications = async (ctx: Ctx, { transport, breaker, ports }: Delivery): Promise<void> => {
  if (!(await breaker.letsThrough(ctx.now()))) return
  await ctx.db.transaction().execute(async (turn) => {
    if (!(await q.takeTurn(turn, ctx.actor.brandId))) return
    for (;;) {
      const batch = await q.dueNotifications(ctx.db, ctx.actor.brandId, { now: ctx.now(), most: batchSize })
      if (batch.length === 0) return
      const waiting = new Set<string>()
      for (const row of batch) {
        if (waiting.has(row.reservation_id)) continue
        const outcome = await tell(ctx, row, { transport, breaker, ports })
        if (outcome === 'down') return breaker.trip(ctx.now())
        if (outcome === 'put-off') waiting.add(row.reservation_id)
      }
    }
  })
}

const tell = async (ctx: Ctx, row: q.NotificationRow, { transport, ports }: Delivery): Promise<'done' | 'put-off' | 'down'> => {
  const result = await transport.send({ id: row.id, name: row.name, at: row.written_at, payload: row.payload })
  const { brandId } = ctx.actor
  if (result.sent) {
    await q.markNotification(ctx.db, brandId, { id: row.id, sent_at: ctx.now(), error: null })
    return 'done'
  }
  ctx.log.warn({ notificationId: row.id, because: result.because, detail: result.detail }, 'booking platform was not told')
  if (result.because === 'down') return 'down'
  const attempts = row.attempts + 1
  if (result.because === 'refused') {
    await takeBack(ctx, row, { ports, error: result.detail, attempts })
    return 'done'
  }
  if (attempts >= mostAttempts) {
    await q.markNotification(ctx.db, brandId, { id: row.id, failed_at: ctx.now(), attempts, error: result.detail })
    return 'done'
  }
  await q.markNotification(ctx.db, brandId, { id: row.id, try_after: new Date(ctx.now().getTime() + retryDelayMs(attempts)), attempts, error: result.detail })
  return 'put-off'
}

type Refused = { ports: Ports; error: string; attempts: number }

const takeBack = (ctx: Ctx, row: q.NotificationRow, { ports, error, attempts }: Refused) =>
  inTransaction(ctx, async (tx) => {
    await q.markNotification(tx.db, tx.actor.brandId, { id: row.id, failed_at: tx.now(), attempts, error })
    const reservation = await lockStay(tx, row.reservation_id)
    const change = row.change_id ? await q.changeById(tx.db, tx.actor.brandId, row.change_id) : undefined
    if (!reservation || !change || change.undone_at || change.refused_at) return
    await q.markChange(tx.db, tx.actor.brandId, { id: change.id, refused_at: tx.now() })
    if (change.kind === 'cancellation') await reviveStay(tx, reservation.id)
    else await putBack(tx, reservation, change)
    const letter = await letterOfRefusal(tx, { reservation, kind: change.kind, id: change.id }, ports)
    if (letter) await ports.post(tx, letter)
  })
