import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append } from './append.ts'
import { end } from './close.ts'
import * as q from './queries.ts'

/**
 * Merges `fromId` into another conversation: it is closed as asked twice, and staff read both as one, in the order things
 * happened. Each asker keeps reading their own conversation and nothing of the other. Between different people it is refused
 * unless `acrossPeople` says that this was seen: the answers reach one of them only.
 */
export const merge = (ctx: Ctx<AgentActor>, fromId: string, { intoId, acrossPeople }: { intoId: string; acrossPeople: boolean }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const heads = new Map<string, q.Head | undefined>()
    // In one order, so that two who merge each other's do not wait for ever.
    for (const id of [fromId, intoId].toSorted()) heads.set(id, await q.lockHead(tx.db, brandId, id))
    const [from, into] = [heads.get(fromId), heads.get(intoId)]
    if (!from || !into) throw new Refusal('not_found')
    if (fromId === intoId || from.door !== into.door) throw new Refusal('invalid', { field: 'caseNumber', problem: fromId === intoId ? 'same' : 'other-door' })
    if ((await mergeOf(tx, fromId)) ?? (await mergeOf(tx, intoId))) throw new Refusal('already_used')
    if (!acrossPeople && !samePerson(from, into)) throw new Refusal('invalid', { field: 'acrossPeople', problem: 'different-people', from: from.asker_name, into: into.asker_name })
    await tx.db
      .insertInto('conversations.merge')
      .values({ brand_id: brandId, from_id: fromId, into_id: intoId, merged_by: tx.actor.id, merged_at: tx.now(), was_open: !from.closed })
      .execute()
    await append(tx, intoId, { kind: 'merged', data: { caseNumber: from.case_number } })
    if (!from.closed) await end(tx, fromId, { outcome: 'duplicate' })
  })

// Who has no account is the same person by the address they gave, else nobody can say.
const samePerson = (one: q.Head, other: q.Head) =>
  one.asker_id !== null || other.asker_id !== null ? one.asker_id === other.asker_id : one.asker_email !== null && one.asker_email === other.asker_email

/** Takes a merged conversation apart again; it is open if it was before. Nothing happens when it is not merged. */
export const unmerge = (ctx: Ctx<AgentActor>, fromId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, fromId)
    if (!head) throw new Refusal('not_found')
    const wasOpen = await endMerge(tx, head)
    if (!wasOpen) return
    const closure = await tx.db.deleteFrom('conversations.closure').where('brand_id', '=', tx.actor.brandId).where('conversation_id', '=', fromId).returning('outcome').executeTakeFirst()
    if (closure) await append(tx, fromId, { kind: 'reopened', data: { outcome: closure.outcome, goesOn: true } })
  })

/** Under the conversation's lock: it stands for itself again. Whether it was open when it was merged; null when it was not merged. */
export const endMerge = async (tx: Ctx, head: Pick<q.Head, 'id' | 'case_number'>): Promise<boolean | null> => {
  const row = await tx.db.deleteFrom('conversations.merge').where('brand_id', '=', tx.actor.brandId).where('from_id', '=', head.id).returning(['into_id', 'was_open']).executeTakeFirst()
  if (!row) return null
  await append(tx, row.into_id, { kind: 'unmerged', data: { caseNumber: head.case_number } })
  return row.was_open
}

const mergeOf = (ctx: Ctx, fromId: string) =>
  ctx.db.selectFrom('conversations.merge').where('brand_id', '=', ctx.actor.brandId).where('from_id', '=', fromId).select('into_id').executeTakeFirst()

/** For staff: what was merged into it, and what it was merged into itself. */
export const mergesOf = async (ctx: Ctx<AgentActor>, id: string): Promise<{ merged: q.Head[]; into: { id: string; caseNumber: string } | null }> => {
  const [rows, into] = await Promise.all([
    ctx.db.selectFrom('conversations.merge').where('brand_id', '=', ctx.actor.brandId).where('into_id', '=', id).select('from_id').orderBy('merged_at').execute(),
    mergeOf(ctx, id),
  ])
  const merged = await Promise.all(rows.map((row) => q.headById(ctx.db, ctx.actor.brandId, row.from_id)))
  const target = into && (await q.headById(ctx.db, ctx.actor.brandId, into.into_id))
  return {
    merged: merged.filter((head) => head !== undefined),
    into: target ? { id: target.id, caseNumber: target.case_number } : null,
  }
}
