import { DecisionKind, type PassedOver, type Why } from '#contract/queue'
import { headOf, headsByIds } from '#conversations'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import * as q from './skill-queries.ts'

export type Decided = { kind: DecisionKind; conversationId: string; agentId?: string | null; reasons?: Why[]; passed?: PassedOver[] }

/** Writes down a decision about a conversation: whom it concerns, who took it (nobody: the queue itself), why, and who was passed over. */
export const decide = async (ctx: Ctx, { kind, conversationId, agentId = null, reasons = [], passed = [] }: Decided): Promise<void> => {
  await q.insertDecision(ctx.db, {
    brand_id: ctx.actor.brandId, id: newId(), conversation_id: conversationId, kind, agent_id: agentId, by_id: ctx.actor.kind === 'agent' ? ctx.actor.id : null,
    reasons: JSON.stringify(reasons), passed: JSON.stringify(passed), decided_at: ctx.now(),
  })
}

export type DecisionRead = {
  id: string; kind: DecisionKind; agent: string | null; by: string | null; reasons: Why[]; passed: (PassedOver & { caseNumber: string })[]; at: Date
}

/** What was decided about a conversation, newest first. */
export const decisionsAbout = async (ctx: Ctx<AgentActor>, conversationId: string): Promise<DecisionRead[]> => {
  if (!(await headOf(ctx, conversationId))) throw new Refusal('not_found')
  const rows = await q.decisionsOf(ctx.db, ctx.actor.brandId, conversationId)
  const [names, heads] = await Promise.all([
    namesByIds(ctx, [...new Set(rows.flatMap(({ agent_id, by_id }) => [agent_id ?? [], by_id ?? []].flat()))]),
    headsByIds(ctx, [...new Set(rows.flatMap(({ passed }) => passed.map((each) => each.conversationId)))]),
  ])
  const name = (id: string | null) => (id === null ? null : (names.get(id) ?? ''))
  return rows.map((row) => ({
    id: row.id, kind: DecisionKind.parse(row.kind), agent: name(row.agent_id), by: name(row.by_id), reasons: row.reasons, at: row.decided_at,
    passed: row.passed.flatMap((each) => {
      const head = heads.get(each.conversationId)
      return head ? [{ ...each, caseNumber: head.case_number }] : []
    }),
  }))
}
