import { sql } from 'kysely'
import type { FindConversations, FoundConversations } from '#contract/found'
import { headsByIds } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { decodeCursor, encodeCursor, parseCaseNumber } from '#kernel'
import { questionOf, type Question } from '#search'
import { snoozedOf } from './casework.ts'
import { cardsOf } from './lists.ts'

// More than this that fit the words are so many that the newest of them are found by going back in time.
const fewEnough = 2_000

/**
 * Every conversation there has been that fits, newest first. Words are looked for in what was said, names and numbers: rare
 * ones by the index of words, common ones by going back in time, so that neither reads all there is.
 */
export const findConversations = async (ctx: Ctx<AgentActor>, request: FindConversations): Promise<FoundConversations> => {
  const ids = await idsFor(ctx, request)
  const shown = ids.slice(0, request.limit)
  const [cards, heads] = await Promise.all([cardsOf(ctx, shown.map(({ id }) => id)), headsByIds(ctx, shown.map(({ id }) => id))])
  const rows = shown.flatMap(({ id }) => {
    const [card, head] = [cards.get(id), heads.get(id)]
    return card && head ? [{ ...card, state: head.state, snoozed: snoozedOf(head), lastEntryAt: head.last_entry_at.toISOString() }] : []
  })
  const last = ids.length > request.limit ? shown.at(-1) : undefined
  return { rows, next: last ? encodeCursor([last.at.toISOString(), last.id]) : null }
}

type Place = { id: string; at: Date }

const idsFor = async (ctx: Ctx<AgentActor>, request: FindConversations): Promise<Place[]> => {
  const caseNumber = parseCaseNumber(request.q)
  if (caseNumber !== null) {
    const exact = await newest(ctx, request, sql`c.case_number = ${caseNumber}`)
    if (exact.length > 0) return exact
  }
  const question = await questionOf(ctx, request.q)
  if (question.length === 0) return newest(ctx, request, sql`true`)
  if (question.some((words) => words.length === 0)) return []
  const few = await fewThatSay(ctx, question)
  if (few) return newest(ctx, request, sql`c.id = any(${few}::uuid[])`)
  return newest(ctx, request, sql.join(question.map((words) => says(ctx, words, sql`c.id`)), sql` and `))
}

const says = (ctx: Ctx, words: string[], id: ReturnType<typeof sql>) =>
  sql`exists (select from search.conversation_word w where w.brand_id = ${ctx.actor.brandId} and w.word = any(${words}::text[]) and w.conversation_id = ${id})`

/** Those that say all of it, when they are few: null when there are more than can be sorted at once. */
const fewThatSay = async (ctx: Ctx, [first = [], ...rest]: Question): Promise<string[] | null> => {
  const { rows } = await sql<{ id: string }>`
    select distinct f.conversation_id as id from search.conversation_word f
    where f.brand_id = ${ctx.actor.brandId} and f.word = any(${first}::text[])
      and ${sql.join([sql`true`, ...rest.map((words) => says(ctx, words, sql`f.conversation_id`))], sql` and `)}
    limit ${fewEnough + 1}`.execute(ctx.db)
  return rows.length > fewEnough ? null : rows.map(({ id }) => id)
}

const newest = async (ctx: Ctx<AgentActor>, request: FindConversations, fits: ReturnType<typeof sql>): Promise<Place[]> => {
  const [at = null, id = null] = request.after ? decodeCursor(request.after, 2) : []
  const { rows } = await sql<Place>`
    select c.id, c.last_entry_at as at from conversations.conversation c
    where c.brand_id = ${ctx.actor.brandId} and ${fits}
      and ${at === null ? sql`true` : sql`(c.last_entry_at, c.id) < (${at}::timestamptz, ${id}::uuid)`}
      and ${sql.join(conditions(ctx, request), sql` and `)}
    order by c.last_entry_at desc, c.id desc limit ${request.limit + 1}`.execute(ctx.db)
  return rows
}

const conditions = (ctx: Ctx<AgentActor>, { door, topic, language, channel, state, lane, team, tag, agent, property }: FindConversations) => {
  const own = sql`.brand_id = c.brand_id and `
  const queued = (what: ReturnType<typeof sql>) => sql`exists (select from queue.entry e where e${own}e.conversation_id = c.id and ${what})`
  const holds = (what: ReturnType<typeof sql>) => sql`exists (select from queue.claim k where k${own}k.conversation_id = c.id and ${what})`
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
    ...(tag ? [sql`c.id in (select t.conversation_id from casework.tag t where t.brand_id = ${ctx.actor.brandId} and t.tag = ${tag})`] : []),
    ...(agent ? [agent === 'nobody' ? sql`not ${holds(sql`true`)}` : holds(sql`k.agent_id = ${agent === 'me' ? ctx.actor.id : agent}`)] : []),
    ...(property ? [sql`c.property_id = (select p.id from directory.property p where p.brand_id = ${ctx.actor.brandId} and p.property_number = ${property})`] : []),
  ]
}
