import type { WorkingCalendar } from '#contract/calendars'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { addEdition } from './edition.ts'
import { forgetCalendars } from './find.ts'
import * as q from './queries.ts'

/** Brings the calendars up to what the files say. What was edited here since is kept unless it is to be overwritten; what a phone line still refers to cannot go. */
export const publishCalendars = async (ctx: Context<BaseActor>, told: readonly WorkingCalendar[], { overwrite = false } = {}): Promise<void> => {
  const { brandId } = ctx.actor
  await inTransaction(ctx, async (tx) => {
    await q.deleteCalendarsBut(tx.db, brandId, told.map(({ key }) => key))
    const edited = overwrite ? new Set<string>() : await q.editedKeys(tx.db, brandId)
    for (const calendar of told) if (!edited.has(calendar.key)) await addEdition(tx, calendar, { version: undefined, by: null })
    if (told.length > 0) await q.upsertCalendars(tx.db, told.map((calendar, place) => rowOf(brandId, calendar, { place })), { overwrite })
    await record(tx, { name: 'calendars.changed', changesPages: true })
  })
  forgetCalendars(brandId)
}

export const rowOf = (brandId: string, { key, names, timeZone, hours, holidays }: WorkingCalendar, { place }: { place: number }): q.CalendarRow => ({
  brand_id: brandId, key, place, names: JSON.stringify(names), time_zone: timeZone, hours: JSON.stringify(hours), holidays: JSON.stringify(holidays), edited_by: null, edited_at: null,
})
