import { sql } from 'kysely'
import type { Door } from '#contract/content'
import type { Work } from '#contract/queue'
import type { Db } from '#platform/postgres'
import type { Head } from './choose.ts'
import { laneNames } from './queries.ts'

type HeadRow = { conversation_id: string; lane: number; due_at: Date; waiting_since: Date; team: string; language: string; door: Door; work: Work }

/**
 * Whoever is due first of each kind of need (lane, team, language, door, work), by jumping through the index from one kind to
 * the next: as many steps as there are kinds, however many wait. What is being offered to somebody stands aside; `toOffer`
 * leaves out what everybody who could was asked about.
 */
export const headsOf = async (db: Db, brandId: string, { works, toOffer }: { works: readonly Work[]; toOffer: boolean }): Promise<Head[]> => {
  const { rows } = await sql<HeadRow>`
    with recursive kind as (
      (select lane, team, language, door, work from queue.entry
       where brand_id = ${brandId} and claimed_by is null
       order by lane, team, language, door, work limit 1)
      union all
      select next.* from kind, lateral (
        select e.lane, e.team, e.language, e.door, e.work from queue.entry e
        where e.brand_id = ${brandId} and e.claimed_by is null
          and (e.lane, e.team, e.language, e.door, e.work) > (kind.lane, kind.team, kind.language, kind.door, kind.work)
        order by e.lane, e.team, e.language, e.door, e.work limit 1) next)
    select head.* from kind, lateral (
      select e.conversation_id, e.lane, e.due_at, e.waiting_since, e.team, e.language, e.door, e.work from queue.entry e
      where e.brand_id = ${brandId} and e.claimed_by is null and e.offered_to is null and not (${toOffer} and e.asked_all)
        and e.lane = kind.lane and e.team = kind.team and e.language = kind.language and e.door = kind.door and e.work = kind.work
      order by e.due_at, e.conversation_id limit 1) head
    where kind.work = any(${works}::text[])
    order by head.lane, head.due_at, head.conversation_id`.execute(db)
  return rows.map(presentHead)
}

const presentHead = (row: HeadRow): Head => ({
  conversationId: row.conversation_id, lane: laneNames[row.lane] ?? 'ordinary', dueAt: row.due_at.getTime(), waitingSince: row.waiting_since.getTime(),
  team: row.team, language: row.language, door: row.door, work: row.work,
})
