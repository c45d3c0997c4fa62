import { sql } from 'kysely'
import type { BaseActor, Context } from '#platform/postgres'

type Ctx = Context<BaseActor>

const longestWord = 100

/** Makes what was said in these conversations, by whom and about what, findable. Words never leave a conversation: they are only added. */
export const indexConversations = async (ctx: Ctx, ids: string[]): Promise<void> => {
  if (ids.length === 0) return
  await sql`
    insert into search.conversation_word (brand_id, word, conversation_id)
    select distinct c.brand_id, w.word, c.id
    from conversations.conversation c
    left join directory.property p on p.brand_id = c.brand_id and p.id = c.property_id
    left join directory.reservation r on r.brand_id = c.brand_id and r.id = c.reservation_id
    left join directory.guest g on g.brand_id = r.brand_id and g.id = r.guest_id
    cross join lateral search.words_of(concat_ws(' ', c.case_number, replace(c.case_number, '-', ''), c.asker_name, c.asker_email, c.callback_number,
      p.name, p.property_number, r.confirmation_number, g.name,
      (select string_agg(e.body, ' ' order by e.seq) from conversations.entry e
       where e.brand_id = c.brand_id and e.conversation_id = c.id and e.kind in ('message', 'reply', 'note')))) as w (word)
    where c.brand_id = ${ctx.actor.brandId} and c.id = any(${[...new Set(ids)].toSorted()}::uuid[]) and length(w.word) <= ${longestWord}
    order by 2, 3
    on conflict do nothing`.execute(ctx.db)
}

/** Each word that was typed, as the words of the index it may be: itself, or for the last one all that begin with it. */
export type Question = string[][]

const [mostWords, mostBeginnings] = [8, 50]

export const questionOf = async (ctx: Ctx, typed: string): Promise<Question> => {
  const tokens = typed.match(/[\p{L}\p{N}+][\p{L}\p{N}\p{M}@._+-]*/gu)?.slice(0, mostWords) ?? []
  const last = tokens.at(-1)?.replace(/[._-]+$/, '')
  if (last === undefined) return []
  const { rows } = await sql<{ word: string; begins: boolean }>`
    select word, false as begins from search.words_of(${tokens.slice(0, -1).join(' ')}) as w (word)
    union all
    (with recursive begun as (
      (select min(word) as word from search.conversation_word where brand_id = ${ctx.actor.brandId} and word >= search.plain(${last}))
      union all
      select (select min(n.word) from search.conversation_word n where n.brand_id = ${ctx.actor.brandId} and n.word > begun.word) from begun
      where starts_with(begun.word, search.plain(${last})))
    select word, true from begun where starts_with(word, search.plain(${last})) limit ${mostBeginnings})`.execute(ctx.db)
  const beginnings = rows.filter(({ begins }) => begins).map(({ word }) => word)
  return [...rows.filter(({ begins }) => !begins).map(({ word }) => [word]), beginnings]
}
