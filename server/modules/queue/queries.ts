import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

export const laneNumbers = { safety: 0, first: 1, ordinary: 2 } as const
export const laneNames = ['safety', 'first', 'ordinary'] as const

export type EntryValues = {
  brand_id: string
  conversation_id: string
  lane: number
  due_at: Date
  waiting_since: Date
  reasons: string
  door: string
  channel: string
  team: string
  language: string
  claimed_by: string | null
}

// Serialises the rankings of one conversation: two facts about it may be worked on at once.
export const lockPlace = (db: Db, conversationId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${conversationId}, 7))`.execute(db)

export const upsertEntry = async (db: Db, values: EntryValues) => {
  const { brand_id, conversation_id, ...rest } = values
  const before = await entryOf(db, brand_id, conversation_id)
  await db
    .insertInto('queue.entry')
    .values(values)
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(rest))
    .execute()
  return before
}

export const deleteEntry = (db: Db, brandId: string, conversationId: string) =>
  db.deleteFrom('queue.entry').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).returningAll().executeTakeFirst()

export const entryOf = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('queue.entry').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).selectAll().executeTakeFirst()

export const claimOf = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('queue.claim')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .select(['agent_id', 'claimed_at'])
    .executeTakeFirst()

/** One or no row: the first to come has it. */
export const insertClaim = (db: Db, row: { brand_id: string; conversation_id: string; agent_id: string; claimed_at: Date }) =>
  db
    .insertInto('queue.claim')
    .values(row)
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doNothing())
    .returning('agent_id')
    .executeTakeFirst()

export const deleteClaim = (db: Db, key: { brandId: string; conversationId: string; agentId?: string }) => {
  const claims = db.deleteFrom('queue.claim').where('brand_id', '=', key.brandId).where('conversation_id', '=', key.conversationId)
  return (key.agentId ? claims.where('agent_id', '=', key.agentId) : claims).returning('agent_id').executeTakeFirst()
}

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
export const pageAfter = (db: Db, brandId: string, page: { lane: number | null; after: PagePosition | null; limit: number }) => {
  let query = db
    .selectFrom('queue.entry')
    .where('brand_id', '=', brandId)
    .where('claimed_by', 'is', null)
    .selectAll()
    .orderBy('lane')
    .orderBy('due_at')
    .orderBy('conversation_id')
    .limit(page.limit)
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
