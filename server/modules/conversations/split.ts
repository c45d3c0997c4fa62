import { sql } from 'kysely'
import type { Right } from '#contract/content'
import type { EntryKind } from '#contract/conversations'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append } from './append.ts'
import { merge } from './merge.ts'
import { open, type Opened } from './open.ts'
import * as q from './queries.ts'
import { heldOn } from './queries-held.ts'

export type Split = { submissionId: string; seqs: number[]; topic: string; subtopic: string; neededRight: Right; promisedAt: Date | null }

/**
 * Makes a conversation of its own out of some of the asker's messages: another matter that came along. They stay where they
 * are as well, so that nothing that was answered loses its question. `unsplit` undoes it.
 */
export const split = (ctx: Ctx<AgentActor>, id: string, { submissionId, seqs, topic, subtopic, neededRight, promisedAt }: Split): Promise<Opened> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const head = await q.lockHead(tx.db, brandId, id)
    if (!head) throw new Refusal('not_found')
    const places = seqs.map((seq) => ({ id, seq }))
    const entries = (await q.entriesAt(tx.db, brandId, places)).filter(({ kind }) => kind === 'message').toSorted((a, b) => a.seq - b.seq)
    if (entries.length === 0 || entries.length < new Set(seqs).size) throw new Refusal('invalid', { field: 'seqs', problem: 'no-message' })
    const files = await q.attachmentsAt(tx.db, brandId, places)
    const opened = await open({ ...tx, actor: { kind: 'system', brandId, id: null, name: '' } }, {
      submissionId, door: head.door === 'guest' ? 'guest' : 'partner', channel: channelOf(head.channel), partnerId: head.partner_id, askerId: head.asker_id,
      askerName: head.asker_name, propertyId: head.property_id, reservationId: head.reservation_id, topic, subtopic, locale: head.locale, neededRight,
      callbackNumber: head.callback_number, proof: proofOf(head.asker_proof), level: head.asker_level, email: head.asker_email, promisedAt,
      body: entries.map(({ body }) => body ?? '').join('\n\n'), fileIds: files.map((file) => file.file_id),
    })
    if (!opened.repeated) await append(tx, id, { kind: 'split', data: { caseNumber: opened.caseNumber } })
    return opened
  })

/**
 * Undoes a split while nothing has been written in the new conversation: it is merged into the one it came from, where its messages stand.
 * Refused with `thread_changed` once something has; merging then says what becomes of it. Returns where it was put back.
 */
export const unsplit = (ctx: Ctx<AgentActor>, id: string): Promise<{ id: string; caseNumber: string }> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.headById(tx.db, tx.actor.brandId, id)
    const from = head && (await splitFrom(tx, head))
    if (!head || !from) throw new Refusal('not_found')
    await merge(tx, id, { intoId: from.id, acrossPeople: true })
    // Looked at under the lock that merging has taken.
    const written = await writtenSince(tx, id)
    if (head.closed || written.length > 0) throw new Refusal('thread_changed', { seqs: written.map(String) })
    return from
  })

/** The conversation that another was split from; null when it was not. */
const splitFrom = async (ctx: Ctx, head: Pick<q.Head, 'case_number'>): Promise<{ id: string; caseNumber: string } | null> => {
  const row = await ctx.db
    .selectFrom('conversations.entry as e')
    .innerJoin('conversations.conversation as c', (join) => join.onRef('c.brand_id', '=', 'e.brand_id').onRef('c.id', '=', 'e.conversation_id'))
    .where('e.brand_id', '=', ctx.actor.brandId)
    .where('e.kind', '=', 'split')
    .where(sql<boolean>`e.data ->> 'caseNumber' = ${head.case_number}`)
    .select(['c.id', 'c.case_number'])
    .executeTakeFirst()
  return row ? { id: row.id, caseNumber: row.case_number } : null
}

const writes: readonly EntryKind[] = ['message', 'reply', 'note', 'held', 'automatic', 'undelivered', 'call', 'chat']

/** What came after the split-off messages; an answer on its way is written too. */
const writtenSince = async (ctx: Ctx, id: string): Promise<number[]> => {
  const { brandId } = ctx.actor
  const rows = await ctx.db.selectFrom('conversations.entry').where('brand_id', '=', brandId).where('conversation_id', '=', id).where('seq', '>', 1).where('kind', 'in', writes).select('seq').execute()
  return (await heldOn(ctx.db, brandId, id)) ? [...rows.map(({ seq }) => seq), 0] : rows.map(({ seq }) => seq)
}

/** For staff: where a split-off conversation came from, while that can be undone. */
export const undoableSplit = async (ctx: Ctx<AgentActor>, head: Pick<q.Head, 'id' | 'case_number' | 'closed' | 'staff_seq' | 'asker_seq'>): Promise<{ id: string; caseNumber: string } | null> => {
  if (head.closed || head.staff_seq > 0 || head.asker_seq > 1) return null
  const from = await splitFrom(ctx, head)
  return from && (await writtenSince(ctx, head.id)).length === 0 ? from : null
}

// What was said by phone or in a chat goes on in writing.
const channelOf = (channel: string) => (channel === 'email' || channel === 'app' ? channel : 'message')
const proofs = ['pin', 'short-pin', 'link', 'account'] as const
const proofOf = (proof: string | null) => proofs.find((known) => known === proof) ?? null
