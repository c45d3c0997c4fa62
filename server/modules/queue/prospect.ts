import { present } from '#brand'
import type { Door, SubtopicRules } from '#contract/content'
import type { Lane, Reasons } from '#contract/queue'
import type { Reservation } from '#directory'
import type { Ctx } from '#identity'
import { stayOf } from './place.ts'
import { rank } from './rank.ts'

export type Prospect = { door: Door; rules: Pick<SubtopicRules, 'lane' | 'urgent'>; reservation: Reservation | null; loyaltyLevel: number }

/** Where somebody would stand who asked this now, by the same function that will rank it, and what would put them first. */
export const prospect = async (ctx: Ctx, { door, rules, reservation, loyaltyLevel }: Prospect): Promise<{ lane: Lane; reasons: Reasons }> => {
  const { settings } = await present(ctx)
  const now = ctx.now()
  const { lane, reasons } = rank({
    door, safety: rules.lane === 'safety', urgent: rules.urgent, waitingSince: now, promisedBy: now, reopened: false, loyaltyLevel,
    stay: stayOf(reservation ?? undefined, now), work: 'message', handedTo: null,
  }, settings)
  return { lane, reasons: reasons.filter(({ kind }) => kind !== 'promise' && kind !== 'waiting') }
}
