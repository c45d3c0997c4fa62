import { sql } from 'kysely'
import { indexConversations } from '#search'
import { openAsProduct, systemCtx, type Stage } from '../message/stage.ts'
import { asOwner } from '../message/world.ts'

/** How many different words there are; the word numbered n is said about n times less often than the first. */
const vocabulary = 50_000
const entries = 200
const indexedAtOnce = 1_000

export type Long = { id: string; last: string }

/** Words to look for in every conversation, and `count` of those that wait first with two hundred messages each. */
export const addWordsAndLongOnes = async (stage: Stage, count: number): Promise<void> => {
  const { connection, world: { brandId } } = stage
  await asOwner(connection, [
    'set session_replication_role = replica',
    `update conversations.entry set body = body || ' ' || (select string_agg('word' || floor(exp(random() * ln(${vocabulary})))::int, ' ') from generate_series(1, 8) where entry.seq > 0) where kind = 'message'`,
    // The longest are the first that anybody sees.
    `update queue.entry set lane = 0, due_at = ${mark}, claimed_by = null where conversation_id in (${longOnes(count)})`,
    `delete from queue.claim where conversation_id in (select conversation_id from queue.entry where due_at = ${mark})`,
    `insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, client_id, at)
     select e.brand_id, e.conversation_id, s, case when s % 2 = 0 then 'reply' else 'message' end, case when s % 2 = 1 then e.author_id end, case when s % 2 = 0 then 'Maja' else e.author_name end,
       left(e.body, 80 + 37 * (s % 20)) || case when s = ${entries + 1} then ' The last of ' || c.case_number else '' end, gen_random_uuid(), e.at + interval '1 minute' * s
     from conversations.entry e join conversations.conversation c on c.id = e.conversation_id, generate_series(3, ${entries + 1}) s
     where e.seq = 1 and e.conversation_id in (select conversation_id from queue.entry where due_at = ${mark})`,
    `update conversations.conversation c set last_seq = ${entries + 1}, asker_seq = ${entries + 1}, staff_seq = ${entries}
     where c.id in (select conversation_id from queue.entry where due_at = ${mark})`,
  ])
  const product = openAsProduct(stage, 2)
  try {
    const ctx = systemCtx(stage, product)
    const { rows } = await sql<{ id: string }>`select id from conversations.conversation where brand_id = ${brandId} order by last_entry_at, id`.execute(product.db)
    for (let at = 0; at < rows.length; at += indexedAtOnce) await indexConversations(ctx, rows.slice(at, at + indexedAtOnce).map(({ id }) => id))
    await asOwner(connection, ['vacuum (analyze)', 'checkpoint'])
  } finally {
    await product.close()
  }
}

export const longOnesOf = async (stage: Stage): Promise<Long[]> => {
  const product = openAsProduct(stage, 1)
  try {
    const { rows } = await sql<{ id: string; number: string }>`
      select c.id, c.case_number as number from conversations.conversation c join conversations.entry e on e.conversation_id = c.id and e.seq = ${entries + 1} and e.body like '%The last of%'
      where c.brand_id = ${stage.world.brandId} order by c.id`.execute(product.db)
    return rows.map(({ id, number }) => ({ id, last: `The last of ${number}` }))
  } finally {
    await product.close()
  }
}

const mark = "timestamptz '2020-01-01T00:00:00Z'"
const longOnes = (count: number) => `select e.conversation_id from queue.entry e join conversations.conversation c on c.id = e.conversation_id where e.due_at > now() and c.last_seq = 2 order by e.due_at limit ${count}`
