import { peopleByIds, type Ctx } from '#identity'
import type { FactJob } from '#platform/jobs'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { happeningsOf } from './happenings.ts'
import * as q from './queries.ts'
import { kindOf, mayTellAt, wishesOfAll } from './wishes.ts'

/** No device makes a sound about the same thing more often than this. */
export const restSeconds = 60

/** Writes down what people's devices are to say of these facts, and when. The same facts twice write it once. */
export const writePushes = async (ctx: Ctx, facts: readonly FactJob[]): Promise<void> => {
  const happenings = await happeningsOf(ctx, facts)
  const concerned = [...new Set(happenings.flatMap(({ people }) => people))]
  const devices = concerned.length === 0 ? [] : await q.devicesOf(ctx.db, ctx.actor.brandId, concerned)
  if (devices.length === 0) return
  const owners = [...new Set(devices.map(({ account_id }) => account_id))]
  const [wishes, known] = await Promise.all([wishesOfAll(ctx, owners), peopleByIds(ctx, owners)])
  const now = ctx.now()
  const rows = happenings.flatMap(({ about, what, seq, ref, people: told }) =>
    devices.filter(({ account_id }) => told.includes(account_id)).flatMap(({ id, account_id }) => {
      const wish = wishes.get(account_id)
      if (!wish?.kinds.includes(kindOf[what])) return []
      return [{ brand_id: ctx.actor.brandId, device_id: id, about, what, seq, ref, due_at: mayTellAt(wish.quiet, known.get(account_id)?.timeZone ?? 'UTC', now), told_at: now }]
    }))
  if (rows.length === 0) return
  await inTransaction(ctx, async (tx) => {
    const dues = await q.tell(tx.db, newestOfEach(rows), restSeconds)
    await recordWaits(tx, dues)
  })
}

// A statement touches a row once: of what happened together, the last counts.
const newestOfEach = <Row extends { device_id: string; about: string; seq: number }>(rows: Row[]): Row[] =>
  [...Map.groupBy(rows.toSorted((a, b) => a.seq - b.seq), ({ device_id, about }) => `${device_id} ${about}`).values()].flatMap((same) => same.at(-1) ?? [])

/** Has the jobs look when each is due. */
export const recordWaits = async (tx: Ctx, dues: readonly Date[]): Promise<void> => {
  if (dues.length === 0) return
  const seconds = new Set(dues.map((due) => Math.max(0, Math.ceil((due.getTime() - tx.now().getTime()) / 1_000))))
  await record(tx, { name: 'push.queued', payload: { seconds: [...seconds] } })
}

