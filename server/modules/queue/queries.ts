import { sql } from 'kysely'
import type { Reasons, Work } from '#contract/queue'
import type { Db } from '#platform/postgres'

export const laneNumbers = { safety: 0, first: 1, ordinary: 2 } as const
export const laneNames = ['safety', 'first', 'ordinary'] as const

export type EntryValues = {
  brand_id: string
  conversation_id: string
  lane: number
  due_at: Date
  waiting_since: Date
  reasons: Reasons
  door: string
  channel: string
  team: string
  language: string
  claimed_by: string | null
  rank_again_at: Date | null
  work: Work
}

// Serialises the rankings of a conversation: two facts about it may be worked on at once. Always in the order given, so that
// two who lock several do not wait for each other.
export const lockPlaces = (db: Db, conversationIds: string[]) =>
  sql`select pg_advisory_xact_lock(hashtextextended(id, 7)) from unnest(${conversationIds}::text[]) as id`.execute(db)

export type EntryBefore = { conversation_id: string; lane: number; channel: string; claimed_by: string | null; work: string }

/** Writes these places and gives those that the conversations had before. Under the lock of each. */
export const upsertEntries = async (db: Db, brandId: string, values: EntryValues[]): Promise<EntryBefore[]> => {
  if (values.length === 0) return []
  const { rows } = await sql<EntryBefore>`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (
        brand_id uuid, conversation_id uuid, lane smallint, due_at timestamptz, waiting_since timestamptz, reasons jsonb,
        door text, channel text, team text, language text, claimed_by uuid, rank_again_at timestamptz, work text)),
    before as (
      select conversation_id, lane, channel, claimed_by, work from queue.entry
      where brand_id = ${brandId} and conversation_id in (select conversation_id from r)),
    written as (
      insert into queue.entry (brand_id, conversation_id, lane, due_at, waiting_since, reasons, door, channel, team, language, claimed_by, rank_again_at, work)
      select brand_id, conversation_id, lane, due_at, waiting_since, reasons, door, channel, team, language, claimed_by, rank_again_at, work from r
      on conflict (brand_id, conversation_id) do update set
        lane = excluded.lane, due_at = excluded.due_at, waiting_since = excluded.waiting_since, reasons = excluded.reasons,
        door = excluded.door, channel = excluded.channel, team = excluded.team, language = excluded.language, claimed_by = excluded.claimed_by,
        rank_again_at = excluded.rank_again_at, work = excluded.work,
        asked_all = queue.entry.asked_all and queue.entry.waiting_since = excluded.waiting_since)
    select * from before`.execute(db)
  return rows
}

export const deleteEntries = async (db: Db, brandId: string, conversationIds: string[]): Promise<EntryBefore[]> =>
  conversationIds.length === 0
    ? []
    : db
        .deleteFrom('queue.entry')
        .where('brand_id', '=', brandId)
        .where(sql<boolean>`conversation_id = any(${conversationIds}::uuid[])`)
        .returning(['conversation_id', 'lane', 'channel', 'claimed_by', 'work'])
        .execute()

export const entryOf = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('queue.entry').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).selectAll().executeTakeFirst()

/** Whether it stood nowhere until now: the asker writes again after an answer. */
export const entryIsAbsent = async (db: Db, brandId: string, conversationId: string): Promise<boolean> =>
  (await db.selectFrom('queue.entry').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).select('lane').executeTakeFirst()) === undefined

export const claimOf = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('queue.claim')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .select(['agent_id', 'claimed_at'])
    .executeTakeFirst()

/** Who holds which of these. */
export const claimsByIds = async (db: Db, brandId: string, conversationIds: string[]): Promise<Map<string, string>> => {
  const rows = await db
    .selectFrom('queue.claim')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`conversation_id = any(${conversationIds}::uuid[])`)
    .select(['conversation_id', 'agent_id'])
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.agent_id]))
}

/** One or no row: the first to come has it. */
export const insertClaim = (db: Db, row: { brand_id: string; conversation_id: string; agent_id: string; claimed_at: Date }) =>
  db
    .insertInto('queue.claim')
    .values(row)
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doNothing())
    .returning('agent_id')
    .executeTakeFirst()

export const deleteClaims = async (db: Db, brandId: string, conversationIds: string[]): Promise<void> => {
  if (conversationIds.length === 0) return
  await db.deleteFrom('queue.claim').where('brand_id', '=', brandId).where(sql<boolean>`conversation_id = any(${conversationIds}::uuid[])`).execute()
}

export const deleteClaim = (db: Db, key: { brandId: string; conversationId: string; agentId: string }) =>
  db
    .deleteFrom('queue.claim')
    .where('brand_id', '=', key.brandId)
    .where('conversation_id', '=', key.conversationId)
    .where('agent_id', '=', key.agentId)
    .returning('agent_id')
    .executeTakeFirst()

export const setClaimed = (db: Db, key: { brandId: string; conversationId: string }, agentId: string | null) =>
  db
    .updateTable('queue.entry')
    .set({ claimed_by: agentId })
    .where('brand_id', '=', key.brandId)
    .where('conversation_id', '=', key.conversationId)
    .returning(['lane', 'channel'])
    .executeTakeFirst()

/** Waiting and unclaimed conversations of a lane are counted here, never by reading the queue. */
export const count = (db: Db, key: { brand_id: string; lane: number; channel: string }, by: number) =>
  db
    .insertInto('queue.lane_count')
    .values({ ...key, waiting: by })
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'lane', 'channel']).doUpdateSet((eb) => ({ waiting: eb('queue.lane_count.waiting', '+', by) })))
    .execute()

export const countsOf = (db: Db, brandId: string) =>
  db.selectFrom('queue.lane_count').where('brand_id', '=', brandId).select(['lane', 'channel', 'waiting']).execute()

export type PagePosition = { lane: number; dueAt: string; id: string }

/** The next waiting conversations in lane and due order, straight off the index. */
export const pageAfter = (db: Db, brandId: string, page: { lane: number | null; after: PagePosition | null; limit: number; only: readonly string[] | null }) => {
  let query = db
    .selectFrom('queue.entry')
    .where('brand_id', '=', brandId)
    .where('claimed_by', 'is', null)
    .selectAll()
    .orderBy('lane')
    .orderBy('due_at')
    .orderBy('conversation_id')
    .limit(page.limit)
  if (page.only !== null) query = query.where(sql<boolean>`conversation_id = any(${page.only}::uuid[])`)
  if (page.lane !== null) query = query.where('lane', '=', page.lane)
  if (page.after) {
    const { lane, dueAt, id } = page.after
    query = query.where(sql<boolean>`(lane, due_at, conversation_id) > (${lane}::smallint, ${dueAt}::timestamptz, ${id}::uuid)`)
  }
  return query.execute()
}

export const claimsOf = (db: Db, brandId: string, agentId: string) =>
  db
    .selectFrom('queue.claim as c')
    .leftJoin('queue.entry as e', (join) => join.onRef('e.brand_id', '=', 'c.brand_id').onRef('e.conversation_id', '=', 'c.conversation_id'))
    .where('c.brand_id', '=', brandId)
    .where('c.agent_id', '=', agentId)
    .select(['c.conversation_id', 'c.claimed_at', 'e.due_at', 'e.reasons', 'e.lane'])
    .orderBy(sql`e.due_at is null`)
    .orderBy('e.lane')
    .orderBy('e.due_at')
    .orderBy('c.claimed_at', 'desc')
    .limit(200)
    .execute()

const mostAtOnce = 200

/** Those whose place time alone has changed by now. */
export const dueForRanking = async (db: Db, brandId: string, now: Date): Promise<string[]> => {
  const rows = await db
    .selectFrom('queue.entry')
    .where('brand_id', '=', brandId)
    .where('rank_again_at', '<=', now)
    .select('conversation_id')
    .orderBy('rank_again_at')
    .limit(mostAtOnce)
    .execute()
  return rows.map((row) => row.conversation_id)
}

export const addPace = (db: Db, { answered, ...key }: { brand_id: string; hour: Date; lane: number; answered: number }) =>
  db
    .insertInto('queue.pace')
    .values({ ...key, answered })
    .onConflict((conflict) => conflict.columns(['brand_id', 'hour', 'lane']).doUpdateSet((eb) => ({ answered: eb('queue.pace.answered', '+', answered) })))
    .execute()

/** How many were answered since an hour began, in all lanes. */
export const answeredSince = async (db: Db, brandId: string, hour: Date): Promise<number> => {
  const row = await db
    .selectFrom('queue.pace')
    .where('brand_id', '=', brandId)
    .where('hour', '>=', hour)
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('answered'), eb.lit(0)).as('answered'))
    .executeTakeFirstOrThrow()
  return Number(row.answered)
}

// Those who pick take turns; who takes one by hand does not wait for them.
export const lockPicks = (db: Db, brandId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${brandId}, 11))`.execute(db)

export const sinceOrdinary = async (db: Db, brandId: string, agentId: string): Promise<number> =>
  (await db.selectFrom('queue.turn').where('brand_id', '=', brandId).where('agent_id', '=', agentId).select('since_ordinary').executeTakeFirst())?.since_ordinary ?? 0

/** A pick of the ordinary lane starts the agent's count anew, every other counts on. */
export const countTurn = (db: Db, key: { brand_id: string; agent_id: string }, lane: number) =>
  db
    .insertInto('queue.turn')
    .values({ ...key, since_ordinary: lane === laneNumbers.ordinary ? 0 : 1 })
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'agent_id']).doUpdateSet((eb) => ({ since_ordinary: lane === laneNumbers.ordinary ? 0 : eb('queue.turn.since_ordinary', '+', 1) })))
    .execute()

const mostCalls = 500

/** Who waits on the line and is unclaimed, in lane and due order. */
/** Those on the line, or in a chat, whom nobody has taken, in their order. */
export const liveEntries = (db: Db, brandId: string, work: 'call' | 'chat') =>
  db
    .selectFrom('queue.entry')
    .where('brand_id', '=', brandId)
    .where('claimed_by', 'is', null)
    .where('work', '=', work)
    .select('conversation_id')
    .orderBy('lane')
    .orderBy('due_at')
    .orderBy('conversation_id')
    .limit(mostCalls)
    .execute()
