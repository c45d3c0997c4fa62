import { z } from 'zod'
import { dropView, readersOf, saveView, seeMentions, viewsFor } from '#casework'
import { Made, MergeInto, NewView, Readings, SavedViews, SplitOff, SplitResult } from '#contract/casework'
import { clearSuspicion, headOf, idByCaseNumber, merge, split, suspect, unmerge, unsplit } from '#conversations'
import { Refusal } from '#kernel'
import { promiseFor } from '#promises'
import { findSubtopic } from '#topics'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const desk = '/api/v1/desk'
const root = `${desk}/conversations/{id}`

/** What changes which conversations there are, and who may look back. */
export const caseworkMoreOperations = [
  operation({
    method: 'post', path: `${root}/merge`, who: 'agent', about: 'Merges it into the conversation with this case number; refused across different people unless that was seen', body: MergeInto, result: Nothing,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const intoId = await idByCaseNumber(ctx, body.caseNumber)
      if (!intoId) throw new Refusal('not_found', { field: 'caseNumber' })
      await merge(ctx, params.id ?? '', { intoId, acrossPeople: body.acrossPeople })
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/unmerge`, who: 'agent', about: 'Takes a merged conversation apart again', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await unmerge(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/split`, who: 'agent', about: 'Makes a conversation of its own out of some of the asker’s messages', body: SplitOff, result: SplitResult, status: 201,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const head = await headOf(ctx, params.id ?? '')
      if (!head) throw new Refusal('not_found')
      const found = await findSubtopic(ctx, { door: head.door === 'guest' ? 'guest' : 'partner', topic: body.topic, subtopic: body.subtopic })
      if (!found) throw new Refusal('invalid', { field: 'subtopic' })
      // What was promised is promised still, whichever conversation answers it.
      const promise = await promiseFor(ctx, head.id)
      const { id, caseNumber } = await split(ctx, head.id, {
        ...body, neededRight: found.subtopic.rules.right, promisedAt: promise && !promise.kept ? new Date(promise.firstAt) : head.promised_at,
      })
      return { id, caseNumber }
    },
  }),
  operation({
    method: 'post', path: `${root}/unsplit`, who: 'agent', about: 'Puts a split-off conversation back where it came from; refused once something was written in it', body: Nothing, result: SplitResult,
    run: async ({ app, c, params }) => unsplit(await agentContext(app, c), params.id ?? ''),
  }),
  operation({
    method: 'post', path: `${root}/suspect`, who: 'agent', about: 'Marks it as suspicious: the links of its asker are off at once', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await suspect(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/clear`, who: 'agent', about: 'Somebody has looked at what was suspicious: the links work again', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await clearSuspicion(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/mentions-seen`, who: 'agent', about: 'One has seen what named one there', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      if (!(await headOf(ctx, params.id ?? ''))) throw new Refusal('not_found')
      await seeMentions(ctx, params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'get', path: `${root}/readings`, who: 'agent', about: 'Who of the staff has looked at it; leads and admins', result: Readings,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      if (!(await headOf(ctx, params.id ?? ''))) throw new Refusal('not_found')
      return readersOf(ctx, params.id ?? '')
    },
  }),
  operation({
    method: 'get', path: `${desk}/views`, who: 'agent', about: 'Saved choices of filters: one’s own and the shared', result: SavedViews,
    run: async ({ app, c }) => ({ views: await viewsFor(await agentContext(app, c)) }),
  }),
  operation({
    method: 'post', path: `${desk}/views`, who: 'agent', about: 'Keeps a choice of filters under a name', body: NewView, result: Made, status: 201,
    run: async ({ app, c, body }) => ({ id: await saveView(await agentContext(app, c), body) }),
  }),
  operation({
    method: 'post', path: `${desk}/views/{id}/drop`, who: 'agent', about: 'Forgets a saved choice of filters', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await dropView(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
]
