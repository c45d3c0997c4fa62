import { z } from 'zod'
import { keepCalendar, restoreCalendar } from '#calendars'
import { RestoreEdition, SavedEdition } from '#contract/author-lists'
import { CalendarEditions, CalendarList, KeepCalendar } from '#contract/calendars'
import { AtRisk, KeepRule, PromiseClock, RuleList } from '#contract/promises'
import { headOf } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { atRiskCount, clockFor, keepRule } from '#promises'
import { operation } from './api.ts'
import { editionsShown, calendarsShown, leads, rulesShown } from './promise-views.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const root = '/api/v1/desk'

/** When somebody is there, what is promised, and what happened to a promise. */
export const promiseOperations = [
  operation({
    method: 'get', path: `${root}/calendars`, who: 'agent', about: 'The working calendars that phone lines and promises refer to, and whether they are open now', result: CalendarList,
    run: async ({ app, c }) => calendarsShown(await agentContext(app, c)),
  }),
  operation({
    method: 'post', path: `${root}/calendars`, who: 'agent', about: 'Changes a working calendar, or adds one under a new key; leads and admins; refused where somebody else has meanwhile', body: KeepCalendar, result: SavedEdition,
    run: async ({ app, c, body }) => ({ version: await keepCalendar(await agentContext(app, c), body) }),
  }),
  operation({
    method: 'get', path: `${root}/calendars/{key}/editions`, who: 'agent', about: 'What a calendar was, the newest first', result: CalendarEditions,
    run: async ({ app, c, params }) => editionsShown(await agentContext(app, c), params.key ?? ''),
  }),
  operation({
    method: 'post', path: `${root}/calendars/{key}/restore`, who: 'agent', about: 'Takes a calendar as an earlier edition had it; leads and admins', body: RestoreEdition, result: SavedEdition,
    run: async ({ app, c, params, body }) => ({ version: await restoreCalendar(await agentContext(app, c), params.key ?? '', body) }),
  }),
  operation({
    method: 'get', path: `${root}/conversations/{id}/promise`, who: 'agent', about: 'A conversation’s promise: how it stands, and everything that happened to it', result: PromiseClock,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      if (!(await headOf(ctx, params.id ?? ''))) throw new Refusal('not_found')
      return clockFor(ctx, params.id ?? '')
    },
  }),
  operation({
    method: 'get', path: `${root}/promises-at-risk`, who: 'agent', about: 'How many promises pass soon or have passed; leads and admins', result: AtRisk,
    run: async ({ app, c }) => {
      const ctx = await agentContext(app, c)
      await refuseUnlessLead(ctx)
      return { count: await atRiskCount(ctx) }
    },
  }),
  operation({
    method: 'get', path: `${root}/promise-rules`, who: 'agent', about: 'What each subtopic promises, who has set it when it is not as the content says, what was changed, and which rules reach nobody', result: RuleList,
    run: async ({ app, c }) => rulesShown(await agentContext(app, c)),
  }),
  operation({
    method: 'post', path: `${root}/promise-rules`, who: 'agent', about: 'Sets what a subtopic promises from now on, or takes up the content’s rule again; leads and admins; refused where somebody else has meanwhile', body: KeepRule, result: Nothing,
    run: async ({ app, c, body }) => {
      await keepRule(await agentContext(app, c), body)
      return {}
    },
  }),
]

const refuseUnlessLead = async (ctx: Ctx<AgentActor>) => {
  if (!(await leads(ctx))) throw new Refusal('not_allowed')
}
