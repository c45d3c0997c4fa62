import path from 'node:path'
import { SeasonTrial, TrialResult } from '#contract/simulation'
import { readScenario, trySeason } from '#simulation'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

/** What leads try before a season. */
export const simulationOperations = [
  operation({
    method: 'post', path: '/api/v1/desk/simulations', who: 'agent', about: 'Plays days of a season through the queue by its own rules; changes nothing; leads and admins', body: SeasonTrial, result: TrialResult,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      const shipped = await readScenario(path.join(app.distFolder, '../content/simulation/high-season.yaml'))
      return trySeason(ctx, shipped, body)
    },
  }),
]
