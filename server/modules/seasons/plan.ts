import { Temporal } from 'temporal-polyfill'
import type { DeclareSeason, PlanSeason } from '#contract/seasons'
import type { AgentActor, Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { forgetSeasons } from './open-seasons.ts'
import { refuseUnlessLead } from './policy.ts'
import * as q from './queries.ts'

const longestDays = 366

/** Plans a season by dates of the planner's zone, first and last day included. It begins and ends by itself. */
export const plan = async (ctx: Ctx<AgentActor>, input: PlanSeason): Promise<{ id: string }> => {
  const [from, to] = [Temporal.PlainDate.from(input.from), Temporal.PlainDate.from(input.to)]
  const days = from.until(to).days + 1
  if (days < 1) throw new Refusal('invalid', { field: 'to', problem: 'before-from' })
  if (days > longestDays) throw new Refusal('invalid', { field: 'to', problem: 'too-long' })
  const midnight = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(ctx.actor.timeZone).epochMilliseconds)
  const times = { startsAt: midnight(from), endsAt: midnight(to.add({ days: 1 })) }
  if (times.endsAt <= ctx.now()) throw new Refusal('invalid', { field: 'to', problem: 'past' })
  return make(ctx, input, times)
}

const hour = 3_600_000

/** Declares a season: from now on, for so many hours. */
export const declare = (ctx: Ctx<AgentActor>, input: DeclareSeason): Promise<{ id: string }> => {
  const startsAt = ctx.now()
  return make(ctx, input, { startsAt, endsAt: new Date(startsAt.getTime() + input.hours * hour) })
}

const make = async (ctx: Ctx<AgentActor>, input: PlanSeason | DeclareSeason, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => {
  const made = await inTransaction(ctx, async (tx) => {
    await refuseUnlessLead(tx)
    const id = newId()
    const { kind, name, doors, countries, languages, topics, waitFactor } = input
    await q.insertSeason(tx.db, {
      brand_id: tx.actor.brandId, id, kind, name, doors: [...new Set(doors)], countries, languages, topics, wait_factor: waitFactor,
      starts_at: startsAt, ends_at: endsAt, made_by: tx.actor.id, made_at: tx.now(), began_at: startsAt <= tx.now() ? tx.now() : null,
    })
    const payload = { seasonId: id, by: tx.actor.id, name, doors, countries, languages, topics, waitFactor, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
    await record(tx, { name: `season.${kind}`, payload, changesPages: true })
    return { id }
  })
  forgetSeasons(ctx.actor.brandId)
  return made
}
