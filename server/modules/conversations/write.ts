import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx, PartnerActor } from '#identity'
import { append, appendOnce } from './append.ts'
import { changesTheThread } from './conversation.ts'
import { mayWrite } from './policy.ts'
import * as q from './queries.ts'

export type AskerMessage = { clientId: string; body: string; fileIds?: string[] }

/** The asking side writes again; a closed conversation is open again. Returns the message's place. */
export const receive = async (ctx: Ctx<PartnerActor>, id: string, message: AskerMessage): Promise<number> => {
  const head = await q.headById(ctx.db, ctx.actor.brandId, id)
  if (!head || !mayWrite(ctx.actor, head)) throw new Refusal('not_found')
  const repeated = await q.entryByClientId(ctx.db, ctx.actor.brandId, { conversationId: id, clientId: message.clientId })
  if (!repeated) await endClosing(ctx, id)
  return appendOnce(ctx, id, { kind: 'message', ...message })
}

// Reopening and the message are two entries; a crash between them leaves an open conversation, never a lost message.
const endClosing = (ctx: Ctx, id: string) =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await tx.db.deleteFrom('conversations.closing').where('brand_id', '=', brandId).where('conversation_id', '=', id).execute()
    const closure = await tx.db
      .deleteFrom('conversations.closure')
      .where('brand_id', '=', brandId)
      .where('conversation_id', '=', id)
      .returning('outcome')
      .executeTakeFirst()
    if (closure) await append(tx, id, { kind: 'reopened', data: { outcome: closure.outcome } })
  })

export type StaffReply = { clientId: string; body: string; seenSeq: number; fileIds?: string[] }

/** A person's answer. Refused with `thread_changed` when the thread moved on after `seenSeq`. */
export const reply = async (ctx: Ctx<AgentActor>, id: string, answer: StaffReply): Promise<number> => {
  const { seenSeq, ...entry } = answer
  const changed = await changesAfter(ctx, id, seenSeq)
  const repeated = await q.entryByClientId(ctx.db, ctx.actor.brandId, { conversationId: id, clientId: answer.clientId })
  if (!repeated && changed.length > 0) throw new Refusal('thread_changed', { seqs: changed.map(String) })
  return appendOnce(ctx, id, { kind: 'reply', ...entry })
}

const changesAfter = async (ctx: Ctx<AgentActor>, id: string, seenSeq: number) => {
  const rows = await ctx.db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('conversation_id', '=', id)
    .where('seq', '>', seenSeq)
    .where('kind', 'in', changesTheThread)
    .select(['seq', 'author_id'])
    .execute()
  return rows.filter((row) => row.author_id !== ctx.actor.id).map((row) => row.seq)
}

/** An internal note; the asker never sees it. */
export const note = (ctx: Ctx<AgentActor>, id: string, entry: { clientId: string; body: string }): Promise<number> =>
  appendOnce(ctx, id, { kind: 'note', ...entry })
