import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append, appendOnce, repeatOf } from './append.ts'
import { changesTheThread } from './conversation.ts'
import { endMerge } from './merge.ts'
import { mayWrite, type AskerActor } from './policy.ts'
import * as q from './queries.ts'
import { standing } from './queries-standing.ts'
import { receiveTogether, type AskerMessage } from './receive-together.ts'
import { endSnooze } from './snooze.ts'

/** The asking side writes again; a closed conversation is open again. Returns the message's place. */
export const receive = async (ctx: Ctx<AskerActor>, id: string, message: AskerMessage): Promise<number> =>
  (ctx.db.isTransaction ? null : await receiveTogether(ctx, { actor: ctx.actor, id, message })) ?? receiveAlone(ctx, id, message)

const receiveAlone = (ctx: Ctx<AskerActor>, id: string, message: AskerMessage): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    // The row's lock keeps a closing out until the message is in: none is left in a closed conversation.
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head || !mayWrite(tx.actor, head)) throw new Refusal('not_found')
    const stands = await standing(tx.db, tx.actor.brandId, { conversationId: id, clientId: message.clientId })
    const repeated = stands.repeated ? await repeatOf(tx, id, message) : null
    if (repeated !== null) return repeated
    // Who writes in a merged conversation wants an answer there.
    const wasOpen = stands.merged && (await endMerge(tx, head)) === true
    if (stands.closing) await endClosing(tx, id, { goesOn: wasOpen })
    if (stands.snoozed) await endSnooze(tx, id)
    return append(tx, id, { kind: 'message', ...message })
  })

/** Its asker is on the line about it: closed, about to be, merged or put aside, it is open as if they had written. */
export const takeUp = (ctx: Ctx, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    await openAgain(tx, head)
  })

/** Under the conversation's lock: whatever it was put away as, it is open, stands for itself and waits again. */
export const openAgain = async (tx: Ctx, head: Pick<q.Head, 'id' | 'case_number'>): Promise<void> => {
  const wasOpen = await endMerge(tx, head)
  await endClosing(tx, head.id, { goesOn: wasOpen === true })
  await endSnooze(tx, head.id)
}

/** Writing again reopens: what was closed, or about to be, is open. `goesOn`: only merging had closed it, so its promise goes on. */
const endClosing = async (tx: Ctx, id: string, { goesOn }: { goesOn: boolean }) => {
  const { brandId } = tx.actor
  await tx.db.deleteFrom('conversations.closing').where('brand_id', '=', brandId).where('conversation_id', '=', id).execute()
  const closure = await tx.db
    .deleteFrom('conversations.closure')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', id)
    .returning('outcome')
    .executeTakeFirst()
  if (closure) await append(tx, id, { kind: 'reopened', data: { outcome: closure.outcome, ...(goesOn && { goesOn }) } })
}

export type StaffReply = { clientId: string; body: string; seenSeq: number; fileIds?: string[] | undefined; /** Asks something back: it answers nothing yet. */ asks?: boolean | undefined }

/** A person's answer. Refused with `thread_changed` when the thread moved on after `seenSeq`: of two at once, one is told. */
export const reply = (ctx: Ctx<AgentActor>, id: string, answer: StaffReply): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const { seenSeq, asks = false, ...entry } = answer
    if (!(await q.lockHead(tx.db, tx.actor.brandId, id))) throw new Refusal('not_found')
    const repeated = await repeatOf(tx, id, answer)
    if (repeated !== null) return repeated
    const changed = await changesAfter(tx, id, { seenSeq, by: tx.actor.id })
    if (changed.length > 0) throw new Refusal('thread_changed', { seqs: changed.map(String) })
    await endSnooze(tx, id)
    return append(tx, id, { kind: 'reply', ...entry, ...(asks ? { data: { asks } } : {}) })
  })

/** What others than this writer wrote after `seenSeq`. */
export const changesAfter = async (ctx: Ctx, id: string, { seenSeq, by }: { seenSeq: number; by: string }) => {
  const rows = await ctx.db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('conversation_id', '=', id)
    .where('seq', '>', seenSeq)
    .where('kind', 'in', changesTheThread)
    .select(['seq', 'author_id'])
    .execute()
  return rows.filter((row) => row.author_id !== by).map((row) => row.seq)
}

/** An internal note; the asker never sees it. */
export const note = (ctx: Ctx<AgentActor>, id: string, entry: { clientId: string; body: string }): Promise<number> =>
  appendOnce(ctx, id, { kind: 'note', ...entry })
