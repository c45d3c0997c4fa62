import { headOf, markReleased, markTaken } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { namesByIds } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { decide, type Decided } from './decisions.ts'
import * as q from './queries.ts'
import { openOffer } from './skill-queries.ts'
import { endOffer } from './end-offer.ts'

export type Claim = { agentId: string; name: string; since: Date }

/** Takes an open conversation: the first to come has it, the other is told who (`taken_by_another`). Taking one's own again does nothing. */
export const claim = (ctx: Ctx<AgentActor>, conversationId: string): Promise<Claim> =>
  claimAs(ctx, conversationId, { kind: 'taken', reasons: [{ kind: 'by-hand' }] })

/** The same, saying how it came to it. */
export const claimAs = (ctx: Ctx<AgentActor>, conversationId: string, how: Omit<Decided, 'conversationId' | 'agentId'>): Promise<Claim> =>
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
      const accepted = await settleOffer(tx, conversationId)
      await markTaken(tx, conversationId)
      if (!accepted) await decide(tx, { ...how, conversationId, agentId: tx.actor.id })
      if (entry) await q.countTurn(tx.db, { brand_id: brandId, agent_id: tx.actor.id }, entry.lane)
      // The counters last: nobody waits for another lock while holding them.
      if (entry) await q.count(tx.db, { brand_id: brandId, lane: entry.lane, channel: entry.channel }, -1)
    }
    return holder
  })

// Whoever is asked about it needs no answer any more: they have it, or another was faster.
const settleOffer = async (tx: Ctx<AgentActor>, conversationId: string): Promise<boolean> => {
  const offer = await openOffer(tx.db, tx.actor.brandId, { conversationId })
  if (!offer) return false
  const isTheirs = offer.agent_id === tx.actor.id
  await endOffer(tx, offer, { outcome: isTheirs ? 'accepted' : 'withdrawn', reasons: isTheirs ? [] : [{ kind: 'taken-meanwhile' }] })
  return isTheirs
}

/** Gives a conversation back to the queue, at its old place: by hand, and others are asked first, or because its caller is for whoever is free. */
export const release = (ctx: Ctx<AgentActor>, conversationId: string, because: 'by-hand' | 'call-waits' = 'by-hand'): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await q.lockPlaces(tx.db, [conversationId])
    const released = await letGo(tx, conversationId, tx.actor.id)
    if (!released) throw new Refusal((await headOf(tx, conversationId)) ? 'not_allowed' : 'not_found')
    await decide(tx, { kind: 'released', conversationId, agentId: tx.actor.id, reasons: [{ kind: because }] })
  })

/** Takes a claim of an agent away, as a part of what its caller writes down; false when it was not theirs. Under the place's lock. */
export const letGo = async (tx: Ctx, conversationId: string, agentId: string): Promise<boolean> => {
  const { brandId } = tx.actor
  const released = await q.deleteClaim(tx.db, { brandId, conversationId, agentId })
  if (!released) return false
  const entry = await q.setClaimed(tx.db, { brandId, conversationId }, null)
  await markReleased(tx, conversationId)
  if (entry) await q.count(tx.db, { brand_id: brandId, lane: entry.lane, channel: entry.channel }, 1)
  return true
}

/** Who has a conversation, or null. */
export const claimOn = async (ctx: Ctx, conversationId: string): Promise<Claim | null> => {
  const row = await q.claimOf(ctx.db, ctx.actor.brandId, conversationId)
  if (!row) return null
  const names = await namesByIds(ctx, [row.agent_id])
  return { agentId: row.agent_id, name: names.get(row.agent_id) ?? '', since: row.claimed_at }
}
