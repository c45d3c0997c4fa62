import { z } from 'zod'
import { present } from '#brand'
import { editedReplies, removeReply, saveReply } from '#casework'
import { Holding } from '#contract/casework'
import { EditedReplies, EditedReply, ReplyPlace, RunMacro } from '#contract/macros'
import { Refusal } from '#kernel'
import { actHeld, actNow, holdMacro, takeBackMacro } from '#macros'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const desk = '/api/v1/desk'
const root = `${desk}/conversations/{id}/macro`

/** Saved replies that act, and what leads make of them. */
export const macroOperations = [
  operation({
    method: 'post', path: root, who: 'agent', about: 'Does what a saved reply does, after the seconds in which it can be taken back', body: RunMacro, result: Holding,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const { settings } = await present(ctx)
      const actsAt = await holdMacro(ctx, params.id ?? '', { key: body.key, withReply: false, undoSeconds: settings.undoSeconds })
      if (actsAt <= ctx.now()) await actHeld(ctx)
      return { leavesAt: actsAt.toISOString() }
    },
  }),
  operation({
    method: 'post', path: `${root}/take-back`, who: 'agent', about: 'Takes it back before it has acted, or puts away one that could not act', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      if ((await takeBackMacro(await agentContext(app, c), params.id ?? '')) === null) throw new Refusal('not_found')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/act-now`, who: 'agent', about: 'It acts without waiting; nothing happens when none waits', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await actNow(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'get', path: `${desk}/saved-replies`, who: 'agent', about: 'Every saved reply as its editor has it; leads and admins', result: EditedReplies,
    run: async ({ app, c }) => editedReplies(await agentContext(app, c)),
  }),
  operation({
    method: 'post', path: `${desk}/saved-replies`, who: 'agent', about: 'Makes or changes a saved reply; leads and admins', body: EditedReply, result: Nothing,
    run: async ({ app, c, body }) => {
      await saveReply(await agentContext(app, c), body)
      return {}
    },
  }),
  operation({
    method: 'post', path: `${desk}/saved-replies/remove`, who: 'agent', about: 'Takes a saved reply away; leads and admins', body: ReplyPlace, result: Nothing,
    run: async ({ app, c, body }) => {
      await removeReply(await agentContext(app, c), body)
      return {}
    },
  }),
]
