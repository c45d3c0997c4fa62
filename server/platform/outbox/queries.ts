import { sql } from 'kysely'
import type { Db } from '../postgres/index.ts'

export type SequencedFact = {
  id: string
  brand_id: string
  name: string
  conversation_id: string | null
  partner_id: string | null
  for_asker: boolean
  seq: number | null
  payload: Record<string, unknown>
  position: number
}

/**
 * Gives committed facts the next places in the change feed. Only one session may be in here at a time. A conversation's facts
 * get their ordinals under its row lock, so they are placed as they are counted; ids are made before the lock is waited for.
 */
export const sequenceFacts = async (db: Db, most: number): Promise<SequencedFact[]> => {
  const { rows } = await sql<SequencedFact>`
    with feed as (select last_position from platform.feed),
    batch as (select id, row_number() over (order by ordinal) as n from platform.fact where position is null order by ordinal limit ${most}),
    placed as (
      update platform.fact f set position = feed.last_position + batch.n
      from batch, feed where f.id = batch.id
      returning f.id, f.brand_id, f.name, f.conversation_id, f.partner_id, f.for_asker, f.seq, f.payload, f.position),
    advanced as (update platform.feed set last_position = last_position + (select count(*) from batch) where exists (select from batch))
    select * from placed order by position`.execute(db)
  return rows
}

export const lastPosition = async (db: Db): Promise<number> => {
  const row = await db.selectFrom('platform.feed').select('last_position').executeTakeFirstOrThrow()
  return row.last_position
}

export type FeedScope = { brandId: string; partnerId: string | null }

export type FedFact = { position: number; name: string; conversation_id: string | null; partner_id: string | null; for_asker: boolean; seq: number | null }

/** Whether a reader may be told of a fact: staff of all of the brand, partners of their own. */
export const isFor = (scope: FeedScope, fact: FedFact): boolean => scope.partnerId === null || (fact.for_asker && fact.partner_id === scope.partnerId)

export const mostFactsRead = 500

/** Facts of the feed after a position, as one reader may see them. */
export const factsAfter = async (db: Db, after: number, scope: FeedScope): Promise<FedFact[]> => {
  const facts = db
    .selectFrom('platform.fact')
    .select(['position', 'name', 'conversation_id', 'partner_id', 'for_asker', 'seq'])
    .where('brand_id', '=', scope.brandId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(mostFactsRead)
  const rows = await (scope.partnerId === null ? facts : facts.where('partner_id', '=', scope.partnerId).where('for_asker', '=', true)).execute()
  return rows.map((row) => ({ ...row, position: row.position ?? after }))
}

const factDays = 90

/** Forgets facts that every listener has had long ago, never one of the newest `keep`: a client that is less behind reads them. */
export const forgetOldFacts = async (db: Db, { now, keep }: { now: Date; keep: number }): Promise<void> => {
  const newest = await lastPosition(db)
  await db
    .deleteFrom('platform.fact')
    .where('position', '<=', newest - keep)
    .where('recorded_at', '<', new Date(now.getTime() - factDays * 86_400_000))
    .execute()
}
