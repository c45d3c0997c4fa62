import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import type { Door } from '#contract/content'
import type { Line, Picked } from './line.ts'
import { pickLine } from './pick-line.ts'
import * as queries from './queries.ts'

type Ctx = Context<BaseActor>

/** Replaces the whole phone directory, both doors. */
export const publishLines = (ctx: Ctx, lines: readonly Line[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await queries.deleteLines(tx.db, tx.actor.brandId)
    if (lines.length > 0) await queries.insertLines(tx.db, lines.map((line) => rowOf(tx.actor.brandId, line)))
  })

/** One door's phone directory. */
export const linesOf = async (ctx: Ctx, door: Door): Promise<Line[]> =>
  (await queries.linesOf(ctx.db, ctx.actor.brandId, door)).map(presentLine)

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

const rowOf = (brandId: string, line: Line) => ({
  brand_id: brandId,
  key: line.key,
  door: line.door,
  kind: line.kind,
  toll: line.toll,
  country: line.country,
  languages: line.languages,
  number: line.number,
  time_zone: line.timeZone,
  cost: JSON.stringify(line.cost),
  hours: JSON.stringify(line.hours),
  holidays: JSON.stringify(line.holidays),
})

const presentLine = (row: Awaited<ReturnType<typeof queries.linesOf>>[number]): Line => ({
  key: row.key,
  door: row.door as Door,
  kind: row.kind as Line['kind'],
  toll: row.toll as Line['toll'],
  country: row.country,
  languages: row.languages,
  number: row.number,
  timeZone: row.time_zone,
  cost: row.cost,
  hours: row.hours,
  holidays: row.holidays,
})
