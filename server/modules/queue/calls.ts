import { present } from '#brand'
import type { Ctx } from '#identity'
import { peopleNow } from './people.ts'
import * as q from './queries.ts'

/** How many wait on the line for somebody to answer. */
export const callsWaiting = async (ctx: Ctx): Promise<number> => (await q.liveEntries(ctx.db, ctx.actor.brandId, 'call')).length

export type LinePlace = { place: number; minutes: number | null }

/** Which in the order somebody on the line is, from 1, and the minutes to expect; null when they do not wait. */
export const linePlace = async (ctx: Ctx, conversationId: string): Promise<LinePlace | null> => {
  const [calls, people, { settings }] = await Promise.all([q.liveEntries(ctx.db, ctx.actor.brandId, 'call'), peopleNow(ctx), present(ctx)])
  const at = calls.findIndex((call) => call.conversation_id === conversationId)
  if (at < 0) return null
  const answering = people.filter(({ takes }) => takes).length
  return { place: at + 1, minutes: answering === 0 ? null : Math.ceil(((at + 1) / answering) * settings.handlingMinutes.phone) }
}
