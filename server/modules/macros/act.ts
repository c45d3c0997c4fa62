import { MacroActions } from '#contract/macros'
import { headOf, heldReply } from '#conversations'
import { personById, type AgentActor, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import { perform } from './perform.ts'
import * as q from './queries.ts'

/** One's own acts now; nothing happens when none waits. What is refused is told, and it stays. */
export const actNow = (ctx: Ctx<AgentActor>, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!(await headOf(tx, conversationId))) throw new Refusal('not_found')
    const row = await q.lockHeld(tx.db, tx.actor.brandId, conversationId)
    if (row && row.agent_id === tx.actor.id) await act(tx, row)
  })

/** What is due acts: all of it, or nothing and the reason. */
export const actHeld = async (ctx: Ctx): Promise<void> => {
  for (const id of await q.heldDue(ctx.db, ctx.actor.brandId, ctx.now())) {
    await actIfDue(ctx, id).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return refuse(ctx, id, error.code)
    })
  }
}

const actIfDue = (ctx: Ctx, conversationId: string) =>
  inTransaction(ctx, async (tx) => {
    const row = await q.lockHeld(tx.db, tx.actor.brandId, conversationId)
    if (!row || row.refused !== null || row.acts_at > tx.now()) return
    // An answer that was stopped waits for its writer, and this with it.
    if (row.with_reply && (await heldReply(tx, conversationId))?.agentId === row.agent_id) return
    await act({ ...tx, actor: await agentOf(tx, row.agent_id) }, row)
  })

const refuse = (ctx: Ctx, conversationId: string, code: string) =>
  inTransaction(ctx, async (tx) => {
    await q.refuseHeld(tx.db, tx.actor.brandId, { conversationId, code })
    await record(tx, { name: 'macro.refused', conversationId })
  })

/** Under the row's lock. */
export const act = async (tx: Ctx<AgentActor>, row: q.HeldRow): Promise<void> => {
  await q.deleteHeld(tx.db, tx.actor.brandId, row.conversation_id)
  for (const action of MacroActions.parse(row.actions)) await perform(tx, row.conversation_id, action)
  await record(tx, { name: 'macro.acted', conversationId: row.conversation_id })
}

// Who has left the staff meanwhile acts no more.
const agentOf = async (tx: Ctx, id: string): Promise<AgentActor> => {
  const [person, agent] = [await personById(tx, id), await agentById(tx, id)]
  if (!person || !agent) throw new Refusal('not_allowed')
  return { kind: 'agent', brandId: tx.actor.brandId, id, name: person.name, email: person.email, locale: person.locale, timeZone: person.timeZone }
}
