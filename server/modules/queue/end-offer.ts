import type { DecisionKind, Why } from '#contract/queue'
import type { Ctx } from '#identity'
import { record } from '#platform/outbox'
import { decide } from './decisions.ts'
import * as q from './skill-queries.ts'

type Open = { id: string; conversation_id: string; agent_id: string }
type Ending = { outcome: Extract<DecisionKind, 'accepted' | 'declined' | 'expired' | 'withdrawn'>; reasons: Why[] }

/** Ends an open offer and writes down how; false when it had ended before. */
export const endOffer = async (tx: Ctx, { id, conversation_id: conversationId, agent_id: agentId }: Open, { outcome, reasons }: Ending): Promise<boolean> => {
  const { brandId } = tx.actor
  if (!(await q.endOffer(tx.db, brandId, { id, outcome, at: tx.now() }))) return false
  await q.setOffered(tx.db, { brandId, conversationId }, null)
  await decide(tx, { kind: outcome, conversationId, agentId, reasons })
  await record(tx, { name: 'offer.ended', conversationId, payload: { agentId, outcome } })
  return true
}
