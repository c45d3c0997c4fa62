import { headOf, markReleased, markTaken } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { namesByIds } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'

export type Claim = { agentId: string; name: string; since: Date }

/** Takes an open conversation: the first to come has it, the other is told who (`taken_by_another`). Taking one's own again does nothing. */
export const claim = (ctx: Ctx<AgentActor>, conversationId: string): Promise<Claim> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await q.lockPlaces(tx.db, [conversationId])
    const head = await headOf(tx, conversationId)
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    const mine = await q.insertClaim(tx.db, { brand_id: brandId, conversation_id: conversationId, agent_id: tx.actor.id, claimed_at: tx.now() })
    const holder = await claimOn(tx, conversationId)
    if (!holder) throw new Refusal('not_found')
    if (holder.agentId !== tx.actor.id) throw new Refusal('taken_by_another', { name: holder.name })
    if (mine) {
      const entry = await q.setClaimed(tx.db, { brandId, conversationId }, tx.actor.id)
      await markTaken(tx, conversationId)
      // The counters last: nobody waits for another lock while holding them.
      if (entry) await q.countTurn(tx.db, brandId, entry.lane)
      if (entry) await q.count(tx.db, { brand_id: brandId, lane: entry.lane, channel: entry.channel }, -1)
    }
    return holder
  })

/** Gives a conversation back to the queue. */
export const release = (ctx: Ctx<AgentActor>, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await q.lockPlaces(tx.db, [conversationId])
    const released = await q.deleteClaim(tx.db, { brandId, conversationId, agentId: tx.actor.id })
    if (!released) throw new Refusal((await headOf(tx, conversationId)) ? 'not_allowed' : 'not_found')
    const entry = await q.setClaimed(tx.db, { brandId, conversationId }, null)
    await markReleased(tx, conversationId)
    if (entry) await q.count(tx.db, { brand_id: brandId, lane: entry.lane, channel: entry.channel }, 1)
  })

/** Who has a conversation, or null. */
export const claimOn = async (ctx: Ctx, conversationId: string): Promise<Claim | null> => {
  const row = await q.claimOf(ctx.db, ctx.actor.brandId, conversationId)
  if (!row) return null
  const names = await namesByIds(ctx, [row.agent_id])
  return { agentId: row.agent_id, name: names.get(row.agent_id) ?? '', since: row.claimed_at }
}
