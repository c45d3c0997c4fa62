import { z } from 'zod'
import { WrongDoorList, WrongDoorsQuery } from '#contract/doors'
import { MadeSeason, NewSeason, SeasonList } from '#contract/seasons'
import { wrongDoors } from '#doors'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { declare, end, list, mayChange, plan } from '#seasons'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const root = '/api/v1/desk'

/** What leads plan and watch. */
export const leadOperations = [
  operation({
    method: 'get', path: `${root}/seasons`, who: 'agent', about: 'High seasons: live, planned and the newest that are over', result: SeasonList,
    run: async ({ app, c }) => presentSeasons(await agentContext(app, c)),
  }),
  operation({
    method: 'get', path: `${root}/wrong-doors`, who: 'agent', about: 'Who came by the wrong door, by source; leads and admins', query: WrongDoorsQuery, result: WrongDoorList,
    run: async ({ app, c, query }) => ({ days: query.days, rows: await wrongDoors(await agentContext(app, c), query.days) }),
  }),
  operation({
    method: 'post', path: `${root}/seasons`, who: 'agent', about: 'Plans a high season by dates, or declares one now; leads and admins', body: NewSeason, result: MadeSeason, status: 201,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      return body.kind === 'planned' ? plan(ctx, body) : declare(ctx, body)
    },
  }),
  operation({
    method: 'post', path: `${root}/seasons/{id}/end`, who: 'agent', about: 'Ends a high season before its time; leads and admins', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await end(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
]

const presentSeasons = async (ctx: Ctx<AgentActor>): Promise<SeasonList> => {
  const [seasons, may] = await Promise.all([list(ctx), mayChange(ctx)])
  const names = await namesByIds(ctx, seasons.flatMap(({ madeBy, ended }) => (ended?.by ? [madeBy, ended.by] : [madeBy])))
  return {
    mayChange: may,
    seasons: seasons.map(({ madeBy, madeAt, startsAt, endsAt, ended, ...season }) => ({
      ...season, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), madeAt: madeAt.toISOString(), madeBy: names.get(madeBy) ?? '',
      ended: ended && { at: ended.at.toISOString(), by: ended.by && (names.get(ended.by) ?? '') },
    })),
  }
}
