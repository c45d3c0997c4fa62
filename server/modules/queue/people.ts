import { present } from '#brand'
import type { Ctx } from '#identity'
import { agentsByIds, onDuty, takesWork, type Agent } from '#staff'
import type { Hands, Rules } from './choose.ts'
import { handsOf, noLoad, type Load } from './hands.ts'
import { coverageOf } from './skills.ts'
import * as q from './skill-queries.ts'

export type Person = { agent: Agent; load: Load; hands: Hands; /** Whether they take work now: on duty, at the desk, within their hours. */ takes: boolean }

/** Everybody on duty with what they have taken, and `extra` also when they are not. */
export const peopleNow = async (ctx: Ctx, extra: string[] = []): Promise<Person[]> => {
  const [there, { settings }] = await Promise.all([onDuty(ctx), present(ctx)])
  const missing = extra.filter((id) => there.every((agent) => agent.accountId !== id))
  const agents = [...there.filter((agent) => agent.roles.includes('agent') || extra.includes(agent.accountId)), ...(await agentsByIds(ctx, missing))]
  const loads = await q.loadsOf(ctx.db, ctx.actor.brandId, agents.map(({ accountId }) => accountId))
  return agents.map((agent) => {
    const load = loads.get(agent.accountId) ?? noLoad
    return { agent, load, hands: handsOf(agent, load, settings), takes: takesWork(agent, ctx.now()) }
  })
}

/** The rules of choosing as they are now. */
export const rulesNow = async (ctx: Ctx, people: readonly Person[]): Promise<Rules> => {
  const { settings } = await present(ctx)
  const there = people.filter(({ takes }) => takes)
  const free = there.filter(({ hands }) => hands.call || hands.chat)
  return {
    now: ctx.now().getTime(), ordinaryShare: settings.ordinaryShare, widening: settings.widening,
    coverage: { message: coverageOf(there.map(({ agent }) => agent)), live: coverageOf(free.map(({ agent }) => agent)) },
  }
}
