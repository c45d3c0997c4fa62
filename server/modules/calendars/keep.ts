import type { WorkingCalendar } from '#contract/calendars'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import { calendars, forgetCalendars } from './find.ts'
import { rowOf } from './publish.ts'
import * as q from './queries.ts'

/** Leads and admins change a calendar or add one; an import leaves it as it is from then on. */
export const keepCalendar = async (ctx: Ctx<AgentActor>, calendar: WorkingCalendar): Promise<void> => {
  const { brandId, id } = ctx.actor
  await inTransaction(ctx, async (tx) => {
    const agent = await agentById(tx, id)
    if (!agent?.roles.some((role) => role === 'lead' || role === 'admin')) throw new Refusal('not_allowed')
    const before = await calendars(tx)
    const known = before.findIndex(({ key }) => key === calendar.key)
    const row = { ...rowOf(brandId, calendar, { place: known < 0 ? before.length : known }), edited_by: id, edited_at: tx.now() }
    await q.upsertCalendars(tx.db, [row], { overwrite: true })
    await record(tx, { name: 'calendars.changed', payload: { key: calendar.key, by: id }, changesPages: true })
  })
  forgetCalendars(brandId)
}
