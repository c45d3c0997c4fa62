import { headOf, markHandedOver } from '#conversations'
import { localised, Refusal } from '#kernel'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { agentById, teams } from '#staff'
import { claimOn } from './claim.ts'
import { decide } from './decisions.ts'
import { place } from './place.ts'
import * as q from './queries.ts'
import { endOffer } from './end-offer.ts'
import { openOffer, routeTo } from './skill-queries.ts'

export type HandingOver = { to: { team: string } | { agentId: string }; note: string }

/**
 * Gives a conversation to another team's queue or to a colleague on duty, with what they need to know. Whoever has it may, and
 * anybody when nobody has (`taken_by_another` otherwise); a colleague who is not there is refused with `not_on_duty`.
 */
export const handOver = (ctx: Ctx<AgentActor>, conversationId: string, { to, note }: HandingOver): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await q.lockPlaces(tx.db, [conversationId])
    const [head, holder] = [await headOf(tx, conversationId), await claimOn(tx, conversationId)]
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    if (holder && holder.agentId !== tx.actor.id) throw new Refusal('taken_by_another', { name: holder.name })
    const offer = await openOffer(tx.db, brandId, { conversationId })
    if (offer) await endOffer(tx, offer, { outcome: 'withdrawn', reasons: [{ kind: 'taken-meanwhile' }] })
    await q.deleteClaims(tx.db, brandId, [conversationId])
    await ('team' in to ? toTeam : toPerson)(tx, conversationId, { to, note })
    await place(tx, conversationId)
  })

const toTeam = async (tx: Ctx<AgentActor>, conversationId: string, { to, note }: HandingOver) => {
  const team = (await teams(tx)).find(({ key }) => 'team' in to && key === to.team)
  if (!team) throw new Refusal('invalid', { field: 'team' })
  await routeTo(tx.db, { brand_id: tx.actor.brandId, conversation_id: conversationId, team: team.key, routed_by: tx.actor.id, routed_at: tx.now() })
  await markHandedOver(tx, conversationId, { to: localised(team.names, tx.actor.locale), note })
  await decide(tx, { kind: 'handed-over', conversationId, reasons: [{ kind: 'to-team', team: team.key }] })
}

const toPerson = async (tx: Ctx<AgentActor>, conversationId: string, { to, note }: HandingOver) => {
  const agent = 'agentId' in to ? await agentById(tx, to.agentId) : null
  if (!agent || !agent.roles.includes('agent')) throw new Refusal('invalid', { field: 'agentId' })
  const name = (await namesByIds(tx, [agent.accountId])).get(agent.accountId) ?? ''
  if (agent.presence !== 'here') throw new Refusal('not_on_duty', { name })
  await q.insertClaim(tx.db, { brand_id: tx.actor.brandId, conversation_id: conversationId, agent_id: agent.accountId, claimed_at: tx.now() })
  await markHandedOver(tx, conversationId, { to: name, note })
  await decide(tx, { kind: 'handed-over', conversationId, agentId: agent.accountId, reasons: [{ kind: 'to-person', name }] })
}
