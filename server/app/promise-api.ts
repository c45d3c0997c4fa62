import { z } from 'zod'
import { calendars, keepCalendar } from '#calendars'
import { CalendarList, WorkingCalendar } from '#contract/calendars'
import { AtRisk, KeepRule, PromiseClock, RuleList } from '#contract/promises'
import { headOf } from '#conversations'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { localised, Refusal } from '#kernel'
import { atRiskCount, clockFor, keepRule, rulesKept } from '#promises'
import { agentById } from '#staff'
import { tree } from '#topics'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const root = '/api/v1/desk'

/** When somebody is there, what is promised, and what happened to a promise. */
export const promiseOperations = [
  operation({
    method: 'get', path: `${root}/calendars`, who: 'agent', about: 'The working calendars that phone lines and promises refer to', result: CalendarList,
    run: async ({ app, c }) => ({ calendars: await calendars(await agentContext(app, c)) }),
  }),
  operation({
    method: 'post', path: `${root}/calendars`, who: 'agent', about: 'Changes a working calendar, or adds one under a new key; leads and admins', body: WorkingCalendar, result: Nothing,
    run: async ({ app, c, body }) => {
      await keepCalendar(await agentContext(app, c), body)
      return {}
    },
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
    method: 'get', path: `${root}/promise-rules`, who: 'agent', about: 'What each subtopic promises, and who has set it when it is not as the content says', result: RuleList,
    run: async ({ app, c }) => presentRules(await agentContext(app, c)),
  }),
  operation({
    method: 'post', path: `${root}/promise-rules`, who: 'agent', about: 'Sets what a subtopic promises from now on, or takes up the content’s rule again; leads and admins', body: KeepRule, result: Nothing,
    run: async ({ app, c, body }) => {
      await keepRule(await agentContext(app, c), body)
      return {}
    },
  }),
]

const refuseUnlessLead = async (ctx: Ctx<AgentActor>) => {
  if (!(await leads(ctx))) throw new Refusal('not_allowed')
}

const leads = async (ctx: Ctx<AgentActor>) => (await agentById(ctx, ctx.actor.id))?.roles.some((role) => role === 'lead' || role === 'admin') ?? false

const presentRules = async (ctx: Ctx<AgentActor>): Promise<RuleList> => {
  const [set, mayChange, partner, guest] = await Promise.all([rulesKept(ctx), leads(ctx), tree(ctx, 'partner'), tree(ctx, 'guest')])
  const names = await namesByIds(ctx, [...set.values()].map(({ by }) => by))
  const rows = ([['partner', partner], ['guest', guest]] as const).flatMap(([door, topics]) =>
    topics.flatMap((topic) =>
      topic.subtopics.map(({ key, names: called, rules }) => {
        const kept = set.get(`${door}/${topic.key}/${key}`)
        return {
          door, topic: topic.key, topicName: localised(topic.names, ctx.actor.locale), subtopic: key, name: localised(called, ctx.actor.locale),
          rule: kept?.rule ?? rules.promise, set: kept ? { by: names.get(kept.by) ?? '', at: kept.at.toISOString() } : null,
        }
      })))
  return { mayChange, rules: rows }
}
