import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append, repeatOf } from './append.ts'
import * as q from './queries.ts'
import * as held from './queries-held.ts'
import { endSnooze } from './snooze.ts'
import { changesAfter, type StaffReply } from './write.ts'

export type HeldReply = { agentId: string; name: string; body: string; seenSeq: number; leavesAt: Date; stopped: boolean }

/**
 * Before one answers: what a colleague has on its way there, as whoever handed the conversation over a moment ago, leaves now, so that the
 * thread has changed and one is told. What cannot leave is given back, for its writer to keep.
 */
export const makeWay = (ctx: Ctx<AgentActor>, id: string): Promise<{ agentId: string; body: string; fileIds: string[] } | null> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const head = await q.lockHead(tx.db, brandId, id)
    const row = await held.heldOn(tx.db, brandId, id)
    if (!head || !row || row.agent_id === tx.actor.id) return null
    if (row.stopped_at === null && (await mayLeave(tx, head, row))) {
      await leave(tx, row)
      return null
    }
    await held.deleteHeld(tx.db, brandId, { conversationId: id, agentId: row.agent_id })
    await record(tx, { name: 'reply.taken-back', conversationId: id })
    return { agentId: row.agent_id, body: row.body, fileIds: row.file_ids }
  })

/**
 * Takes an answer that leaves after `undoSeconds` unless it is taken back. Refused with `thread_changed` like `reply`, also when a
 * colleague's is on its way. One at a time: an answer that still waits leaves at once when its writer sends the next. Returns when it leaves.
 */
export const hold = (ctx: Ctx<AgentActor>, id: string, answer: StaffReply & { undoSeconds: number }): Promise<Date> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const head = await q.lockHead(tx.db, brandId, id)
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    if ((await repeatOf(tx, id, answer)) !== null) return tx.now()
    const before = await held.heldOn(tx.db, brandId, id)
    if (before?.client_id === answer.clientId) return before.leaves_at
    if (before && before.agent_id !== tx.actor.id) throw new Refusal('thread_changed', { seqs: [] })
    const changed = await changesAfter(tx, id, { seenSeq: answer.seenSeq, by: tx.actor.id })
    if (changed.length > 0) throw new Refusal('thread_changed', { seqs: changed.map(String) })
    const waits = before !== undefined && before.stopped_at === null
    const seenSeq = waits ? ((await leave(tx, before)) ?? 0) : answer.seenSeq
    const leavesAt = new Date(tx.now().getTime() + answer.undoSeconds * 1000)
    await held.insertHeld(tx.db, {
      brand_id: brandId, conversation_id: id, agent_id: tx.actor.id, agent_name: tx.actor.name, client_id: answer.clientId,
      body: answer.body, seen_seq: Math.max(seenSeq, answer.seenSeq), file_ids: answer.fileIds ?? [], asks: answer.asks ?? false, held_at: tx.now(), leaves_at: leavesAt, stopped_at: null,
    })
    await record(tx, { name: 'reply.held', conversationId: id })
    return leavesAt
  })

/** Takes an answer back before it has left, or once it was stopped; it is given back as it was. `not_found` when it has left. */
export const takeBack = (ctx: Ctx<AgentActor>, id: string): Promise<{ body: string; asks: boolean; fileIds: string[] }> =>
  inTransaction(ctx, async (tx) => {
    // What leaves at this moment has left before one looks.
    if (!(await q.lockHead(tx.db, tx.actor.brandId, id))) throw new Refusal('not_found')
    const row = await held.deleteHeld(tx.db, tx.actor.brandId, { conversationId: id, agentId: tx.actor.id })
    if (!row) throw new Refusal('not_found')
    await record(tx, { name: 'reply.taken-back', conversationId: id })
    return { body: row.body, asks: row.asks, fileIds: row.file_ids }
  })

/** One's own answer leaves now; nothing happens when none waits. */
export const sendHeldNow = (ctx: Ctx<AgentActor>, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    const row = await held.heldOn(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    if (!row || row.agent_id !== tx.actor.id || row.stopped_at !== null) return
    const changed = await changesAfter(tx, id, { seenSeq: row.seen_seq, by: row.agent_id })
    if (changed.length > 0) throw new Refusal('thread_changed', { seqs: changed.map(String) })
    await leave(tx, row)
  })

/** What is due leaves; an answer whose thread has changed is stopped and waits for its writer. */
export const sendHeld = async (ctx: Ctx): Promise<void> => {
  for (const id of await held.heldDue(ctx.db, ctx.actor.brandId, ctx.now())) await leaveIfDue(ctx, id)
}

const leaveIfDue = (ctx: Ctx, id: string) =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const head = await q.lockHead(tx.db, brandId, id)
    const row = await held.heldOn(tx.db, brandId, id)
    if (!head || !row || row.stopped_at !== null || row.leaves_at > tx.now()) return
    if (await mayLeave(tx, head, row)) return void (await leave(tx, row))
    await held.stopHeld(tx.db, brandId, { conversationId: id, at: tx.now() })
    await record(tx, { name: 'reply.stopped', conversationId: id })
  })

const mayLeave = async (tx: Ctx, { id, closed }: q.Head, row: held.HeldRow): Promise<boolean> =>
  !closed && (await changesAfter(tx, id, { seenSeq: row.seen_seq, by: row.agent_id })).length === 0

/** Under the conversation's lock. Where it stands then; null when it is not held any more. */
const leave = async (tx: Ctx, row: held.HeldRow): Promise<number | null> => {
  if (!(await held.deleteHeld(tx.db, tx.actor.brandId, { conversationId: row.conversation_id, agentId: row.agent_id }))) return null
  await endSnooze(tx, row.conversation_id)
  return append(tx, row.conversation_id, {
    kind: 'reply', body: row.body, clientId: row.client_id, fileIds: row.file_ids, by: { id: row.agent_id, name: row.agent_name }, ...(row.asks ? { data: { asks: true } } : {}),
  })
}

/** The answer that waits to leave, or was stopped; null when there is none. */
export const heldReply = async (ctx: Ctx, id: string): Promise<HeldReply | null> => {
  const row = await held.heldOn(ctx.db, ctx.actor.brandId, id)
  return row ? { agentId: row.agent_id, name: row.agent_name, body: row.body, seenSeq: row.seen_seq, leavesAt: row.leaves_at, stopped: row.stopped_at !== null } : null
}
