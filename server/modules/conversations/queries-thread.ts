import { sql } from 'kysely'
import { sayingKinds, type EntryKind } from '#contract/conversations'
import type { Db } from '#platform/postgres'

const entryColumns = ['seq', 'kind', 'author_id', 'author_name', 'body', 'data', 'at'] as const

export type EntriesWanted = { conversationId: string; before: number | null; limit: number | null; hidden: readonly EntryKind[] }

/** Entries in their order: all, or the newest `limit` of them before a place. */
export const entriesOf = async (db: Db, brandId: string, { conversationId, before, limit, hidden }: EntriesWanted) => {
  let query = db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .select(entryColumns)
    .orderBy('seq', 'desc')
  if (before !== null) query = query.where('seq', '<', before)
  if (hidden.length > 0) query = query.where('kind', 'not in', [...hidden])
  if (limit !== null) query = query.limit(limit)
  return (await query.execute()).toReversed()
}

export type Span = { from: Date | null; until: Date | null }

/** What was said in these conversations in a span of time, each in its order. */
export const saidIn = (db: Db, brandId: string, { ids, span: { from, until } }: { ids: string[]; span: Span }) => {
  let query = db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`conversation_id = any(${ids}::uuid[])`)
    .where('kind', 'in', [...sayingKinds])
    .select(['conversation_id', ...entryColumns])
    .orderBy('seq')
  if (from !== null) query = query.where('at', '>=', from)
  if (until !== null) query = query.where('at', '<', until)
  return query.execute()
}

/** The files of these conversations' entries, or of those from one place on to another. */
export const attachmentsOf = (db: Db, brandId: string, { ids, from = 1, until = null }: { ids: string[]; from?: number; until?: number | null }) => {
  const query = db
    .selectFrom('conversations.attachment as a')
    .leftJoin('platform.file as f', (join) => join.onRef('f.brand_id', '=', 'a.brand_id').onRef('f.id', '=', 'a.file_id'))
    .where('a.brand_id', '=', brandId)
    .where(sql<boolean>`a.conversation_id = any(${ids}::uuid[])`)
    .where('a.seq', '>=', from)
    .select(['a.conversation_id', 'a.seq', 'a.file_id', 'a.name', 'a.media_type', 'a.byte_size', 'f.scan'])
    .orderBy('a.name')
  return (until === null ? query : query.where('a.seq', '<', until)).execute()
}

export const momentOf = async (db: Db, brandId: string, { conversationId, seq }: { conversationId: string; seq: number }): Promise<Date | null> =>
  (await db.selectFrom('conversations.entry').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).where('seq', '=', seq).select('at').executeTakeFirst())?.at ?? null

/** The first message after a place; null when there is none. */
export const firstMessageAfter = async (db: Db, brandId: string, { conversationId, seq }: { conversationId: string; seq: number }): Promise<number | null> =>
  (await db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'message')
    .where('seq', '>', seq)
    .select('seq')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst())?.seq ?? null

// A point or a slash beside a letter, or a scheme: no link is without one, and few other texts have one.
const likeALink = '\\.[^[:space:]]|:[/\\\\]|(javascript|data|vbscript):'

/** Those of the asker's messages that may hold a link. */
export const textsWithLinks = async (db: Db, brandId: string, conversationId: string): Promise<string[]> => {
  const { rows } = await sql<{ body: string }>`
    select body from conversations.entry
    where brand_id = ${brandId} and conversation_id = ${conversationId} and kind = 'message' and body ~* ${likeALink}`.execute(db)
  return rows.map(({ body }) => body)
}

// Marks that stand on a letter: accents, and the vowels of Arabic and Hebrew.
const marks = '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]'

export type Found = { conversation_id: string; seq: number; reach: number }

/** Where words stand in what was said in these conversations, oldest first, without regard to capitals and accents. `reach`: the place in the first of them at that time. */
export const placesOf = async (db: Db, brandId: string, { ids, words }: { ids: string[]; words: string }): Promise<Found[]> => {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const own = ids[0] ?? null
  const { rows } = await sql<Found>`
    select e.conversation_id, e.seq,
      case when e.conversation_id = ${own}::uuid then e.seq else coalesce((
        select max(o.seq) from conversations.entry o where o.brand_id = ${brandId} and o.conversation_id = ${own}::uuid and o.at <= e.at), 1) end as reach
    from conversations.entry e
    where e.brand_id = ${brandId} and e.conversation_id = any(${ids}::uuid[]) and e.kind = any(${[...sayingKinds]}::text[])
      and lower(regexp_replace(normalize(e.body, NFD), ${marks}, '', 'g')) like ${pattern}
    order by ${ids.length > 1 ? sql`e.at, e.seq` : sql`e.seq`}`.execute(db)
  return rows
}
