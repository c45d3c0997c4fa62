import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import { letGo } from './claim.ts'
import { decide } from './decisions.ts'
import { endOffer } from './end-offer.ts'
import * as q from './skill-queries.ts'
import { lockPlaces } from './queries.ts'

/**
 * Nothing stays with somebody who left (signed out, went off duty, was not heard of): what waits with them stands in the queue
 * again at its old place, and what was offered to them passes on. What they have answered comes back to them if they are there
 * when its asker writes again. Does nothing when they are back.
 */
export const leave = (ctx: Ctx, agentId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const agent = await agentById(tx, agentId)
    if (agent?.presence && agent.presence !== 'lost') return
    const how = agent?.presence === 'lost' ? 'lost' : 'off-duty'
    const held = (await q.heldBy(tx.db, brandId, agentId)).toSorted()
    await lockPlaces(tx.db, held)
    for (const conversationId of held) {
      if (await letGo(tx, conversationId, agentId)) await decide(tx, { kind: 'left', conversationId, agentId, reasons: [{ kind: 'left', how }] })
    }
    const offer = await q.openOffer(tx.db, brandId, { agentId })
    if (offer) await endOffer(tx, offer, { outcome: 'withdrawn', reasons: [{ kind: 'left', how }] })
  })
