import { isDeepStrictEqual } from 'node:util'
import { WorkingCalendar } from '#contract/calendars'
import { Refusal } from '#kernel'
import type { BaseActor, Context } from '#platform/postgres'
import * as q from './queries.ts'

type Ctx = Context<BaseActor>

/** Adds what a calendar is from now on; refused where somebody else has changed it since the edition that its writer saw. */
export const addEdition = async (tx: Ctx, calendar: WorkingCalendar, { version, by }: { version: number | undefined; by: string | null }): Promise<number> => {
  const { brandId } = tx.actor
  const last = await q.lastEdition(tx.db, { brandId, key: calendar.key })
  if (version !== undefined && version !== (last?.number ?? 0)) throw new Refusal('thread_changed')
  if (last && isDeepStrictEqual(WorkingCalendar.parse(last.calendar), WorkingCalendar.parse(calendar))) return last.number
  const number = (last?.number ?? 0) + 1
  if (!(await q.addEdition(tx.db, { brand_id: brandId, key: calendar.key, number, calendar: JSON.stringify(calendar), at: tx.now(), by }))) throw new Refusal('thread_changed')
  return number
}

/** The number of the newest edition of each calendar. */
export const calendarVersions = async (ctx: Ctx): Promise<Map<string, number>> =>
  new Map((await q.versions(ctx.db, ctx.actor.brandId)).map(({ key, number }) => [key, number]))

const mostEditions = 50

export type CalendarEdition = { number: number; at: Date; by: string | null; calendar: WorkingCalendar }

/** What a calendar was, the newest first; `not_found` when there is none under the key. */
export const calendarEditions = async (ctx: Ctx, key: string): Promise<CalendarEdition[]> => {
  const rows = await q.newestEditions(ctx.db, { brandId: ctx.actor.brandId, key }, mostEditions)
  if (rows.length === 0) throw new Refusal('not_found')
  return rows.map(({ calendar, ...edition }) => ({ ...edition, calendar: WorkingCalendar.parse(calendar) }))
}

export const editionAt = async (ctx: Ctx, key: string, number: number): Promise<WorkingCalendar> => {
  const row = await q.editionAt(ctx.db, { brandId: ctx.actor.brandId, key }, number)
  if (!row) throw new Refusal('not_found')
  return WorkingCalendar.parse(row.calendar)
}
