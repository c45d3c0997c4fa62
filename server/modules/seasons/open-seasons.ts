import type { Ctx } from '#identity'
import * as q from './queries.ts'
import type { Season } from './season.ts'

type Known = { seasons: readonly Season[]; at: Date; until: number }

const freshMs = 5_000
const remembered = new Map<string, Known>()
let changes = 0

/**
 * Seasons that are not over, begun or not: every message asks for them. A change is seen at once on the node that made it or
 * has shown a page since, elsewhere within five seconds; that a season begins or ends by the clock is seen at its moment.
 */
export const openSeasons = async (ctx: Ctx): Promise<readonly Season[]> => {
  const { brandId } = ctx.actor
  const now = ctx.now()
  const known = remembered.get(brandId)
  if (known && known.until > performance.now() && known.at <= now) return known.seasons
  const before = changes
  const seasons = (await q.openAt(ctx.db, brandId, now)).map(q.presentSeason)
  // What was read while somebody changed it may be what it was before.
  if (before === changes) remembered.set(brandId, { seasons, at: now, until: performance.now() + freshMs })
  return seasons
}

/** What has changed is read anew. After commit: what is read before it is what it was. */
export const forgetSeasons = (brandId: string): void => {
  changes++
  remembered.delete(brandId)
}
