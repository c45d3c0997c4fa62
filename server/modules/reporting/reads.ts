import { sql, type SqlBool } from 'kysely'
import type { Dimension, ReportFilter } from '#contract/reporting'
import type { Db } from '#platform/postgres'
import { answerBounds } from './bounds.ts'

/** The names of a sum: empty stands for all of them. */
export type Scope = { door: string; topic: string; language: string; channel: string }

export const scopeOf = ({ door, topic, language, channel }: ReportFilter): Scope => {
  const [topicDoor, key] = topic?.split('/') ?? []
  return { door: topicDoor ?? door ?? '', topic: key ?? '', language: language ?? '', channel: channel ?? '' }
}

type Between = { from: Date; to: Date }

export const counts = ['opened', 'answered', 'closed', 'kept', 'kept_last', 'moved', 'missed', 'good', 'bad'] as const
export type Sum = Record<(typeof counts)[number], number> & { times: number[] }
const sums = sql.raw(counts.map((what) => `sum(${what})::int as ${what}`).join(', '))
const timesOf = sql.raw(`array[${[...answerBounds, Infinity].map((_, place) => `sum(times[${place + 1}])`).join(', ')}]::int[] as times`)

/**
 * The hours of one scope, straight off the key, summed up between each two edges: a year has 8,760 hours with two dozen counts each,
 * which only the database adds up without turning each into text. `place` counts from 1; where nothing was, there is none.
 */
export const sumsBetween = async (db: Db, brandId: string, { scope, edges }: { scope: Scope; edges: readonly Date[] }): Promise<(Sum & { place: number })[]> =>
  (await sql<Sum & { place: number }>`
    select width_bucket(hour, ${edges as Date[]}::timestamptz[]) as place, ${sums}, ${timesOf}
    from reporting.hour
    where brand_id = ${brandId} and door = ${scope.door} and topic = ${scope.topic} and language = ${scope.language} and channel = ${scope.channel}
      and hour >= ${edges[0]} and hour < ${edges.at(-1)}
    group by 1 order by 1`.execute(db)).rows

/** The hours of every topic, language, door or channel of a scope, summed up for each. */
export const sumsBy = async (db: Db, brandId: string, { by, scope, between }: { by: Dimension; scope: Scope; between: Between }): Promise<(Omit<Sum, 'times'> & { key: string })[]> => {
  const open = by === 'topic' ? (['door', 'topic'] as const) : ([by] as const)
  // A door alone has sums of all its topics; of a topic, both its names are known.
  const names = (['door', 'topic', 'language', 'channel'] as const).map((name) =>
    open.some((each) => each === name) && scope[name] === '' ? sql`${sql.ref(name)} > ''` : sql`${sql.ref(name)} = ${scope[name]}`)
  const key = by === 'topic' ? sql`door || '/' || topic` : sql.ref(by)
  return (await sql<Omit<Sum, 'times'> & { key: string }>`
    select ${key} as key, ${sums} from reporting.hour
    where brand_id = ${brandId} and ${sql.join(names, sql` and `)} and hour >= ${between.from} and hour < ${between.to}
    group by ${sql.join(open.map((name) => sql.ref(name)))} order by opened desc, 1`.execute(db)).rows
}

export const waitingBy = (db: Db, brandId: string) =>
  db.selectFrom('reporting.waiting').where('brand_id', '=', brandId).where('waiting', '>', 0)
    .select(['door', 'topic', 'language', 'channel', 'waiting', 'unclaimed']).execute()

const within = (scope: Scope) => {
  const asked = (['door', 'topic', 'language', 'channel'] as const).filter((name) => scope[name] !== '')
  return sql<SqlBool>`${sql.join([sql`true`, ...asked.map((name) => sql`${sql.ref(`m.${name}`)} = ${scope[name]}`)], sql` and `)}`
}

export const oldestOf = (db: Db, brandId: string, scope: Scope) =>
  db.selectFrom('reporting.matter as m').where('m.brand_id', '=', brandId).where('m.waiting_since', 'is not', null).where(within(scope))
    .select('m.waiting_since').orderBy('m.waiting_since').limit(1).executeTakeFirst()

/** Waiting ones whose promise is at risk, as the desk is warned of it: it passes soon or has passed; the soonest first. */
export const atRisk = (db: Db, brandId: string, { scope, now, most }: { scope: Scope; now: Date; most: number }) =>
  db.selectFrom('reporting.matter as m').where('m.brand_id', '=', brandId).where('m.waiting_since', 'is not', null).where('m.warn_at', '<=', now).where(within(scope))
    .select(['m.conversation_id', 'm.door', 'm.topic', 'm.due_at', 'm.claimed_by']).orderBy('m.due_at').limit(most).execute()

export const headsOf = (db: Db, brandId: string, ids: string[]) =>
  db.selectFrom('conversations.conversation').where('brand_id', '=', brandId).where(sql<SqlBool>`id = any(${ids}::uuid[])`).select(['id', 'case_number', 'asker_name']).execute()

/** How many each of these agents has taken and not closed. */
export const heldBy = async (db: Db, brandId: string, agents: string[]): Promise<Map<string, number>> => {
  const rows = await db.selectFrom('queue.claim').where('brand_id', '=', brandId).where(sql<SqlBool>`agent_id = any(${agents}::uuid[])`)
    .select((eb) => ['agent_id', eb.fn.countAll<string>().as('n')]).groupBy('agent_id').execute()
  return new Map(rows.map((row) => [row.agent_id, Number(row.n)]))
}

/** What those wrote who were not content, the newest first. */
export const unhappyBetween = (db: Db, brandId: string, { scope, between, most }: { scope: Scope; between: Between; most: number }) => {
  const asked = [...(['door', 'topic', 'channel'] as const).filter((name) => scope[name] !== '').map((name) => sql`${sql.ref(`c.${name}`)} = ${scope[name]}`), ...(scope.language === '' ? [] : [sql`c.locale = ${scope.language}`])]
  return db
    .selectFrom('conversations.rating as r')
    .innerJoin('conversations.conversation as c', (join) => join.onRef('c.brand_id', '=', 'r.brand_id').onRef('c.id', '=', 'r.conversation_id'))
    .where('r.brand_id', '=', brandId).where('r.good', '=', false).where('r.why', '<>', '').where('r.rated_at', '>=', between.from).where('r.rated_at', '<', between.to)
    .where(sql<SqlBool>`${sql.join([sql`true`, ...asked], sql` and `)}`)
    .select(['c.id', 'c.case_number', 'c.door', 'c.topic', 'r.why', 'r.rated_at']).orderBy('r.rated_at', 'desc').limit(most).execute()
}

type Days = { from: string; to: string }

/** Who stood at a door that was not theirs; `door` is the one they stood at, empty for both. */
export const wrongDoorsBetween = (db: Db, brandId: string, { from, to, door }: Days & { door: string }) =>
  db.selectFrom('doors.wrong_door').where('brand_id', '=', brandId).where('day', '>=', from).where('day', '<=', to).where('door', 'in', door ? [door] : ['partner', 'guest'])
    .select((eb) => ['door', 'source', eb.fn.sum<string>('came').as('came'), eb.fn.sum<string>('handed_over').as('handed_over')])
    .groupBy(['door', 'source']).orderBy('came', 'desc').execute()

export const avoidedBetween = (db: Db, brandId: string, { from, to }: Days) =>
  db.selectFrom('articles.avoided').where('brand_id', '=', brandId).where('day', '>=', from).where('day', '<=', to)
    .select((eb) => ['key', eb.fn.sum<string>('contacts').as('contacts')]).groupBy('key').orderBy('contacts', 'desc').orderBy('key').execute()
