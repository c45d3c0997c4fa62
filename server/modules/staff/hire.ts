import { z } from 'zod'
import type { BaseActor, Context } from '#platform/postgres'
import { Role, type Agent, type Hire, type Team } from './agent.ts'
import * as queries from './queries.ts'

type Ctx = Context<BaseActor>

/** Makes an account one of the staff, or changes what they do. */
export const hire = async (ctx: Ctx, { accountId, ...skills }: Hire): Promise<void> => {
  await queries.upsertAgent(ctx.db, { brand_id: ctx.actor.brandId, account_id: accountId, ...skills })
}

export const agentById = async (ctx: Ctx, accountId: string): Promise<Agent | null> => {
  const row = await queries.agentById(ctx.db, ctx.actor.brandId, accountId)
  return row ? presentAgent(row) : null
}

/** Who takes work now; the longest on duty first. */
export const onDuty = async (ctx: Ctx): Promise<Agent[]> => (await queries.agentsOnDuty(ctx.db, ctx.actor.brandId)).map(presentAgent)

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
  onSince: row.on_since,
})

/** Whether anybody has been hired yet: an installation without staff shows how to invite its first admin. */
export const hasStaff = (ctx: Context<BaseActor>): Promise<boolean> => queries.anyAgent(ctx.db, ctx.actor.brandId)
