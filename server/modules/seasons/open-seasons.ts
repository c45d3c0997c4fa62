import { rememberByBrand } from '#platform'
import * as q from './queries.ts'

const freshMs = 5_000

/**
 * Seasons that nobody has ended and no clock has marked as over: every message asks for them. A change is seen at once on the node
 * that made it or has shown a page since, elsewhere within five seconds; the caller looks at the time.
 */
export const openSeasons = rememberByBrand(async (ctx) => (await q.withoutEnding(ctx.db, ctx.actor.brandId)).map(q.presentSeason), freshMs)

/** After commit: what is read before it is what it was. */
export const forgetSeasons = (brandId: string): void => openSeasons.forget(brandId)
