import { z } from 'zod'
import { present } from '#brand'
import { saveDraft } from '#casework'
import { Holding, SaveDraft, TakenBack } from '#contract/casework'
import { Reply } from '#contract/desk'
import { hold, sendHeld, sendHeldNow, takeBack } from '#conversations'
import { claim } from '#queue'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const root = '/api/v1/desk/conversations/{id}'

/** What staff do with a conversation beside answering it. */
export const caseworkOperations = [
  operation({
    method: 'post', path: `${root}/hold`, who: 'agent', about: 'Answers the asker after the seconds in which it can be taken back; refused when the thread has changed', body: Reply, result: Holding,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const { settings } = await present(ctx)
      await claim(ctx, params.id ?? '')
      const leavesAt = await hold(ctx, params.id ?? '', { ...body, undoSeconds: settings.undoSeconds })
      if (leavesAt <= ctx.now()) await sendHeld(ctx)
      return { leavesAt: leavesAt.toISOString() }
    },
  }),
  operation({
    method: 'post', path: `${root}/take-back`, who: 'agent', about: 'Takes one’s own answer back before it has left', body: Nothing, result: TakenBack,
    run: async ({ app, c, params }) => ({ body: (await takeBack(await agentContext(app, c), params.id ?? '')).body }),
  }),
  operation({
    method: 'post', path: `${root}/send-now`, who: 'agent', about: 'One’s own answer leaves without waiting; nothing happens when none waits', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await sendHeldNow(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/draft`, who: 'agent', about: 'Keeps what one has written and not sent', body: SaveDraft, result: Nothing,
    run: async ({ app, c, params, body }) => {
      await saveDraft(await agentContext(app, c), params.id ?? '', body)
      return {}
    },
  }),
]
