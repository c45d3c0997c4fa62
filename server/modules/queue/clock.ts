import { present } from '#brand'
import type { Settings, Widening } from '#contract/content'
import type { Ctx } from '#identity'
import { onDuty, takesWork } from '#staff'
import type { Head } from './choose.ts'
import { headsOf } from './heads.ts'
import { askRested, worksToOffer } from './offer.ts'

/**
 * Whether time alone has, since then, let somebody who waits fit somebody who is there: a circle has widened, whoever was asked has
 * had a rest, or somebody's working hours have begun or ended. Everything else that changes is a fact, and offered after it.
 */
export const hasTimeOpened = async (ctx: Ctx, since: Date): Promise<boolean> => {
  const { settings } = await present(ctx)
  const works = await worksToOffer(ctx)
  if (works.length === 0) return false
  if (await askRested(ctx)) return true
  const [heads, there] = [await headsOf(ctx.db, ctx.actor.brandId, { works, toOffer: true }), await onDuty(ctx)]
  const [from, to] = [since.getTime(), ctx.now().getTime()]
  return heads.some((head) => hasWidened(head, { settings, from, to })) || (heads.length > 0 && there.some((agent) => takesWork(agent, since) !== takesWork(agent, ctx.now())))
}

type Span = { settings: Pick<Settings, 'widening'>; from: number; to: number }

const hasWidened = ({ work, waitingSince }: Pick<Head, 'work' | 'waitingSince'>, { settings, from, to }: Span) =>
  minutesOf(settings.widening[work === 'message' ? 'message' : 'live']).some((minutes) => {
    const at = waitingSince + minutes * 60_000
    return at > from && at <= to
  })

const minutesOf = ({ englishMinutes, anyoneMinutes, teamMinutes }: Widening) => [englishMinutes, anyoneMinutes, teamMinutes]
