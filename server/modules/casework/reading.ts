import { sql } from 'kysely'
import type { Readings } from '#contract/casework'
import type { AgentActor, Ctx } from '#identity'
import { namesByIds } from '#identity'
import { Refusal } from '#kernel'
import { agentById } from '#staff'

const againAfterMinutes = 5

/**
 * Writes down that the agent looks at a conversation; a desk that fetches it again and again adds nothing for some minutes. `opened: false`:
 * it was only fetched ahead; whoever has it is written down all the same.
 */
export const recordLook = async (ctx: Ctx<AgentActor>, conversationId: string, { opened = true } = {}): Promise<void> => {
  const now = ctx.now()
  await sql`
    insert into casework.reading (brand_id, conversation_id, agent_id, day, first_at, last_at, opened)
    values (${ctx.actor.brandId}, ${conversationId}, ${ctx.actor.id}, (${now}::timestamptz at time zone 'UTC')::date, ${now}, ${now}, ${opened})
    on conflict (brand_id, conversation_id, agent_id, day) do update set last_at = excluded.last_at, opened = casework.reading.opened or excluded.opened
    where casework.reading.last_at < excluded.last_at - make_interval(mins => ${againAfterMinutes}) or (excluded.opened and not casework.reading.opened)`.execute(ctx.db)
}

const mostRows = 500

/** Who has looked at a conversation, newest first: for leads and admins. */
export const readersOf = async (ctx: Ctx<AgentActor>, conversationId: string): Promise<Readings> => {
  const roles = (await agentById(ctx, ctx.actor.id))?.roles ?? []
  if (!roles.includes('lead') && !roles.includes('admin')) throw new Refusal('not_allowed')
  const rows = await ctx.db
    .selectFrom('casework.reading')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('conversation_id', '=', conversationId)
    .select(['agent_id', 'first_at', 'last_at', 'opened'])
    .orderBy('last_at', 'desc')
    .limit(mostRows)
    .execute()
  const names = await namesByIds(ctx, rows.map((row) => row.agent_id))
  return { readings: rows.map((row) => ({ name: names.get(row.agent_id) ?? '', firstAt: row.first_at.toISOString(), lastAt: row.last_at.toISOString(), opened: row.opened })) }
}
