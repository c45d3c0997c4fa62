import { present } from '#brand'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import { claim } from './claim.ts'
import * as q from './queries.ts'

const tries = 5

/**
 * Takes whoever is next for this agent: the lanes in their order, within each the one due first, those whose language the agent
 * speaks before others. So that nobody starves, one pick in so many (`ordinaryShare`) is of the ordinary lane while somebody
 * waits there; safety goes before that too. Null when nobody waits.
 */
export const pickNext = async (ctx: Ctx<AgentActor>): Promise<string | null> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await pickOnce(ctx)
    } catch (error) {
      // Taken by hand between the look and the claim: the next look finds another.
      const isLate = error instanceof Refusal && (error.code === 'taken_by_another' || error.code === 'already_closed')
      if (!isLate || attempt === tries) throw error
    }
  }
}

const pickOnce = (ctx: Ctx<AgentActor>): Promise<string | null> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await q.lockPicks(tx.db, brandId)
    const [passed, { settings }, agent] = [await q.sinceOrdinary(tx.db, brandId), await present(tx), await agentById(tx, tx.actor.id)]
    const found = await firstInLanes(tx, { lanes: laneOrder(passed, settings.ordinaryShare), languages: agent?.languages ?? [] })
    if (found) await claim(tx, found)
    return found
  })

const { safety, first, ordinary } = q.laneNumbers

/** Pure: the order in which the lanes are looked through after so many picks have passed the ordinary one by. */
export const laneOrder = (sinceOrdinary: number, share: number): number[] =>
  sinceOrdinary >= share - 1 ? [safety, ordinary, first] : [safety, first, ordinary]

const firstInLanes = async (tx: Ctx, { lanes, languages }: { lanes: number[]; languages: string[] }) => {
  for (const lane of lanes) {
    const found = (languages.length > 0 && (await q.firstOf(tx.db, tx.actor.brandId, { lane, languages }))) || (await q.firstOf(tx.db, tx.actor.brandId, { lane, languages: null }))
    if (found) return found.conversation_id
  }
  return null
}
