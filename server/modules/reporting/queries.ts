import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import { answerBounds } from './bounds.ts'

/** One thing that counts: what happened to a conversation, and when. */
export type Moment = { door: string; topic: string; language: string; channel: string; what: string; at: Date; bucket: number | null }
export type Standing = { door: string; topic: string; language: string; channel: string; waiting: number; unclaimed: number }

/** Which conversations: these, or all. */
type Which = readonly string[] | null

const among = (column: string, ids: Which) => (ids === null ? sql`true` : sql`${sql.ref(column)} = any(${ids as string[]}::uuid[])`)

// Those who count go side by side; who counts everything anew is alone.
export const lockCounting = (db: Db, brandId: string, how: 'shared' | 'alone') =>
  how === 'shared'
    ? sql`select pg_advisory_xact_lock_shared(hashtextextended(${brandId}, 13))`.execute(db)
    : sql`select pg_advisory_xact_lock(hashtextextended(${brandId}, 13))`.execute(db)

// One at a time counts a conversation; always in one order, so that two who count several do not wait for each other.
export const lockMatters = (db: Db, ids: readonly string[]) =>
  sql`select pg_advisory_xact_lock(hashtextextended(id, 12)) from unnest(${ids as string[]}::text[]) as id`.execute(db)

const minutesOf = sql`extract(epoch from m.answered_at - m.opened_at)::double precision / 60`
const bounds = sql.raw(`array[${answerBounds.join(',')}]::double precision[]`)

/** What the conversations count for as they have been taken in. */
const moments = (brandId: string, ids: Which) => sql`
  select m.door, m.topic, m.language, m.channel, e.what, e.at, e.bucket
  from reporting.matter m, lateral (
    select 'opened' as what, m.opened_at as at, null::integer as bucket
    union all select 'answered', m.answered_at, width_bucket(${minutesOf}, ${bounds}) where m.answered_at is not null
    union all select 'closed', m.closed_at, null where m.closed_at is not null
    union all select case when m.rated_good then 'good' else 'bad' end, m.rated_at, null where m.rated_at is not null
    union all select g.outcome, g.settled_at, null from reporting.given g
      where g.brand_id = m.brand_id and g.conversation_id = m.conversation_id and g.outcome in ('kept', 'missed')
    union all select 'kept_last', g.settled_at, null from reporting.given g
      where g.brand_id = m.brand_id and g.conversation_id = m.conversation_id and g.by_last
    union all select 'moved', moved.at, null from reporting.given g, unnest(g.moved_at) as moved (at)
      where g.brand_id = m.brand_id and g.conversation_id = m.conversation_id) e
  where m.brand_id = ${brandId} and ${among('m.conversation_id', ids)}`

export const momentsOf = async (db: Db, brandId: string, ids: readonly string[]): Promise<Moment[]> =>
  (await sql<Moment>`${moments(brandId, ids)}`.execute(db)).rows

export const standingOf = async (db: Db, brandId: string, ids: Which): Promise<Standing[]> =>
  (await sql<Standing>`
    select door, topic, language, channel, count(*)::int as waiting, count(*) filter (where claimed_by is null)::int as unclaimed
    from reporting.matter where brand_id = ${brandId} and waiting_since is not null and ${among('conversation_id', ids)}
    group by door, topic, language, channel`.execute(db)).rows

/** Takes the conversations in as they are now. */
export const takeMatters = (db: Db, brandId: string, ids: Which) => sql`
  insert into reporting.matter as known (brand_id, conversation_id, door, topic, language, channel, opened_at, answered_at, closed_at, waiting_since, due_at, warn_at, claimed_by, rated_at, rated_good)
  select c.brand_id, c.id, c.door, c.topic, c.locale, c.channel, c.opened_at,
    case when c.staff_seq > 0 then (select min(e.at) from conversations.entry e where e.brand_id = c.brand_id and e.conversation_id = c.id and e.kind = 'reply') end,
    k.closed_at, q.waiting_since, p.due_at, p.warn_at, q.claimed_by, r.rated_at, r.good
  from conversations.conversation c
    left join conversations.closure k on k.brand_id = c.brand_id and k.conversation_id = c.id
    left join queue.entry q on q.brand_id = c.brand_id and q.conversation_id = c.id
    left join promises.promise p on p.brand_id = c.brand_id and p.conversation_id = c.id and p.kept_at is null and p.ended_at is null
    left join conversations.rating r on r.brand_id = c.brand_id and r.conversation_id = c.id
  where c.brand_id = ${brandId} and ${among('c.id', ids)}
  on conflict (brand_id, conversation_id) do update set
    door = excluded.door, topic = excluded.topic, language = excluded.language, channel = excluded.channel, answered_at = excluded.answered_at,
    closed_at = excluded.closed_at, waiting_since = excluded.waiting_since, due_at = excluded.due_at, warn_at = excluded.warn_at, claimed_by = excluded.claimed_by,
    rated_at = excluded.rated_at, rated_good = excluded.rated_good`.execute(db)

// A closing that was taken back has ended nothing: the promise goes on after it.
const hasEnded = sql`coalesce(max(number) filter (where kind = 'ended') > coalesce(max(number) filter (where kind = 'resumed'), 0), false)`

/**
 * And their promises, each from its beginning to the next, by what happened to it. Kept is what a person answered by the first time;
 * `by_last` counts those with them that were answered by the time they were moved to.
 */
export const takeGiven = (db: Db, brandId: string, ids: Which) => sql`
  insert into reporting.given (brand_id, conversation_id, started_at, due_at, moved_at, outcome, by_last, settled_at)
  select distinct on (brand_id, conversation_id, min(at) filter (where kind = 'started')) brand_id, conversation_id, min(at) filter (where kind = 'started'), (array_agg(due_at order by number desc))[1],
    coalesce(array_agg(at order by number) filter (where kind = 'moved'), '{}'),
    case when bool_or(kind = 'kept' and reason = 'first') then 'kept' when bool_or(kind in ('missed', 'kept')) then 'missed' when ${hasEnded} then 'ended' end,
    bool_or(kind = 'kept'), coalesce(min(at) filter (where kind in ('kept', 'missed')), case when ${hasEnded} then max(at) filter (where kind = 'ended') end)
  from (
    select *, count(*) filter (where kind = 'started') over (partition by brand_id, conversation_id order by number) as turn
    from promises.step where brand_id = ${brandId} and ${among('conversation_id', ids)}) s
  group by brand_id, conversation_id, turn
  -- Of two that began at the same instant the later one counts.
  order by brand_id, conversation_id, min(at) filter (where kind = 'started'), turn desc
  on conflict (brand_id, conversation_id, started_at) do update set
    due_at = excluded.due_at, moved_at = excluded.moved_at, outcome = excluded.outcome, by_last = excluded.by_last, settled_at = excluded.settled_at`.execute(db)

/** Running promises whose time has passed since they were taken in. */
export const overdue = async (db: Db, brandId: string, now: Date): Promise<string[]> => {
  const rows = await db
    .selectFrom('reporting.given')
    .where('brand_id', '=', brandId).where('outcome', 'is', null).where('due_at', '<=', now)
    .select('conversation_id').orderBy('due_at').limit(500).execute()
  return [...new Set(rows.map((row) => row.conversation_id))]
}

const counted = ['opened', 'answered', 'closed', 'kept', 'kept_last', 'moved', 'missed', 'good', 'bad'] as const
const buckets = Array.from({ length: answerBounds.length + 1 }, (_, bucket) => bucket)
const sums = sql.raw(counted.map((what) => `coalesce(sum(n) filter (where what = '${what}'), 0)::int`).join(', '))
const timesOf = sql.raw(`array[${buckets.map((bucket) => `coalesce(sum(n) filter (where bucket = ${bucket}), 0)`).join(', ')}]::int[]`)
const adding = sql.raw(counted.map((what) => `${what} = known.${what} + excluded.${what}`).join(', '))

export type Change = Omit<Moment, 'at'> & { hour: Date; n: number }

/** Adds to the hours, for all and for each door, topic, language and channel, and for two of them together where they are asked for together. */
export const addToHours = (db: Db, brandId: string, changes: readonly Change[]) =>
  add(db, brandId, sql`select * from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r (door text, topic text, language text, channel text, what text, bucket integer, hour timestamptz, n integer)`)

export const addAllToHours = (db: Db, brandId: string) =>
  add(db, brandId, sql`select door, topic, language, channel, what, bucket, date_trunc('hour', at, 'UTC') as hour, count(*) as n from (${moments(brandId, null)}) m group by 1, 2, 3, 4, 5, 6, 7`)

const add = (db: Db, brandId: string, changes: ReturnType<typeof sql>) => sql`
  insert into reporting.hour as known (brand_id, door, topic, language, channel, hour, opened, answered, closed, kept, kept_last, moved, missed, good, bad, times)
  select ${brandId}::uuid, coalesce(door, ''), coalesce(topic, ''), coalesce(language, ''), coalesce(channel, ''), hour, ${sums}, ${timesOf}
  from (${changes}) c
  group by grouping sets ((hour), (hour, door), (hour, door, topic), (hour, language), (hour, channel), (hour, door, language), (hour, door, channel), (hour, door, topic, language), (hour, door, topic, channel))
  order by 2, 3, 4, 5, 6
  on conflict (brand_id, door, topic, language, channel, hour) do update set ${adding},
    times = (select array_agg(a + b order by place) from unnest(known.times, excluded.times) with ordinality as t (a, b, place))`.execute(db)

/** What waits is counted up and down by what has changed. */
export const addToWaiting = (db: Db, brandId: string, changes: readonly Standing[]) => sql`
  insert into reporting.waiting as known (brand_id, door, topic, language, channel, waiting, unclaimed)
  select ${brandId}::uuid, door, topic, language, channel, waiting, unclaimed
  from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r (door text, topic text, language text, channel text, waiting integer, unclaimed integer)
  order by 2, 3, 4, 5
  on conflict (brand_id, door, topic, language, channel) do update set waiting = known.waiting + excluded.waiting, unclaimed = known.unclaimed + excluded.unclaimed`.execute(db)

/** Forgets every sum and what was taken in, but for promises that nothing else remembers. */
export const forgetAll = async (db: Db, brandId: string): Promise<void> => {
  for (const table of ['reporting.hour', 'reporting.waiting', 'reporting.matter'] as const) await db.deleteFrom(table).where('brand_id', '=', brandId).execute()
}
