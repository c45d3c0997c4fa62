import { sql } from 'kysely'
import type { BaseActor, Context } from '#platform/postgres'

type Ctx = Context<BaseActor>

/** So many conversations share the bits of one row of `search.said`. */
export const blockSize = 1_024

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
      (select min(word) as word from search.said where brand_id = ${ctx.actor.brandId} and word >= search.plain(${last}))
      union all
      select (select min(n.word) from search.said n where n.brand_id = ${ctx.actor.brandId} and n.word > begun.word) from begun
      where starts_with(begun.word, search.plain(${last})))
    select word, true from begun where starts_with(word, search.plain(${last})) limit ${mostBeginnings})`.execute(ctx.db)
  const beginnings = rows.filter(({ begins }) => begins).map(({ word }) => word)
  return [...rows.filter(({ begins }) => !begins).map(({ word }) => [word]), beginnings]
}

/** The conversations that say all of it: by blocks of numbers, `bits` a sign for each; and how many have a number. */
export type Sayers = { blocks: { block: number; bits: string; count: number }[]; numbered: number }

export const sayersOf = async (ctx: Ctx, question: Question): Promise<Sayers> => {
  const { brandId } = ctx.actor
  const sayingOne = question.map((words) => sql`
    (select block, bit_or(numbers) as numbers from search.said where brand_id = ${brandId} and word = any(${words}::text[]) group by block)`)
  const joined = sayingOne.map((one, place) => (place === 0 ? sql`${one} w0` : sql`join ${one} ${sql.ref(`w${place}`)} using (block)`))
  const all = sql.join(question.map((_, place) => sql.ref(`w${place}.numbers`)), sql` & `)
  const { rows } = await sql<{ block: number; bits: string; count: number; numbered: number }>`
    select block, numbers::text as bits, bit_count(numbers)::int as count,
      (select coalesce(max(number), -1) + 1 from search.conversation_number where brand_id = ${brandId}) as numbered
    from (select block, ${all} as numbers from ${sql.join(joined, sql` `)}) said
    where bit_count(numbers) > 0 order by block`.execute(ctx.db)
  return { blocks: rows, numbered: rows[0]?.numbered ?? 0 }
}

export const countOf = ({ blocks }: Sayers): number => blocks.reduce((sum, { count }) => sum + count, 0)

/** The numbers themselves. */
export const numbersOf = ({ blocks }: Sayers): number[] =>
  blocks.flatMap(({ block, bits }) => {
    const numbers: number[] = []
    for (let at = bits.indexOf('1'); at >= 0; at = bits.indexOf('1', at + 1)) numbers.push(block * blockSize + at)
    return numbers
  })

/** One sign for every number there is, from the first, as a bit string that SQL can ask. */
export const bitsOf = ({ blocks, numbered }: Sayers): string => {
  const saying = new Map(blocks.map(({ block, bits }) => [block, bits]))
  const silent = '0'.repeat(blockSize)
  return Array.from({ length: Math.ceil(numbered / blockSize) }, (_, block) => saying.get(block) ?? silent).join('')
}

/** How many of the newest `among` conversations say it, as their numbers stand: an estimate, since an old one may be spoken in again. */
export const countAmongNewest = ({ blocks, numbered }: Sayers, among: number): number =>
  blocks.reduce((sum, { block, count }) => (block * blockSize >= numbered - among ? sum + count : sum), 0)
