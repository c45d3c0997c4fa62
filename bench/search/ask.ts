import type { BaseActor, Context } from '#platform/postgres'
import { find } from '#search'
import type { Judged } from './judged.ts'
import type { Answer } from './measures.ts'
import { plainSearch } from './plain.ts'

type Ctx = Context<BaseActor>
export type Ways = { search: Answer[]; anyWord: Answer[]; allWords: Answer[] }

/** Asks every query of the product, and of plain `ts_rank`. */
export const askAll = async (ctx: Ctx, queries: readonly Judged[]): Promise<Ways> => {
  const search: Answer[] = []
  for (const judged of queries) {
    const { results } = await find(ctx, { ...judged, limit: 10 })
    search.push({ ...judged, got: results.map(({ key }) => key) })
  }
  const plain = async (words: 'all' | 'any') => {
    const got = await plainSearch(ctx.db, ctx.actor.brandId, { queries, words })
    return queries.map((judged, place) => ({ ...judged, got: got[place] ?? [] }))
  }
  return { search, anyWord: await plain('any'), allWords: await plain('all') }
}
