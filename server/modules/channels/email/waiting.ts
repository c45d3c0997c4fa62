import { noteUndelivered } from '#conversations'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { givenUpAt } from './mail.ts'
import * as q from './waiting-queries.ts'

const warnAfterMs = 4 * 3_600_000
const mostAtOnce = 100

/**
 * Tells whoever answered that an answer has waited for four hours at a server that puts it off, once a mail: it is still tried,
 * and staff may choose another way. A way out that is down is an alarm for the operator instead, not a word in every conversation.
 */
export const warnOfWaiting = async (ctx: Ctx): Promise<number> => {
  const { brandId } = ctx.actor
  const waiting = await q.waitingSince(ctx.db, brandId, { before: new Date(ctx.now().getTime() - warnAfterMs), most: mostAtOnce })
  for (const { id, recipient: to, conversation_id: conversationId, error, attempts, try_after: tryAfter } of waiting) {
    const until = givenUpAt(attempts, tryAfter ?? ctx.now())
    await inTransaction(ctx, async (tx) => {
      if (!(await q.markDelayed(tx.db, brandId, { id, at: tx.now(), until }))) return
      if (!conversationId) return
      await noteUndelivered(tx, conversationId, { clientId: crypto.randomUUID(), body: error ?? '', data: { mail: { to, kind: 'delayed', until: until.toISOString() } } }).catch(unlessGone)
    })
  }
  return waiting.length
}

// A mail may outlive its conversation.
const unlessGone = (error: unknown) => {
  if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
}
