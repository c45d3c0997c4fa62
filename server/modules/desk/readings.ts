import { sql } from 'kysely'
import type { Door } from '#contract/content'
import type { ReadingsFound, ReadingsQuery } from '#contract/readings'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { decodeCursor, encodeCursor, parseCaseNumber, Refusal } from '#kernel'
import { agentById } from '#staff'
import { topicNames } from './lists.ts'

/** Who of the staff has looked at which conversations, the newest look first, with sums by agent: for leads and admins. */
export const findReadings = async (ctx: Ctx<AgentActor>, query: ReadingsQuery): Promise<ReadingsFound> => {
  const roles = (await agentById(ctx, ctx.actor.id))?.roles ?? []
  if (!roles.includes('lead') && !roles.includes('admin')) throw new Refusal('not_allowed')
  const [rows, sums] = await Promise.all([readings(ctx, query), sumsByAgent(ctx, query)])
  const shown = rows.slice(0, query.limit)
  const names = await namesByIds(ctx, [...new Set([...shown.map((row) => row.agent_id), ...sums.map((sum) => sum.agent_id)])])
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    agents: sums.map((sum) => ({ id: sum.agent_id, name: names.get(sum.agent_id) ?? '', conversations: Number(sum.conversations), lastAt: sum.last_at.toISOString() })),
    rows: await Promise.all(shown.map(async (row) => {
      const door: Door = row.door === 'guest' ? 'guest' : 'partner'
      const { topic } = await topicNames(ctx, { door, topic: row.topic, subtopic: row.subtopic, locale: ctx.actor.locale })
      return {
        agentId: row.agent_id, agentName: names.get(row.agent_id) ?? '', conversationId: row.conversation_id, caseNumber: row.case_number, door, askerName: row.asker_name,
        topicName: topic.name, propertyName: row.property_name, firstAt: row.first_at.toISOString(), lastAt: row.last_at.toISOString(), opened: row.opened,
      }
    })),
    next: last ? encodeCursor([last.last_at.toISOString(), last.agent_id, last.conversation_id]) : null,
  }
}

type Row = {
  agent_id: string; conversation_id: string; case_number: string; door: string; asker_name: string; topic: string; subtopic: string; property_name: string | null; first_at: Date; last_at: Date; opened: boolean
}

const readings = async (ctx: Ctx<AgentActor>, query: ReadingsQuery): Promise<Row[]> => {
  const [at = null, agent = null, conversation = null] = query.after ? decodeCursor(query.after, 3) : []
  const { rows } = await sql<Row>`
    select r.agent_id, r.conversation_id, c.case_number, c.door, c.asker_name, c.topic, c.subtopic, p.name as property_name, r.first_at, r.last_at, r.opened
    from casework.reading r
    join conversations.conversation c on c.brand_id = r.brand_id and c.id = r.conversation_id
    left join directory.property p on p.brand_id = c.brand_id and p.id = c.property_id
    where ${within(ctx, query)} ${query.agent ? sql`and r.agent_id = ${query.agent}` : sql``}
      ${at === null ? sql`` : sql`and (r.last_at, r.agent_id, r.conversation_id) < (${at}::timestamptz, ${agent}::uuid, ${conversation}::uuid)`}
    order by r.last_at desc, r.agent_id desc, r.conversation_id desc limit ${query.limit + 1}`.execute(ctx.db)
  return rows
}

const sumsByAgent = async (ctx: Ctx<AgentActor>, query: ReadingsQuery) => {
  const { rows } = await sql<{ agent_id: string; conversations: string; last_at: Date }>`
    select r.agent_id, count(distinct r.conversation_id) as conversations, max(r.last_at) as last_at
    from casework.reading r join conversations.conversation c on c.brand_id = r.brand_id and c.id = r.conversation_id
    where ${within(ctx, query)} group by r.agent_id order by 2 desc, r.agent_id`.execute(ctx.db)
  return rows
}

const within = (ctx: Ctx<AgentActor>, { from, until, who, conversation }: ReadingsQuery) => {
  const zone = ctx.actor.timeZone
  const number = conversation === undefined || conversation === '' ? undefined : parseCaseNumber(conversation)
  return sql.join([
    sql`r.brand_id = ${ctx.actor.brandId}`,
    // The day of a look is UTC's: a day more on either side, then the moments themselves.
    sql`r.day between ${from}::date - 1 and ${until}::date + 1`,
    sql`r.last_at >= (${from}::date)::timestamp at time zone ${zone} and r.last_at < (${until}::date + 1)::timestamp at time zone ${zone}`,
    ...(number === undefined ? [] : [sql`c.case_number = ${number ?? ''}`]),
    ...(who ? [sql`(c.asker_name ilike ${`%${escaped(who)}%`} or c.asker_email ilike ${`%${escaped(who)}%`}
      or exists (select from identity.account a where a.brand_id = c.brand_id and a.id = c.asker_id and a.email ilike ${`%${escaped(who)}%`}))`] : []),
  ], sql` and `)
}

const escaped = (typed: string) => typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)
