import type { OrderView, SeasonView } from '#web/pages'
import { present } from '#brand'
import type { Ctx } from '#identity'
import { seasonFor, type AskingNow } from '#promises'
import { dueWithin, forecast, guestRules } from '#queue'

/** The season somebody is in as their page tells it; null outside every season. */
export const seasonView = async (ctx: Ctx, asking: AskingNow): Promise<SeasonView | null> => {
  const [effects, { settings }] = await Promise.all([seasonFor(ctx, asking), present(ctx)])
  return effects.banner ? { selfServiceFirst: effects.selfServiceFirst, comeBackAt: effects.comeBackAt, soonHours: settings.guestSoonHours } : null
}

/** The order's rules from where the order takes them, and the waits from the queue's own figures. */
export const orderView = async (ctx: Ctx): Promise<OrderView> => {
  const [{ settings }, safety, first, ordinary] = await Promise.all([present(ctx), forecast(ctx, 'safety'), forecast(ctx, 'first'), forecast(ctx, 'ordinary')])
  return {
    first: guestRules(settings), ...dueWithin, ordinaryOneIn: settings.ordinaryShare, promiseHours: settings.promiseHours,
    expected: { safety, first, ordinary },
  }
}
