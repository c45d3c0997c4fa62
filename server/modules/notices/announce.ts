import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import type { NoticeInput } from './notice.ts'
import * as queries from './queries.ts'

type Ctx = Context<BaseActor>

/** Tells those concerned, from now on. A notice that is there already gets the new words and keeps its times. */
export const announce = (ctx: Ctx, input: NoticeInput): Promise<{ isNew: boolean }> =>
  inTransaction(ctx, async (tx) => {
    const { key, titles, bodies, ...rest } = input
    const words = { ...rest, titles: JSON.stringify(titles), bodies: JSON.stringify(bodies) }
    const now = tx.now()
    const inserted = await queries.insertNotice(tx.db, { brand_id: tx.actor.brandId, key, ...words, started_at: now, checked_at: now })
    if (inserted) await record(tx, { name: 'notice.announced', payload: { key } })
    else await queries.changeNotice(tx.db, keyOf(tx, key), words)
    return { isNew: inserted !== undefined }
  })

/** Somebody has looked again: it is still so. */
export const check = (ctx: Ctx, key: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockUnresolved(tx, key)
    await queries.changeNotice(tx.db, keyOf(tx, key), { checked_at: tx.now() })
  })

/** It is mended; the notice is shown no more. */
export const resolve = (ctx: Ctx, key: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockUnresolved(tx, key)
    const now = tx.now()
    await queries.changeNotice(tx.db, keyOf(tx, key), { checked_at: now, resolved_at: now })
    await record(tx, { name: 'notice.resolved', payload: { key } })
  })

const keyOf = (ctx: Ctx, key: string) => ({ brandId: ctx.actor.brandId, key })

const lockUnresolved = async (tx: Ctx, key: string) => {
  const notice = await queries.lockNotice(tx.db, tx.actor.brandId, key)
  if (!notice) throw new Refusal('not_found', { field: 'notice' })
  if (notice.resolved_at) throw new Refusal('already_closed', { field: 'notice' })
}
