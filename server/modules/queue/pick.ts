import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { works } from '#contract/queue'
import { choose, passedOver } from './choose.ts'
import { claimAs } from './claim.ts'
import { headsOf } from './heads.ts'
import { peopleNow, rulesNow } from './people.ts'
import * as q from './queries.ts'

export type Picked = { conversationId: string; nothing: null } | { conversationId: null; nothing: 'nobody-waits' | 'hands-full' | 'other-skills' }

const tries = 5

/**
 * Takes whoever is next for this agent, as `choose` says: by lanes and due times, of those whom they can answer and have hands
 * for, the ordinary lane's share kept. Refuses with `not_on_duty` who is not on duty or away; says why when there is nobody.
 */
export const pickNext = async (ctx: Ctx<AgentActor>): Promise<Picked> => {
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

const pickOnce = (ctx: Ctx<AgentActor>): Promise<Picked> =>
  inTransaction(ctx, async (tx) => {
    const { brandId, id } = tx.actor
    await q.lockPicks(tx.db, brandId)
    const people = await peopleNow(tx, [id])
    const me = people.find(({ agent }) => agent.accountId === id)
    if (!me || me.agent.presence === null || me.agent.presence === 'away') throw new Refusal('not_on_duty')
    const [rules, heads, sinceOrdinary] = [await rulesNow(tx, people), await headsOf(tx.db, brandId, { works, toOffer: false }), await q.sinceOrdinary(tx.db, brandId, id)]
    const chooser = { skills: me.agent, hands: me.hands, sinceOrdinary }
    const choice = choose(heads, chooser, rules)
    if (!choice) return { conversationId: null, nothing: heads.length === 0 ? 'nobody-waits' : me.hands.message ? 'other-skills' : 'hands-full' }
    await claimAs(tx, choice.head.conversationId, { kind: 'picked', reasons: choice.because, passed: passedOver(heads, choice.head, { chooser, rules }) })
    return { conversationId: choice.head.conversationId, nothing: null }
  })
