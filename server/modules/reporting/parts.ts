import type { PartsQuery, PartsReport } from '#contract/reporting'
import type { AgentActor, Ctx } from '#identity'
import { periodOf } from './period.ts'
import { refuseUnlessLead } from './policy.ts'
import * as reads from './reads.ts'
import { topicNames } from './topic-names.ts'

/** A history taken apart by topic, language, door or channel. Sums are kept by language and by channel, not by both: of the two, what it is taken apart by counts. */
export const parts = async (ctx: Ctx<AgentActor>, { by, ...query }: PartsQuery): Promise<PartsReport> => {
  await refuseUnlessLead(ctx)
  const { from, to } = periodOf(query, ctx.actor.timeZone)
  const { language, channel, ...scope } = reads.scopeOf(query)
  const kept = { ...scope, language: by === 'channel' ? '' : language, channel: by === 'language' ? '' : channel }
  const [sums, topics] = await Promise.all([
    reads.sumsBy(ctx.db, ctx.actor.brandId, { by, scope: kept, between: { from: new Date(from), to: new Date(to) } }), by === 'topic' ? topicNames(ctx) : null,
  ])
  return { parts: sums.map(({ key, kept_last: keptLast, ...sum }) => ({ key, name: topics?.(key) ?? key, ...sum, keptLast })) }
}
