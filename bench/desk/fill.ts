import pg from 'pg'
import { clientConfig } from '#platform/postgres'
import type { Stage } from '../message/stage.ts'
import { asOwner } from '../message/world.ts'

/** How many different words there are; the word numbered n is said about n times less often than the first. */
export const vocabulary = 50_000
const wordsEach = 8

/** What the conversations say, word by word, and what those that wait need of whoever takes them. */
export const addHistory = async ({ connection, world: { brandId } }: Stage): Promise<{ words: number; waiting: number }> => {
  await asOwner(connection, [`
    set synchronous_commit = off; set maintenance_work_mem = '1GB'; set session_replication_role = replica; set work_mem = '512MB';
    truncate search.conversation_word;
    alter table search.conversation_word drop constraint conversation_word_pkey;
    drop index search.conversation_word_of;
    select setseed(0.42);
    insert into search.conversation_word (brand_id, word, conversation_id)
    select '${brandId}'::uuid, w.word, c.id from conversations.conversation c left join directory.reservation r on r.id = c.reservation_id
      join directory.property p on p.id = c.property_id, lateral (
      select 'word' || floor(exp(random() * ln(${vocabulary})))::int as word from generate_series(1, ${wordsEach}) where c.id is not null
      union select unnest(array[lower(c.case_number), replace(lower(c.case_number), '-', ''), 'user', split_part(lower(c.asker_name), ' ', 2) || 'son', 'place', p.property_number, r.confirmation_number])) w
    where w.word is not null;
    alter table search.conversation_word add primary key (brand_id, word, conversation_id);
    create index conversation_word_of on search.conversation_word (brand_id, conversation_id);
    update queue.entry set
      team = (array['guest-care', 'finance', 'security', 'rates', 'reviews', 'commercial', 'connectivity', 'legal', 'content', 'partner-services', 'onboarding', 'platform'])[1 + abs(hashtext(conversation_id::text)) % 12],
      language = (array['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar'])[1 + abs(hashtext(conversation_id::text || 'l')) % 10],
      door = case when abs(hashtext(conversation_id::text || 'd')) % 3 = 0 then 'guest' else 'partner' end,
      work = case when abs(hashtext(conversation_id::text || 'w')) % 500 = 0 then 'call' when abs(hashtext(conversation_id::text || 'w')) % 100 = 1 then 'chat' else 'message' end`,
  ])
  await asOwner(connection, ['vacuum (analyze) search.conversation_word', 'vacuum (analyze) queue.entry', 'checkpoint'])
  const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await client.connect()
  const { rows } = await client.query<{ words: string; waiting: string }>("select (select n_distinct from pg_stats where tablename = 'conversation_word' and attname = 'word')::text as words, (select count(*) from queue.entry where claimed_by is null)::text as waiting")
  await client.end()
  return { words: vocabulary, waiting: Number(rows[0]?.waiting) }
}
