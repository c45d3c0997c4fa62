import { sql, type Insertable } from 'kysely'
import type { Work } from '#contract/queue'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'
import { noLoad, type Load } from './hands.ts'

/** What each of these agents has taken and waits for them, by kind of work. */
export const loadsOf = async (db: Db, brandId: string, agentIds: string[]): Promise<Map<string, Load>> => {
  const rows = await db
    .selectFrom('queue.entry')
    .where('brand_id', '=', brandId)
    .where('claimed_by', 'is not', null)
    .where(sql<boolean>`claimed_by = any(${agentIds}::uuid[])`)
    .groupBy(['claimed_by', 'work'])
    .select((eb) => ['claimed_by', 'work', eb.fn.countAll<string>().as('count')])
    .execute()
  const loads = new Map<string, Load>()
  for (const { claimed_by: agentId, work, count } of rows) if (agentId) loads.set(agentId, { ...(loads.get(agentId) ?? noLoad), [work]: Number(count) })
  return loads
}

export type LiveRow = { conversation_id: string; work: Work; since: Date; language: string | null }

export const liveByIds = async (db: Db, brandId: string, conversationIds: string[]): Promise<Map<string, LiveRow>> => {
  if (conversationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('queue.live')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`conversation_id = any(${conversationIds}::uuid[])`)
    .select(['conversation_id', 'work', 'since', 'language'])
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, { ...row, work: row.work === 'call' ? 'call' : 'chat' }]))
}

/** Whether anybody on the line or in a chat waits for somebody. */
export const anyLiveWaits = async (db: Db, brandId: string): Promise<boolean> =>
  (await db.selectFrom('queue.entry').where('brand_id', '=', brandId).where('claimed_by', 'is', null).where('work', '<>', 'message').select('work').limit(1).executeTakeFirst()) !== undefined

export const upsertLive = (db: Db, row: Insertable<Tables['queue.live']>) =>
  db
    .insertInto('queue.live')
    .values(row)
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet({ work: row.work, language: row.language }))
    .execute()

export const deleteLive = (db: Db, brandId: string, conversationId: string) =>
  db.deleteFrom('queue.live').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).returning('work').executeTakeFirst()

export const deleteLiveOf = async (db: Db, brandId: string, conversationIds: string[]): Promise<void> => {
  if (conversationIds.length === 0) return
  await db.deleteFrom('queue.live').where('brand_id', '=', brandId).where(sql<boolean>`conversation_id = any(${conversationIds}::uuid[])`).execute()
}

export const teamsByIds = async (db: Db, brandId: string, conversationIds: string[]): Promise<Map<string, string>> => {
  if (conversationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('queue.routing')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`conversation_id = any(${conversationIds}::uuid[])`)
    .select(['conversation_id', 'team'])
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.team]))
}

export const routeTo = (db: Db, row: Insertable<Tables['queue.routing']>) =>
  db
    .insertInto('queue.routing')
    .values(row)
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet({ team: row.team, routed_by: row.routed_by, routed_at: row.routed_at }))
    .execute()

/** What an agent holds and waits for them; who is on the line with them is the telephone's to end. */
export const heldBy = async (db: Db, brandId: string, agentId: string): Promise<string[]> => {
  const rows = await db.selectFrom('queue.entry').where('brand_id', '=', brandId).where('claimed_by', '=', agentId).select('conversation_id')
    .where((e) => e.not(e.exists(e.selectFrom('queue.live as l').whereRef('l.brand_id', '=', 'queue.entry.brand_id').whereRef('l.conversation_id', '=', 'queue.entry.conversation_id').where('l.work', '=', 'call').select('l.work'))))
    .execute()
  return rows.map((row) => row.conversation_id)
}

export const openOffer = (db: Db, brandId: string, by: { conversationId: string } | { agentId: string }) => {
  const query = db.selectFrom('queue.offer').where('brand_id', '=', brandId).where('outcome', 'is', null).selectAll()
  return 'agentId' in by ? query.where('agent_id', '=', by.agentId).executeTakeFirst() : query.where('conversation_id', '=', by.conversationId).executeTakeFirst()
}

export const offerById = (db: Db, brandId: string, id: string) =>
  db.selectFrom('queue.offer').where('brand_id', '=', brandId).where('id', '=', id).selectAll().forUpdate().executeTakeFirst()

export const offeredNow = async (db: Db, brandId: string): Promise<Set<string>> =>
  new Set((await db.selectFrom('queue.offer').where('brand_id', '=', brandId).where('outcome', 'is', null).select('agent_id').execute()).map((row) => row.agent_id))

/** One row, or none when the conversation or the agent has an open offer. An earlier one of this round gives way to it: what became of it stands among the decisions. */
export const insertOffer = async (db: Db, row: Insertable<Tables['queue.offer']>) => {
  await db
    .deleteFrom('queue.offer')
    .where('brand_id', '=', row.brand_id)
    .where('conversation_id', '=', row.conversation_id)
    .where('agent_id', '=', row.agent_id)
    .where('round', '=', row.round as Date)
    .where('outcome', 'is not', null)
    .execute()
  return db.insertInto('queue.offer').values(row).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()
}

export const endOffer = (db: Db, brandId: string, { id, outcome, at }: { id: string; outcome: string; at: Date }) =>
  db.updateTable('queue.offer').set({ outcome, ended_at: at }).where('brand_id', '=', brandId).where('id', '=', id).where('outcome', 'is', null).returning('id').executeTakeFirst()

export const expiredOffers = (db: Db, brandId: string, now: Date) =>
  db.selectFrom('queue.offer').where('brand_id', '=', brandId).where('outcome', 'is', null).where('expires_at', '<=', now).select('id').limit(200).execute()

/** Who was asked about each of these in the waiting it is in now, or gave it back; of who is on the line or in a chat only since `rested`. */
export const askedAbout = async (db: Db, brandId: string, { conversationIds, rested }: { conversationIds: string[]; rested: Date }): Promise<Set<string>> => {
  const { rows } = await sql<{ conversation_id: string; agent_id: string }>`
    select o.conversation_id, o.agent_id from queue.offer o
    join queue.entry e on e.brand_id = o.brand_id and e.conversation_id = o.conversation_id and e.waiting_since = o.round
    where o.brand_id = ${brandId} and o.conversation_id = any(${conversationIds}::uuid[]) and o.outcome is distinct from 'withdrawn'
      and (o.ended_at is null or e.work = 'message' or o.ended_at > ${rested})
    union
    select d.conversation_id, d.by_id from queue.decision d
    join queue.entry e on e.brand_id = d.brand_id and e.conversation_id = d.conversation_id and e.waiting_since <= d.decided_at
    where d.brand_id = ${brandId} and d.conversation_id = any(${conversationIds}::uuid[]) and d.kind in ('released', 'handed-over') and d.by_id is not null and not d.reasons @> '[{"kind":"call-waits"}]'
      and (e.work = 'message' or d.decided_at > ${rested})`.execute(db)
  return new Set(rows.map((row) => `${row.conversation_id} ${row.agent_id}`))
}

/** Who is on the line or in a chat and everybody was asked about: they are asked again when the last of them has had a rest. */
export const askRestedAgain = async (db: Db, brandId: string, rested: Date): Promise<boolean> => {
  const { numAffectedRows } = await sql`update queue.entry e set asked_all = false
    where e.brand_id = ${brandId} and e.asked_all and e.claimed_by is null and e.work <> 'message'
      and not exists (select 1 from queue.offer o where o.brand_id = e.brand_id and o.conversation_id = e.conversation_id and o.round = e.waiting_since
        and (o.ended_at is null or o.ended_at > ${rested}))
      and not exists (select 1 from queue.decision d where d.brand_id = e.brand_id and d.conversation_id = e.conversation_id
        and d.kind in ('released', 'handed-over') and d.by_id is not null and not d.reasons @> '[{"kind":"call-waits"}]' and d.decided_at > ${rested})`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

export const setOffered = (db: Db, { brandId, conversationId }: { brandId: string; conversationId: string }, agentId: string | null) =>
  db.updateTable('queue.entry').set({ offered_to: agentId }).where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).execute()

export const setAskedAll = (db: Db, brandId: string, conversationIds: string[]) =>
  db.updateTable('queue.entry').set({ asked_all: true }).where('brand_id', '=', brandId).where(sql<boolean>`conversation_id = any(${conversationIds}::uuid[])`).execute()

export const askAgain = (db: Db, brandId: string) =>
  db.updateTable('queue.entry').set({ asked_all: false }).where('brand_id', '=', brandId).where('asked_all', '=', true).where('claimed_by', 'is', null).execute()

/** When each agent last got something. */
export const lastGiven = async (db: Db, brandId: string, agentIds: string[]): Promise<Map<string, Date>> => {
  const rows = await db
    .selectFrom('queue.claim')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`agent_id = any(${agentIds}::uuid[])`)
    .groupBy('agent_id')
    .select((eb) => ['agent_id', eb.fn.max('claimed_at').as('at')])
    .execute()
  return new Map(rows.map((row) => [row.agent_id, row.at]))
}

export const insertDecision = (db: Db, row: Insertable<Tables['queue.decision']>) => db.insertInto('queue.decision').values(row).execute()

export const decisionsOf = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('queue.decision').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).orderBy('decided_at', 'desc').orderBy('id', 'desc').limit(100).selectAll().execute()
