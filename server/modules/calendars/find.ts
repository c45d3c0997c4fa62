import type { WorkingCalendar } from '#contract/calendars'
import { rememberByBrand } from '#platform'
import type { BaseActor, Context } from '#platform/postgres'
import * as q from './queries.ts'

type Ctx = Context<BaseActor>

/** Every calendar of the brand, in the operator's order. */
export const calendars = (ctx: Ctx): Promise<WorkingCalendar[]> => known.of(ctx)

/** By key; one that is gone is not among them. */
export const calendarsByKeys = async (ctx: Ctx, keys: readonly string[]): Promise<Map<string, WorkingCalendar>> =>
  keys.length === 0 ? new Map() : new Map((await calendars(ctx)).filter(({ key }) => keys.includes(key)).map((calendar) => [calendar.key, calendar]))

export const forgetCalendars = (brandId: string): void => known.forget(brandId)

const freshMs = 5_000

const load = async ({ db, actor: { brandId } }: Ctx): Promise<WorkingCalendar[]> =>
  (await q.allCalendars(db, brandId)).map((row) => ({ key: row.key, names: row.names, timeZone: row.time_zone, hours: row.hours, holidays: row.holidays }))

const known = rememberByBrand(load, freshMs)
