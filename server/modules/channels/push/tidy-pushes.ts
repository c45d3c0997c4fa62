import type { Ctx } from '#identity'
import * as q from './queries.ts'

const day = 86_400_000
// As long as a push service keeps anything for a device that is off.
const keptDays = 30

/** Forgets what was said long ago, and keys that no device is reached under any more. */
export const tidyPushes = async (ctx: Ctx): Promise<void> => {
  await q.deleteOldNotifications(ctx.db, ctx.actor.brandId, new Date(ctx.now().getTime() - keptDays * day))
  await q.deleteUnusedKeys(ctx.db, ctx.actor.brandId)
}
