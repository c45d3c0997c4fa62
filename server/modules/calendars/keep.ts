import type { WorkingCalendar } from '#contract/calendars'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import { addEdition, editionAt } from './edition.ts'
import { calendars, forgetCalendars } from './find.ts'
import { rowOf } from './publish.ts'
import * as q from './queries.ts'

/** `version`: the edition that its writer has seen, 0 for a new one; left out, it is put above whatever stands. */
type Seen = { version?: number | undefined }

/** Leads and admins change a calendar or add one; an import leaves it as it is from then on. Answers with the edition's number. */
export const keepCalendar = async (ctx: Ctx<AgentActor>, { version, ...calendar }: WorkingCalendar & Seen): Promise<number> => {
  const number = await inTransaction(ctx, async (tx) => {
    await refuseUnlessLead(tx)
    return keep(tx, calendar, { version })
  })
  forgetCalendars(ctx.actor.brandId)
  return number
}

/** Takes a calendar as an earlier edition had it, as a new edition. */
export const restoreCalendar = async (ctx: Ctx<AgentActor>, key: string, { number, version }: { number: number; version: number }): Promise<number> => {
  const restored = await inTransaction(ctx, async (tx) => {
    await refuseUnlessLead(tx)
    return keep(tx, await editionAt(tx, key, number), { version })
  })
  forgetCalendars(ctx.actor.brandId)
  return restored
}

const refuseUnlessLead = async (tx: Ctx<AgentActor>) => {
  const agent = await agentById(tx, tx.actor.id)
  if (!agent?.roles.some((role) => role === 'lead' || role === 'admin')) throw new Refusal('not_allowed')
}

const keep = async (tx: Ctx<AgentActor>, calendar: WorkingCalendar, { version }: Seen): Promise<number> => {
  const { brandId, id } = tx.actor
  const number = await addEdition(tx, calendar, { version, by: id })
  const before = await calendars(tx)
  const known = before.findIndex(({ key }) => key === calendar.key)
  const row = { ...rowOf(brandId, calendar, { place: known < 0 ? before.length : known }), edited_by: id, edited_at: tx.now() }
  await q.upsertCalendars(tx.db, [row], { overwrite: true })
  await record(tx, { name: 'calendars.changed', payload: { key: calendar.key, by: id }, changesPages: true })
  return number
}
