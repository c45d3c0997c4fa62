import { sql } from 'kysely'
import type { FindConversations, FoundConversations } from '#contract/found'
import { headsByIds } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { decodeCursor, encodeCursor, parseCaseNumber } from '#kernel'
import { bitsOf, countAmongNewest, countOf, numbersOf, questionOf, sayersOf } from '#search'
import { snoozedOf } from './casework.ts'
import { cardsOf } from './lists.ts'

/** At most so many are sorted, and so many passed on the way back in time, before an answer is given. */
export type Effort = { few: number; many: number; passed: number }
const usual: Effort = { few: 3_000, many: 30_000, passed: 20_000 }

/**
 * Every conversation there has been that fits, newest first. Which ones say the words is known as bits. Few are sorted by time;
 * of many the newest are found by going back in time. Where little fits in a long time a page ends early and tells where to go on.
 */
export const findConversations = async (ctx: Ctx<AgentActor>, request: FindConversations, effort = usual): Promise<FoundConversations> => {
  const { places, next } = await placesFor(ctx, request, effort)
  const [cards, heads] = await Promise.all([cardsOf(ctx, places.map(({ id }) => id)), headsByIds(ctx, places.map(({ id }) => id))])
  const rows = places.flatMap(({ id }) => {
    const [card, head] = [cards.get(id), heads.get(id)]
    return card && head ? [{ ...card, state: head.state, snoozed: snoozedOf(head), lastEntryAt: head.last_entry_at.toISOString() }] : []
  })
  return { rows, next: next ? encodeCursor([next.at.toISOString(), next.id]) : null }
}

type Place = { id: string; at: Date }
type Places = { places: Place[]; next: Place | undefined }
type Search = { request: FindConversations; effort: Effort }
const nothing: Places = { places: [], next: undefined }

const placesFor = async (ctx: Ctx<AgentActor>, request: FindConversations, effort: Effort): Promise<Places> => {
  const search = { request, effort }
  const caseNumber = parseCaseNumber(request.q)
  if (caseNumber !== null) {
    const exact = await sorted(ctx, search, sql`c.case_number = ${caseNumber}`)
    if (exact.places.length > 0) return exact
  }
  const question = await questionOf(ctx, request.q)
  if (question.length === 0) return walked(ctx, search, null)
  if (question.some((words) => words.length === 0)) return nothing
  const sayers = await sayersOf(ctx, question)
  const count = countOf(sayers)
  if (count === 0) return nothing
  const isFar = count <= effort.many && countAmongNewest(sayers, effort.passed) <= request.limit
  if (count > effort.few && !isFar) return walked(ctx, search, bitsOf(sayers))
  return sorted(ctx, search, sql`c.id in (
    select n.conversation_id from search.conversation_number n where n.brand_id = ${ctx.actor.brandId} and n.number = any(${numbersOf(sayers)}::int[]))`)
}

/** The newest of what fits, when that is little enough to be sorted. */
const sorted = async (ctx: Ctx<AgentActor>, { request }: Search, fits: Part): Promise<Places> => {
  const { rows } = await sql<Place>`
    select c.id, c.last_entry_at as at from conversations.conversation c
    where ${fits} and ${sql.join([...indexed(ctx, request), ...others(request)], sql` and `)}
    order by c.last_entry_at desc, c.id desc limit ${request.limit + 1}`.execute(ctx.db)
  return pageOf(rows, request)
}

const pageOf = (rows: Place[], { limit }: FindConversations): Places => ({ places: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1] : undefined })

/** Goes back in time, as far as it may at once, past those that do not say it (null: anything) or do not fit. */
const walked = async (ctx: Ctx<AgentActor>, { request, effort }: Search, bits: string | null): Promise<Places> => {
  const { brandId } = ctx.actor
  const passed = sql`
    select c.* from conversations.conversation c where ${sql.join(indexed(ctx, request), sql` and `)}
    order by c.last_entry_at desc, c.id desc`
  const says = sql`exists (
    select from search.conversation_number n where n.brand_id = ${brandId} and n.conversation_id = c.id
      and case when n.number < ${bits?.length ?? 0}::int then get_bit(${bits}::varbit, n.number) = 1 else false end)`
  const { rows } = await sql<Place>`
    select c.id, c.last_entry_at as at from (${passed} limit ${effort.passed}) c
    where ${sql.join([...others(request), ...(bits === null ? [] : [says])], sql` and `)}
    order by c.last_entry_at desc, c.id desc limit ${request.limit + 1}`.execute(ctx.db)
  if (rows.length > request.limit) return pageOf(rows, request)
  const { rows: [last] } = await sql<Place>`select c.id, c.last_entry_at as at from (${passed} offset ${effort.passed - 1} limit 1) c`.execute(ctx.db)
  return { places: rows, next: last }
}

type Part = ReturnType<typeof sql>

/** What an index leads to: of topic and language only one can. */
const indexed = (ctx: Ctx<AgentActor>, { door, topic, language, tag, agent, property, after }: FindConversations): Part[] => {
  const { brandId, id: own } = ctx.actor
  const [at, id] = after ? decodeCursor(after, 2) : []
  return [
    sql`c.brand_id = ${brandId}`,
    ...(at && id ? [sql`(c.last_entry_at, c.id) < (${at}::timestamptz, ${id}::uuid)`] : []),
    ...(door && topic ? [sql`c.door = ${door} and c.topic = ${topic}`] : language ? [sql`c.locale = ${language}`] : []),
    ...(tag ? [sql`c.id in (select t.conversation_id from casework.tag t where t.brand_id = ${brandId} and t.tag = ${tag})`] : []),
    ...(agent && agent !== 'nobody' ? [sql`c.id in (select k.conversation_id from queue.claim k where k.brand_id = ${brandId} and k.agent_id = ${agent === 'me' ? own : agent})`] : []),
    ...(property ? [sql`c.property_id = (select p.id from directory.property p where p.brand_id = ${brandId} and p.property_number = ${property})`] : []),
  ]
}

/** What is looked at one by one. */
const others = ({ door, topic, language, channel, state, lane, team, agent }: FindConversations): Part[] => {
  const own = sql`.brand_id = c.brand_id and `
  const queued = (what: Part) => sql`exists (select from queue.entry e where e${own}e.conversation_id = c.id and ${what})`
  const closed = sql`exists (select from conversations.closure z where z${own}z.conversation_id = c.id)`
  const states = { open: sql`not ${closed}`, closed, waiting: queued(sql`true`), answered: sql`(c.staff_seq > c.asker_seq and not ${closed})` }
  return [
    sql`true`,
    ...(door ? [sql`c.door = ${door}`] : []),
    ...(topic ? [sql`c.topic = ${topic}`] : []),
    ...(language ? [sql`c.locale = ${language}`] : []),
    ...(channel ? [sql`c.channel = ${channel}`] : []),
    ...(state ? [states[state]] : []),
    ...(lane ? [queued(sql`e.lane = ${{ safety: 0, first: 1, ordinary: 2 }[lane]}`)] : []),
    ...(team ? [queued(sql`e.team = ${team}`)] : []),
    ...(agent === 'nobody' ? [sql`not exists (select from queue.claim k where k${own}k.conversation_id = c.id)`] : []),
  ]
}
