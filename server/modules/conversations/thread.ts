import type { Attachment, ConversationState, Entry, EntryKind, Outcome } from '#contract/conversations'
import { Refusal } from '#kernel'
import type { Ctx } from '#identity'
import { isForAsker, stateOf } from './conversation.ts'
import { isAsker, mayRead, type AskerActor } from './policy.ts'
import * as q from './queries.ts'

export type Thread = {
  head: q.Head
  state: ConversationState
  entries: Entry[]
  closure: { outcome: Outcome; reason: string | null; closedBy: string | null; at: Date } | null
  closing: { outcome: Outcome; at: Date } | null
}

/** A conversation with everything the actor may see of it; `not_found` when it is not theirs. */
export const thread = async (ctx: Ctx, id: string): Promise<Thread> => {
  const { brandId } = ctx.actor
  const head = await q.headById(ctx.db, brandId, id)
  if (!head || !mayRead(ctx.actor, head)) throw new Refusal('not_found')
  const [rows, files, closure, closing] = await Promise.all([
    q.entriesOf(ctx.db, brandId, id), q.attachmentsOf(ctx.db, brandId, id), q.closureOf(ctx.db, brandId, id), q.closingOf(ctx.db, brandId, id),
  ])
  const attachments = Map.groupBy(files, (file) => file.seq)
  const visible = isAsker(ctx.actor) ? rows.filter((row) => isForAsker(row.kind as EntryKind)) : rows
  return {
    head,
    state: stateOf(head),
    entries: visible.map((row) => presentEntry(row, (attachments.get(row.seq) ?? []).map(presentAttachment))),
    closure: closure ? { outcome: closure.outcome as Outcome, reason: closure.reason, closedBy: closure.closed_by, at: closure.closed_at } : null,
    closing: closing ? { outcome: closing.outcome as Outcome, at: closing.closes_at } : null,
  }
}

/** The head of one's own conversation, without what was said in it; `not_found` when it is not theirs. */
export const askersHead = async (ctx: Ctx<AskerActor>, id: string): Promise<q.Head> => {
  const head = await q.headById(ctx.db, ctx.actor.brandId, id)
  if (!head || !mayRead(ctx.actor, head)) throw new Refusal('not_found')
  return head
}

/** Entries by conversation and place, for other modules' reactions. No permission is checked: not for edges. */
export const entriesAt = async (ctx: Ctx, places: q.EntryPlace[]): Promise<(place: q.EntryPlace) => Entry | undefined> => {
  const key = (place: q.EntryPlace) => `${place.id}:${place.seq}`
  const { brandId } = ctx.actor
  const [rows, files] = places.length === 0 ? [[], []] : await Promise.all([q.entriesAt(ctx.db, brandId, places), q.attachmentsAt(ctx.db, brandId, places)])
  const attachments = Map.groupBy(files, (file) => key({ id: file.conversation_id, seq: file.seq }))
  const entries = new Map(rows.map((row) => {
    const at = key({ id: row.conversation_id, seq: row.seq })
    return [at, presentEntry(row, (attachments.get(at) ?? []).map(presentAttachment))]
  }))
  return (place) => entries.get(key(place))
}

/** One attached file the actor may open: its place in the store and its name. */
export const attachedFile = async (ctx: Ctx, fileId: string) => {
  const row = await ctx.db
    .selectFrom('conversations.attachment as a')
    .innerJoin('conversations.entry as e', (join) => join.onRef('e.brand_id', '=', 'a.brand_id').onRef('e.conversation_id', '=', 'a.conversation_id').onRef('e.seq', '=', 'a.seq'))
    .where('a.brand_id', '=', ctx.actor.brandId)
    .where('a.file_id', '=', fileId)
    .select(['a.conversation_id', 'a.name', 'a.media_type', 'a.byte_size', 'e.kind'])
    .executeTakeFirst()
  const head = row ? await q.headById(ctx.db, ctx.actor.brandId, row.conversation_id) : undefined
  if (!row || !head || !mayRead(ctx.actor, head) || (isAsker(ctx.actor) && !isForAsker(row.kind as EntryKind))) throw new Refusal('not_found')
  return { name: row.name, mediaType: row.media_type, byteSize: row.byte_size }
}

/** Which of these files belong to a conversation. */
export const attachedAmong = async (ctx: Ctx, fileIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await ctx.db
    .selectFrom('conversations.attachment')
    .where('brand_id', '=', ctx.actor.brandId)
    .where((eb) => eb('file_id', '=', eb.fn.any(eb.val([...fileIds]))))
    .select('file_id')
    .execute()
  return new Set(rows.map((row) => row.file_id))
}

type EntryRow = Awaited<ReturnType<typeof q.entriesOf>>[number]

const presentEntry = (row: EntryRow, attachments: Attachment[]): Entry => {
  const kind = row.kind as EntryKind
  return {
    seq: row.seq,
    kind,
    author: { side: sideOf(kind, row.author_name), name: row.author_name ?? '' },
    body: row.body,
    data: (row.data ?? {}) as Record<string, unknown>,
    at: row.at.toISOString(),
    attachments,
  }
}

const sideOf = (kind: EntryKind, authorName: string | null): Entry['author']['side'] => {
  if (authorName === null) return 'system'
  return kind === 'message' || kind === 'reopened' || kind === 'held' || kind === 'automatic' ? 'asker' : 'staff'
}

const presentAttachment = (file: { file_id: string; name: string; media_type: string; byte_size: number; scan: string | null }): Attachment => ({
  id: file.file_id, name: file.name, mediaType: file.media_type, byteSize: file.byte_size, path: `/files/${file.file_id}`,
  ...(file.scan === 'pending' || file.scan === 'infected' ? { check: file.scan } : {}),
})
