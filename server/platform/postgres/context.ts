import type { Logger } from 'pino'
import type { Db } from './database.ts'

/** Who acts: the brand is always known, the rest is refined by the module identity. */
export type BaseActor = { kind: string; brandId: string; id: string | null; name: string }
/** What every verb gets: the database (or the transaction), who acts, the time, the log. */
export type Context<A extends BaseActor = BaseActor> = { db: Db; actor: A; now: () => Date; log: Logger }

/** Runs `work` in one transaction; inside a transaction it joins it. A deadlock's victim begins anew: nothing of it was kept. */
export const inTransaction = <A extends BaseActor, Result>(
  ctx: Context<A>,
  work: (tx: Context<A>) => Promise<Result>,
): Promise<Result> => (ctx.db.isTransaction ? work(ctx) : begin(ctx, work))

const mostTries = 5

const begin = async <A extends BaseActor, Result>(ctx: Context<A>, work: (tx: Context<A>) => Promise<Result>): Promise<Result> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.db.transaction().execute((db) => work({ ...ctx, db }))
    } catch (error) {
      if (attempt === mostTries || !isDeadlock(error)) throw error
    }
  }
}

const isDeadlock = (error: unknown) => error instanceof Error && 'code' in error && error.code === '40P01'
