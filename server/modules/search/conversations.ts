import { sql } from 'kysely'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { blockSize } from './said.ts'

type Ctx = Context<BaseActor>

const longestWord = 100

/**
 * Makes what was said in these conversations, by whom and about what, findable. What was seen before is not read again, and
 * words never leave a conversation.
 */
export const indexConversations = (ctx: Ctx, conversationIds: string[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const ids = [...new Set(conversationIds)].toSorted()
    if (ids.length === 0) return
    await numberAll(tx, ids)
    await sql`
      with due as (
        select conversation_id, number, seen_seq from search.conversation_number
        where brand_id = ${tx.actor.brandId} and conversation_id = any(${ids}::uuid[]) order by conversation_id for update),
      fresh as (
        select d.*, t.body, coalesce(t.last_seq, 0) as last_seq from due d left join lateral (
          select string_agg(e.body, ' ' order by e.seq) filter (where e.kind in ('message', 'reply', 'note')) as body, max(e.seq) as last_seq
          from conversations.entry e where e.brand_id = ${tx.actor.brandId} and e.conversation_id = d.conversation_id and e.seq > d.seen_seq) t on true),
      heard as (
        select distinct f.number, w.word
        from fresh f
        join conversations.conversation c on c.brand_id = ${tx.actor.brandId} and c.id = f.conversation_id
        left join directory.property p on p.brand_id = c.brand_id and p.id = c.property_id
        left join directory.reservation r on r.brand_id = c.brand_id and r.id = c.reservation_id
        left join directory.guest g on g.brand_id = r.brand_id and g.id = r.guest_id
        cross join lateral search.words_of(concat_ws(' ', c.case_number, replace(c.case_number, '-', ''), c.asker_name, c.asker_email, c.callback_number,
          p.name, p.property_number, r.confirmation_number, g.name, f.body)) as w (word)
        where length(w.word) <= ${longestWord}),
      said as (
        insert into search.said (brand_id, word, block, numbers)
        select ${tx.actor.brandId}::uuid, h.word, h.number / ${blockSize}::int, bit_or(set_bit(0::bit(1024), h.number % ${blockSize}::int, 1))
        from heard h where not exists (
          select from search.said s where s.brand_id = ${tx.actor.brandId} and s.word = h.word and s.block = h.number / ${blockSize}::int
            and get_bit(s.numbers, h.number % ${blockSize}::int) = 1)
        group by 2, 3 order by 2, 3
        on conflict (brand_id, word, block) do update set numbers = said.numbers | excluded.numbers)
      update search.conversation_number n set seen_seq = f.last_seq from fresh f
      where n.brand_id = ${tx.actor.brandId} and n.conversation_id = f.conversation_id and f.last_seq > n.seen_seq`.execute(tx.db)
  })

/** Those without a number get the next; they take turns, so that numbers stay dense. */
const numberAll = async (tx: Ctx, ids: string[]): Promise<void> => {
  const { brandId } = tx.actor
  const unnumbered = sql`
    from conversations.conversation c where c.brand_id = ${brandId} and c.id = any(${ids}::uuid[])
      and not exists (select from search.conversation_number n where n.brand_id = c.brand_id and n.conversation_id = c.id)`
  const { rows } = await sql`select ${unnumbered} limit 1`.execute(tx.db)
  if (rows.length === 0) return
  await sql`select pg_advisory_xact_lock(hashtextextended('search.number ' || ${brandId}, 0))`.execute(tx.db)
  await sql`
    insert into search.conversation_number (brand_id, conversation_id, number)
    select c.brand_id, c.id, coalesce((select max(number) from search.conversation_number where brand_id = ${brandId}), -1) + row_number() over (order by c.last_entry_at, c.id)
    ${unnumbered}`.execute(tx.db)
}
