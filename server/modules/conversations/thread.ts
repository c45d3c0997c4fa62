import type { Attachment, ConversationState, Entry, EntryKind, Outcome } from '#contract/conversations'
import { Refusal } from '#kernel'
import type { Ctx } from '#identity'
import { hiddenFromAsker, isForAsker, stateOf } from './conversation.ts'
import { isAsker, mayRead, type AskerActor } from './policy.ts'
import * as q from './queries.ts'
import * as t from './queries-thread.ts'

export type Thread = {
  head: q.Head
  state: ConversationState
  entries: Entry[]
  /** Leads on to older entries; null when the first is among these. */
  before: number | null
  closure: { outcome: Outcome; reason: string | null; closedBy: string | null; at: Date } | null
  closing: { outcome: Outcome; at: Date } | null
}

/** The newest entries, or those before one: at least `limit` of them, and at least back to `from`. */
export type Stretch = { before?: number | undefined; from?: number | undefined; limit: number }

/** A conversation with everything the actor may see of it, or a stretch of that; `not_found` when it is not theirs. */
export const thread = async (ctx: Ctx, id: string, stretch?: Stretch): Promise<Thread> => {
  const head = await readableHead(ctx, id)
  const { brandId } = ctx.actor
  const [found, closure, closing] = await Promise.all([stretchOf(ctx, head, stretch), q.closureOf(ctx.db, brandId, id), q.closingOf(ctx.db, brandId, id)])
  return {
    head,
    state: stateOf(head),
    ...found,
    closure: closure ? { outcome: closure.outcome as Outcome, reason: closure.reason, closedBy: closure.closed_by, at: closure.closed_at } : null,
    closing: closing ? { outcome: closing.outcome as Outcome, at: closing.closes_at } : null,
  }
}

const stretchOf = async (ctx: Ctx, { id, last_seq: last }: q.Head, stretch?: Stretch): Promise<Pick<Thread, 'entries' | 'before'>> => {
  const { brandId } = ctx.actor
  // As far as the head knows: what is written this moment would push out the oldest.
  const before = stretch ? Math.min(stretch.before ?? Infinity, last + 1) : null
  // Counted without gaps: from here to there are no more than their difference.
  const most = stretch && Math.max(stretch.limit, stretch.from && before ? before - stretch.from : 0)
  const found = await t.entriesOf(ctx.db, brandId, { conversationId: id, before, limit: most === undefined ? null : most + 1, hidden: isAsker(ctx.actor) ? hiddenFromAsker : [] })
  const rows = most === undefined ? found : found.slice(-most)
  const first = rows[0]?.seq
  const files = first === undefined ? [] : await t.attachmentsOf(ctx.db, brandId, { ids: [id], from: first, until: before })
  const attachments = Map.groupBy(files, (file) => file.seq)
  return {
    entries: rows.map((row) => presentEntry(row, (attachments.get(row.seq) ?? []).map(presentAttachment))),
    before: first !== undefined && found.length > rows.length ? first : null,
  }
}

/** The head of a conversation the actor may read, without what was said in it; `not_found` when it is not theirs. */
export const readableHead = async (ctx: Ctx, id: string): Promise<q.Head> => {
  const head = await q.headById(ctx.db, ctx.actor.brandId, id)
  if (!head || !mayRead(ctx.actor, head)) throw new Refusal('not_found')
  return head
}

/** What was said in these conversations from one moment until another. No permission is checked: not for edges. */
export const saidIn = async (ctx: Ctx, ids: string[], span: t.Span): Promise<Map<string, Entry[]>> => {
  if (ids.length === 0) return new Map()
  const { brandId } = ctx.actor
  const rows = await t.saidIn(ctx.db, brandId, { ids, span })
  const files = rows.length === 0 ? [] : await t.attachmentsOf(ctx.db, brandId, { ids })
  const attachments = Map.groupBy(files, (file) => `${file.conversation_id}:${file.seq}`)
  const entries = rows.map((row) => ({ id: row.conversation_id, entry: presentEntry(row, (attachments.get(`${row.conversation_id}:${row.seq}`) ?? []).map(presentAttachment)) }))
  return new Map([...Map.groupBy(entries, ({ id }) => id)].map(([id, said]) => [id, said.map(({ entry }) => entry)]))
}

/** When an entry was written; null where none is. */
export const momentOf = (ctx: Ctx, id: string, seq: number): Promise<Date | null> => t.momentOf(ctx.db, ctx.actor.brandId, { conversationId: id, seq })

/** The first message that staff have neither read nor answered; null when there is none. */
export const firstUnread = async (ctx: Ctx, { id, asker_seq: asked, staff_seq: answered, staff_read_seq: read }: q.Head): Promise<number | null> => {
  const seq = Math.max(answered, read)
  return asked > seq ? t.firstMessageAfter(ctx.db, ctx.actor.brandId, { conversationId: id, seq }) : null
}

/** Where staff find words in what was said: in the first of these conversations or in others read with it. No permission is checked: not for edges. */
export const placesOf = (ctx: Ctx, ids: string[], words: string): Promise<t.Found[]> => {
  const plain = words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain === '' ? Promise.resolve([]) : t.placesOf(ctx.db, ctx.actor.brandId, { ids, words: plain })
}

/** The head of one's own conversation; `not_found` when it is not theirs. */
export const askersHead = (ctx: Ctx<AskerActor>, id: string): Promise<q.Head> => readableHead(ctx, id)

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

type EntryRow = Awaited<ReturnType<typeof t.entriesOf>>[number]

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
  ...(file.scan === 'pending' || file.scan === 'infected' || file.scan === 'too-large' ? { check: file.scan } : {}),
})
