import type { Ctx } from '#identity'
import type { WayOut } from '#platform/mail'
import * as q from './way-queries.ts'

/** How it stands with the way out for mail: what is wrong now, and since when. */
export type WayState = { trouble: 'credential' | 'connection' | null; detail: string; failingSince: Date | null; lookedAt: Date }

const name = 'smarthost'

/** Writes down what the way out last said. A sign-in that is refused is an alarm at once, and forgotten as soon as it is not. */
export const noteWay = async (ctx: Ctx, found: WayOut): Promise<void> => {
  const before = await q.wayOf(ctx.db, ctx.actor.brandId, name)
  const trouble = found.up ? null : found.because
  await q.setWay(ctx.db, { brand_id: ctx.actor.brandId, name, trouble, detail: found.up ? '' : found.detail.slice(0, 300), looked_at: ctx.now(), failing_since: found.up ? null : (before?.failing_since ?? ctx.now()) })
  if ((before?.trouble ?? null) === trouble) return
  if (trouble === 'credential') ctx.log.error({ detail: found.up ? '' : found.detail }, 'the smarthost refuses our sign-in: no mail leaves until somebody mends SMTP_URL')
  if (trouble === null) ctx.log.info('the smarthost takes mail again')
}

export const wayState = async (ctx: Ctx): Promise<WayState | null> => {
  const row = await q.wayOf(ctx.db, ctx.actor.brandId, name)
  return row ? { trouble: row.trouble as WayState['trouble'], detail: row.detail, failingSince: row.failing_since, lookedAt: row.looked_at } : null
}

/** What stands in the outbox, for health and metrics. */
export type OutboxState = { unsent: number; oldestUnsent: Date | null; undelivered: number; suppressed: number }
export const outboxState = (ctx: Ctx): Promise<OutboxState> => q.outbox(ctx.db, ctx.actor.brandId)
