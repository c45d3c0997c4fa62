import pg from 'pg'
import { clientConfig, type Connection } from '#platform/postgres'

/** Statements that draw a year of counted conversations: more by day than by night, two of a hundred waiting, promises for all. */
export const drawMatters = (brandId: string, count: number): string => `
  select setseed(0.42);
  insert into reporting.matter (brand_id, conversation_id, door, topic, language, channel, opened_at, answered_at, closed_at, waiting_since, due_at, warn_at, rated_at, rated_good)
  select '${brandId}', id, door, topic, language, channel, opened_at,
    case when not waits then opened_at + answered_after end, case when not waits then opened_at + answered_after + interval '2 days' end,
    case when waits then opened_at end, case when waits then opened_at + interval '24 hours' end, case when waits then opened_at + interval '22 hours' end,
    case when rates then opened_at + answered_after + interval '3 hours' end, case when rates then thinks < 0.85 end
  from (
    select gen_random_uuid() as id, n % 50 = 0 as waits, n % 50 <> 0 and n % 8 = 1 as rates, random() as thinks,
      case when n % 50 = 0 then now() - interval '24 hours' * random() else date_trunc('day', now() - interval '364 days' * random()) + interval '24 hours' * (0.25 + 0.5 * (random() + random()) / 2) - interval '1 day' end as opened_at,
      interval '1 minute' * (5 + 2000 * random() ^ 3) as answered_after,
      case when n % 3 = 0 then 'guest' else 'partner' end as door,
      case when n % 3 = 0 then (array['change-cancel', 'payment', 'refund', 'booking-details', 'property', 'at-property', 'safety', 'account-loyalty', 'other'])[1 + floor(9 * random())::int]
        else (array['rates', 'promotions', 'reservations', 'opportunities', 'reviews', 'invoices', 'payouts', 'analytics', 'property-info', 'account'])[1 + floor(10 * random())::int] end as topic,
      (array['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar'])[1 + floor(10 * random() ^ 2)::int] as language,
      (array['message', 'email', 'chat', 'phone', 'callback', 'app'])[1 + floor(6 * random() ^ 2)::int] as channel
    from generate_series(1, ${count}) n) drawn;
  insert into reporting.given (brand_id, conversation_id, started_at, due_at, moved_at, outcome, by_last, settled_at)
  select brand_id, conversation_id, opened_at, opened_at + interval '24 hours', '{}',
    case when answered_at is null then null when answered_at < opened_at + interval '24 hours' then 'kept' else 'missed' end, coalesce(answered_at < opened_at + interval '24 hours', false), answered_at
  from reporting.matter`

const asked = [
  ['The days of one scope, a year', `select date_trunc('day', hour) as day, sum(opened), sum(answered), sum(kept), sum(missed), sum(good), sum(bad), array[sum(times[1]), sum(times[23])] from reporting.hour
where brand_id = $1 and door = 'partner' and topic = 'rates' and language = 'sv' and channel = '' and hour >= now() - interval '365 days' and hour < now() group by 1 order by 1`],
  ['Promises at risk', `select conversation_id, door, topic, due_at, claimed_by from reporting.matter m
where m.brand_id = $1 and m.waiting_since is not null and m.warn_at <= now() order by m.due_at limit 1000`],
  ['Who has waited longest', 'select waiting_since from reporting.matter m where m.brand_id = $1 and m.waiting_since is not null order by m.waiting_since limit 1'],
] as const

/** How PostgreSQL finds what is asked for. */
export const plans = async (connection: Connection, brandId: string): Promise<{ sql: string; plan: string }[]> => {
  const client = new pg.Client({ ...clientConfig(connection), options: `-c hospes.brand=${brandId} -c role=hospes_app` })
  await client.connect()
  try {
    const found: { sql: string; plan: string }[] = []
    for (const [name, text] of asked) {
      await client.query(`explain (analyze, buffers, costs off) ${text}`, [brandId])
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, costs off) ${text}`, [brandId])
      found.push({ sql: `-- ${name}\n${text}`, plan: rows.map((row) => row['QUERY PLAN']).join('\n') })
    }
    return found
  } finally {
    await client.end()
  }
}
