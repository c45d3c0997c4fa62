import type { Ctx } from '#identity'
import * as q from './call-queries.ts'
import type { Phone } from './phone.ts'

/** Nobody talks on them any more. What the provider does not do now is owed, and done a little later. */
export const endLegs = async (ctx: Ctx, { provider }: Phone, legIds: readonly string[]): Promise<void> => {
  for (const legId of legIds) if (await provider.control.hangUp(legId)) await q.legTold(ctx.db, { brandId: ctx.actor.brandId, legId })
}
