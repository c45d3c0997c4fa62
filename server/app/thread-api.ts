import { recordLook } from '#casework'
import { FindQuery, OlderQuery, Places, ThreadStretch } from '#contract/thread'
import { olderEntries, placesInThread } from '#desk'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const root = '/api/v1/desk/conversations/{id}'

/** What lies further back in a conversation than its newest entries. */
export const threadOperations = [
  operation({
    method: 'get', path: `${root}/entries`, who: 'agent', about: 'What is older in a conversation than one of its entries', query: OlderQuery, result: ThreadStretch,
    run: async ({ app, c, params, query }) => {
      const ctx = await agentContext(app, c)
      const older = await olderEntries(ctx, params.id ?? '', query)
      await recordLook(ctx, params.id ?? '')
      return older
    },
  }),
  operation({
    method: 'get', path: `${root}/find`, who: 'agent', about: 'Where words stand in a conversation, all the way back', query: FindQuery, result: Places,
    run: async ({ app, c, params, query }) => placesInThread(await agentContext(app, c), params.id ?? '', { q: query.q, loose: query.loose === 'true' }),
  }),
]
