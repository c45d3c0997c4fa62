import { sql } from 'kysely'
import type { Door } from '#contract/content'
import type { Work } from '#contract/queue'
import type { Db } from '#platform/postgres'
import type { Head } from './choose.ts'
import { laneNames } from './queries.ts'

type HeadRow = { conversation_id: string; lane: number; due_at: Date; waiting_since: Date; team: string; language: string; door: Door; work: Work }

/**
 * Whoever is due first of each kind of need (lane, team, language, door, work), by jumping through the index from one kind to
 * the first of the next: as many steps as there are kinds, however many wait. What is being offered to somebody stands aside, and
 * with `toOffer` what everybody who could was asked about: of those kinds whoever comes next is looked for.
 */
export const headsOf = async (db: Db, brandId: string, { works, toOffer }: { works: readonly Work[]; toOffer: boolean }): Promise<Head[]> => {
  const first = sql`
    select e.conversation_id, e.lane, e.due_at, e.waiting_since, e.team, e.language, e.door, e.work, e.offered_to is not null or (${toOffer} and e.asked_all) as aside
    from queue.entry e where e.brand_id = ${brandId} and e.claimed_by is null`
  const { rows } = await sql<HeadRow>`
    with recursive head as (
      (${first} order by e.lane, e.team, e.language, e.door, e.work, e.due_at, e.conversation_id limit 1)
      union all
      select next.* from head, lateral (
        ${first} and (e.lane, e.team, e.language, e.door, e.work) > (head.lane, head.team, head.language, head.door, head.work)
        order by e.lane, e.team, e.language, e.door, e.work, e.due_at, e.conversation_id limit 1) next)
    select * from head where not aside and work = any(${works}::text[])
    union all
    select behind.* from head, lateral (
      ${first} and e.offered_to is null and not (${toOffer} and e.asked_all)
        and e.lane = head.lane and e.team = head.team and e.language = head.language and e.door = head.door and e.work = head.work
      order by e.due_at, e.conversation_id limit 1) behind
    where head.aside and head.work = any(${works}::text[])
    order by lane, due_at, conversation_id`.execute(db)
  return rows.map(presentHead)
}

const presentHead = (row: HeadRow): Head => ({
  conversationId: row.conversation_id, lane: laneNames[row.lane] ?? 'ordinary', dueAt: row.due_at.getTime(), waitingSince: row.waiting_since.getTime(),
  team: row.team, language: row.language, door: row.door, work: row.work,
})
