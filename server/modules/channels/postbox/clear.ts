import type { Ctx } from '#identity'
import * as q from './queries.ts'

const batch = 1_000

/**
 * Lets go of the bytes of mails that are older than so many days; 0 keeps all. What a mail said stands in its conversation. What nobody
 * could read, or has yet to decide about, is kept as it came. Returns how many were cleared.
 */
export const clearOldMails = async (ctx: Ctx, days: number): Promise<number> => {
  if (days === 0) return 0
  const before = new Date(ctx.now().getTime() - days * 86_400_000)
  let cleared = 0
  for (;;) {
    const now = await q.clearBefore(ctx.db, ctx.actor.brandId, { before, at: ctx.now(), most: batch })
    cleared += now
    if (now < batch) return cleared
  }
}
