import { z } from 'zod'
import { Door } from '#contract/content'
import { Presence } from '#contract/queue'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { Role, type Agent, type Duties, type Hire, type Team } from './agent.ts'
import { goOff } from './go-on.ts'
import * as queries from './queries.ts'

type Ctx = Context<BaseActor>

/** Makes an account one of the staff, or changes what they do. */
export const hire = async (ctx: Ctx, { accountId, roles, languages, teams: inTeams, capacity, doors, hours }: Hire): Promise<void> => {
  const kept = { ...(doors && { doors }), ...(hours === undefined ? {} : { hours: hours && JSON.stringify(hours) }) }
  await queries.upsertAgent(ctx.db, { brand_id: ctx.actor.brandId, account_id: accountId, roles, languages, teams: inTeams, capacity, ...kept })
}

/** How many conversations the agent has at once from now on. */
export const setCapacity = async (ctx: Ctx, accountId: string, capacity: number): Promise<void> => {
  await queries.setCapacity(ctx.db, { brandId: ctx.actor.brandId, accountId }, capacity)
  await record(ctx, { name: 'agent.capacity', payload: { accountId } })
}

/** Gives somebody of staff other duties; who waits is looked at anew (the queue hears of it). */
export const changeDuties = (ctx: Ctx, accountId: string, duties: Duties): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await hire(tx, { accountId, ...duties })
    if (!duties.roles.includes('agent')) await goOff(tx, accountId)
    await record(tx, { name: 'agent.capacity', payload: { accountId } })
  })

/** Somebody leaves the staff: off duty, without any role; what waits with them goes back to the queue. */
export const dismiss = (ctx: Ctx, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await queries.setRoles(tx.db, { brandId: tx.actor.brandId, accountId }, [])
    await goOff(tx, accountId)
  })

export const agentById = async (ctx: Ctx, accountId: string): Promise<Agent | null> => {
  const row = await queries.agentById(ctx.db, ctx.actor.brandId, accountId)
  return row ? presentAgent(row) : null
}

/** These agents, whether on duty or not. */
export const agentsByIds = async (ctx: Ctx, ids: string[]): Promise<Agent[]> =>
  ids.length === 0 ? [] : (await queries.agentsByIds(ctx.db, ctx.actor.brandId, ids)).map(presentAgent)

/** Who is on duty, also those who are away just now; the longest on duty first. */
export const onDuty = async (ctx: Ctx): Promise<Agent[]> => (await queries.agentsOnDuty(ctx.db, ctx.actor.brandId)).map(presentAgent)

/** All who answer people, on duty or not. */
export const answering = async (ctx: Ctx): Promise<Agent[]> => (await queries.agentsWhoAnswer(ctx.db, ctx.actor.brandId)).map(presentAgent)

export const saveTeam = async (ctx: Ctx, { key, names }: Team): Promise<void> => {
  await queries.upsertTeam(ctx.db, { brand_id: ctx.actor.brandId, key, names: JSON.stringify(names) })
}

export const teams = (ctx: Ctx): Promise<Team[]> => queries.teams(ctx.db, ctx.actor.brandId)

type Row = NonNullable<Awaited<ReturnType<typeof queries.agentById>>>

const presentAgent = (row: Row): Agent => ({
  accountId: row.account_id,
  roles: z.array(Role).parse(row.roles),
  languages: row.languages,
  teams: row.teams,
  capacity: row.capacity,
  doors: z.array(Door).parse(row.doors),
  hours: row.hours,
  presence: row.presence === null ? null : Presence.parse(row.presence),
  onSince: row.on_since,
})

/** Whether anybody has been hired yet: an installation without staff shows how to invite its first admin. */
export const hasStaff = (ctx: Context<BaseActor>): Promise<boolean> => queries.anyAgent(ctx.db, ctx.actor.brandId)
