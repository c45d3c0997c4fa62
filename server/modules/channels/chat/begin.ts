import { arrive } from '#queue'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { hereUntil } from './here.ts'
import * as q from './queries.ts'

/** Whoever opened a conversation waits in it for somebody. The caller has checked that they may; safe to repeat. */
export const begin = (ctx: Ctx, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const isNew = await q.insertChat(tx.db, { brand_id: brandId, conversation_id: conversationId, begun_at: tx.now(), here_until: hereUntil(tx, 'page') })
    if (isNew) await arrive(tx, conversationId, { work: 'chat' })
  })
