import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import * as queries from './queries.ts'

/** The agent takes work from now on; going on twice changes nothing. */
export const goOn = (ctx: Context<BaseActor>, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const began = await queries.beginShift(tx.db, { brand_id: tx.actor.brandId, account_id: accountId, on_since: tx.now() })
    if (began) await record(tx, { name: 'agent.on-duty', payload: { accountId } })
  })

/** The agent takes no new work; what they have taken stays theirs. */
export const goOff = (ctx: Context<BaseActor>, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const ended = await queries.endShift(tx.db, tx.actor.brandId, accountId)
    if (ended) await record(tx, { name: 'agent.off-duty', payload: { accountId, onSince: ended.on_since.toISOString() } })
  })
