import type { Logger } from 'pino'
import type { Db } from './database.ts'

/** Who acts: the brand is always known, the rest is refined by the module identity. */
export type BaseActor = { kind: string; brandId: string; id: string | null; name: string }
/** What every verb gets: the database (or the transaction), who acts, the time, the log. */
export type Context<A extends BaseActor = BaseActor> = { db: Db; actor: A; now: () => Date; log: Logger }

/** Runs `work` in one transaction; inside a transaction it joins it. */
export const inTransaction = <A extends BaseActor, Result>(
  ctx: Context<A>,
  work: (tx: Context<A>) => Promise<Result>,
): Promise<Result> =>
  ctx.db.isTransaction ? work(ctx) : ctx.db.transaction().execute((db) => work({ ...ctx, db }))
