import { savedRepliesFor } from '#casework'
import { MacroActions, type HeldMacro } from '#contract/macros'
import { headOf } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { act } from './act.ts'
import * as q from './queries.ts'
import { shown } from './show.ts'

type Holding = { key: string; /** It acts once one's answer has left. */ withReply: boolean; undoSeconds: number }

/**
 * Takes what the saved reply `key` does and does it after `undoSeconds` unless it is taken back; one that still waits acts at once when the
 * next comes. What could not be done is refused before anything is. Returns when it acts.
 */
export const holdMacro = (ctx: Ctx<AgentActor>, conversationId: string, { key, withReply, undoSeconds }: Holding): Promise<Date> =>
  inTransaction(ctx, async (tx) => {
    const head = await headOf(tx, conversationId)
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    const found = (await savedRepliesFor(tx, conversationId)).find((reply) => reply.key === key)
    if (!found || found.actions.length === 0) throw new Refusal('invalid', { field: 'macro', problem: 'unknown' })
    const gone = (await shown(tx, head.door === 'guest' ? 'guest' : 'partner', found.actions)).find((each) => each.gone)
    if (gone) throw new Refusal('invalid', { field: 'macro', problem: 'gone', action: gone.action.do })
    const before = await q.lockHeld(tx.db, tx.actor.brandId, conversationId)
    if (before && before.agent_id !== tx.actor.id) throw new Refusal('taken_by_another', { name: before.agent_name })
    if (before && before.refused === null && !before.with_reply) await act(tx, before)
    const actsAt = new Date(tx.now().getTime() + undoSeconds * 1000)
    await q.putHeld(tx.db, {
      brand_id: tx.actor.brandId, conversation_id: conversationId, id: newId(), agent_id: tx.actor.id, agent_name: tx.actor.name, key, name: found.name,
      actions: JSON.stringify(found.actions), with_reply: withReply, held_at: tx.now(), acts_at: actsAt, refused: null,
    })
    await record(tx, { name: 'macro.held', conversationId })
    return actsAt
  })

/** Takes one's own back before it has acted, or puts away one that could not. Its key; null when there was none. */
export const takeBackMacro = (ctx: Ctx<AgentActor>, conversationId: string): Promise<string | null> =>
  inTransaction(ctx, async (tx) => {
    const row = await q.lockHeld(tx.db, tx.actor.brandId, conversationId)
    if (!row || row.agent_id !== tx.actor.id) return null
    await q.deleteHeld(tx.db, tx.actor.brandId, conversationId)
    await record(tx, { name: 'macro.taken-back', conversationId })
    return row.key
  })

/** What is about to act on a conversation, or could not; null when nothing is. */
export const heldMacro = async (ctx: Ctx<AgentActor>, conversationId: string): Promise<HeldMacro | null> => {
  const row = await q.heldOn(ctx.db, ctx.actor.brandId, conversationId)
  if (!row) return null
  const door = (await headOf(ctx, conversationId))?.door === 'guest' ? 'guest' : 'partner'
  return {
    agentId: row.agent_id, name: row.name, key: row.key, actions: await shown(ctx, door, MacroActions.parse(row.actions)), withReply: row.with_reply,
    actsAt: row.acts_at.toISOString(), refused: row.refused,
  }
}
