import { present } from '#brand'
import { changeTags } from '#casework'
import { Bulk, BulkResult, FindConversations, FindProperties, FoundConversations, FoundProperties } from '#contract/found'
import { announceClosing, snooze } from '#conversations'
import { findConversations } from '#desk'
import { findProperties } from '#directory'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { claim, release } from '#queue'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

/** Every conversation there has been, and the same done with many of them. */
export const deskSearchOperations = [
  operation({
    method: 'get', path: '/api/v1/desk/search', who: 'agent', about: 'Conversations by words, names, numbers and filters, newest first', query: FindConversations, result: FoundConversations,
    run: async ({ app, c, query }) => findConversations(await agentContext(app, c), query),
  }),
  operation({
    method: 'get', path: '/api/v1/desk/properties', who: 'agent', about: 'Properties by parts of number, name and city, to filter by', query: FindProperties, result: FoundProperties,
    run: async ({ app, c, query: { q, limit } }) => ({
      properties: (await findProperties(await agentContext(app, c), { typed: q, limit })).map(({ number, name, city, country }) => ({ number, name, city, country })),
    }),
  }),
  operation({
    method: 'post', path: '/api/v1/desk/bulk', who: 'agent', about: 'The same with many conversations, with a result for each', body: Bulk, result: BulkResult,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      const results: BulkResult['results'] = []
      for (const id of new Set(body.ids)) results.push({ id, error: await outcomeOf(ctx, id, body.act) })
      return { results }
    },
  }),
]

/** Null when it is done, else why not; what nobody expected stops all. */
const outcomeOf = async (ctx: Ctx<AgentActor>, id: string, act: Bulk['act']): Promise<string | null> => {
  try {
    await carryOut(ctx, id, act)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const carryOut = async (ctx: Ctx<AgentActor>, id: string, act: Bulk['act']): Promise<unknown> => {
  switch (act.kind) {
    case 'take': return claim(ctx, id)
    case 'release': return release(ctx, id)
    case 'tag': return changeTags(ctx, id, { add: [act.tag], remove: [] })
    case 'snooze': return snooze(ctx, id, { until: act.until === null ? null : new Date(act.until) })
    // Nobody of many has agreed: each is told, and silence closes.
    case 'close': return announceClosing(ctx, id, { outcome: act.outcome, silenceDays: (await present(ctx)).settings.silenceDays })
  }
}
