import pg from 'pg'
import { clientConfig } from '#platform/postgres'
import type { Stage } from '../message/stage.ts'
import { asOwner } from '../message/world.ts'

/** How many different words there are; the word numbered n is said about n times less often than the first. */
export const vocabulary = 50_000
const wordsEach = 8

/** What the conversations say, word by word, and what those that wait need of whoever takes them. */
export const addHistory = async ({ connection, world: { brandId } }: Stage): Promise<void> => {
  await asOwner(connection, [`
    set synchronous_commit = off; set maintenance_work_mem = '1GB'; set session_replication_role = replica; set work_mem = '1GB';
    truncate search.said, search.conversation_number;
    alter table search.said drop constraint said_pkey;
    drop index search.said_block;
    select setseed(0.42);
    insert into search.conversation_number (brand_id, conversation_id, number, seen_seq)
    select brand_id, id, row_number() over (order by last_entry_at, id) - 1, last_seq from conversations.conversation;
    insert into search.said (brand_id, word, block, numbers)
    select '${brandId}'::uuid, w.word, n.number / 1024, bit_or(set_bit(0::bit(1024), n.number % 1024, 1))
      from conversations.conversation c join search.conversation_number n on n.conversation_id = c.id left join directory.reservation r on r.id = c.reservation_id
      join directory.property p on p.id = c.property_id, lateral (
      select 'word' || floor(exp(random() * ln(${vocabulary})))::int as word from generate_series(1, ${wordsEach}) where c.id is not null
      union select unnest(array[lower(c.case_number), replace(lower(c.case_number), '-', ''), 'user', split_part(lower(c.asker_name), ' ', 2) || 'son', 'place', p.property_number, r.confirmation_number])) w
    -- As they came: those of one time lie together, not those of one word.
    where w.word is not null group by 2, 3 order by 3, 2;
    alter table search.said add primary key (brand_id, word, block);
    create index said_block on search.said (brand_id, block);
    update queue.entry set
      team = (array['guest-care', 'finance', 'security', 'rates', 'reviews', 'commercial', 'connectivity', 'legal', 'content', 'partner-services', 'onboarding', 'platform'])[1 + abs(hashtext(conversation_id::text)) % 12],
      language = (array['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar'])[1 + abs(hashtext(conversation_id::text || 'l')) % 10],
      door = case when abs(hashtext(conversation_id::text || 'd')) % 3 = 0 then 'guest' else 'partner' end,
      work = case when abs(hashtext(conversation_id::text || 'w')) % 500 = 0 then 'call' when abs(hashtext(conversation_id::text || 'w')) % 100 = 1 then 'chat' else 'message' end`,
  ])
  await asOwner(connection, ['vacuum (analyze) search.said', 'vacuum (analyze) search.conversation_number', 'vacuum (analyze) queue.entry', 'checkpoint'])
}

export const countWaiting = async ({ connection }: Stage): Promise<number> => {
  const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await client.connect()
  const { rows } = await client.query<{ waiting: string }>('select count(*) as waiting from queue.entry where claimed_by is null')
  await client.end()
  return Number(rows[0]?.waiting)
}
