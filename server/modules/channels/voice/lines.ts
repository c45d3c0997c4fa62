import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { calendarsByKeys } from '#calendars'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import type { Door } from '#contract/content'
import type { Calendar } from '#kernel'
import type { Line, LineTold, Picked } from './line.ts'
import { pickLine } from './pick-line.ts'
import * as queries from './queries.ts'

type Ctx = Context<BaseActor>

/** Replaces the whole phone directory, both doors. */
export const publishLines = (ctx: Ctx, lines: readonly LineTold[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await queries.deleteLines(tx.db, tx.actor.brandId)
    if (lines.length > 0) await queries.insertLines(tx.db, lines.map((line) => rowOf(tx.actor.brandId, line)))
  })

/** One door's phone directory. */
export const linesOf = async (ctx: Ctx, door: Door): Promise<Line[]> => {
  const rows = await queries.linesOf(ctx.db, ctx.actor.brandId, door)
  const hours = await calendarsByKeys(ctx, rows.map((row) => row.calendar))
  return rows.flatMap((row) => {
    const calendar = hours.get(row.calendar)
    return calendar ? [presentLine(row, calendar)] : []
  })
}

/** How many lines go by each calendar. */
export const linesByCalendar = async (ctx: Ctx): Promise<Map<string, number>> =>
  new Map((await queries.linesByCalendar(ctx.db, ctx.actor.brandId)).map(({ calendar, lines }) => [calendar, Number(lines)]))

/** `national` is how the number is dialled inside the line's country, `international` from everywhere. */
export type Display = { international: string; national: string }
export type Asked = { door: Door; country: string; language: string; explicitKey?: string | undefined; safety?: boolean | undefined }

/** The line to show to somebody now, and how its number is written. */
export const lineFor = async (ctx: Ctx, { door, ...caller }: Asked): Promise<(Picked & { display: Display }) | null> => {
  const picked = pickLine(await linesOf(ctx, door), { ...caller, now: ctx.now() })
  return picked && { ...picked, display: displayOf(picked.line.number) }
}

const displayOf = (number: string): Display => {
  const parsed = parsePhoneNumberFromString(number)
  return { international: parsed?.formatInternational() ?? number, national: parsed?.formatNational() ?? number }
}

const rowOf = (brandId: string, line: LineTold) => ({
  brand_id: brandId,
  key: line.key,
  door: line.door,
  kind: line.kind,
  toll: line.toll,
  country: line.country,
  languages: line.languages,
  number: line.number,
  calendar: line.calendar,
  cost: JSON.stringify(line.cost),
})

const presentLine = (row: Awaited<ReturnType<typeof queries.linesOf>>[number], { timeZone, hours, holidays }: Calendar): Line => ({
  key: row.key,
  door: row.door as Door,
  kind: row.kind as Line['kind'],
  toll: row.toll as Line['toll'],
  country: row.country,
  languages: row.languages,
  number: row.number,
  calendar: row.calendar,
  cost: row.cost,
  timeZone, hours, holidays,
})
