import type { Ctx } from '#identity'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'

/** It has been read: what was about to be said of it is not, and what devices show of it is taken away. */
export const withdraw = (ctx: Ctx, about: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (await q.withdraw(tx.db, { brandId: tx.actor.brandId, about }, tx.now())) await record(tx, { name: 'push.queued', payload: { seconds: [0] } })
  })
