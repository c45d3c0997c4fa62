import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import * as queries from './queries.ts'

type Ctx = Context<BaseActor>

/** The agent takes work from now on; going on twice changes nothing, coming back from away or lost does. */
export const goOn = (ctx: Ctx, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const began = await queries.beginShift(tx.db, { brand_id: tx.actor.brandId, account_id: accountId, on_since: tx.now(), presence_since: tx.now() })
    if (began) await record(tx, { name: 'agent.on-duty', payload: { accountId } })
    else await comeBack(tx, accountId)
  })

/** The agent takes no new work, and what waits with them goes back to the queue (the queue hears of it). */
export const goOff = (ctx: Ctx, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const ended = await queries.endShift(tx.db, tx.actor.brandId, accountId)
    if (ended) await record(tx, { name: 'agent.off-duty', payload: { accountId, onSince: ended.on_since.toISOString() } })
  })

/** A break: still on duty, keeps what was taken, gets nothing new. */
export const goAway = (ctx: Ctx, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const went = await queries.changePresence(tx.db, { brandId: tx.actor.brandId, accountId, from: ['here'], to: 'away', at: tx.now() })
    if (went) await record(tx, { name: 'agent.away', payload: { accountId } })
  })

/** Back from a break, or after the desk was not heard of. */
export const comeBack = (ctx: Ctx, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const came = await queries.changePresence(tx.db, { brandId: tx.actor.brandId, accountId, from: ['away', 'lost'], to: 'here', at: tx.now() })
    if (came) await record(tx, { name: 'agent.back', payload: { accountId } })
  })

/** The agent's desk says that it is there; who was lost is back by that. */
export const sawDesk = (ctx: Ctx, accountId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const seen = await queries.see(tx.db, { brandId: tx.actor.brandId, accountId, at: tx.now() })
    if (seen?.presence === 'lost') await comeBack(tx, accountId)
  })

/** Those whose desk was not heard of for so long are lost: what waits with them goes back to the queue. */
export const loseSilent = async (ctx: Ctx, seconds: number): Promise<number> => {
  const before = new Date(ctx.now().getTime() - seconds * 1_000)
  return inTransaction(ctx, async (tx) => {
    const lost = await queries.loseUnseen(tx.db, { brandId: tx.actor.brandId, before, at: tx.now() })
    for (const { account_id: accountId } of lost) await record(tx, { name: 'agent.lost', payload: { accountId } })
    return lost.length
  })
}
