import { headOf, markCall, takeUp } from '#conversations'
import type { Ctx } from '#identity'
import { arrive } from '#queue'
import { backToQueue } from './agents.ts'
import { otherLiveCall, type Call } from './call-queries.ts'
import type { Taken } from './step.ts'

export type Known = { conversationId: string; level: 0 | 1 | 2 | 3; proof: Call['proof'] }

/** The caller is known as well as can be: their conversation stands in the queue from now on, as a call. */
export const standInLine = async (tx: Ctx, call: Call, { conversationId, level, proof }: Known): Promise<Taken> => {
  const head = await headOf(tx, conversationId)
  const now = tx.now()
  // While somebody talks about it the next caller waits for them to end.
  const other = await otherLiveCall(tx.db, { ...call, conversation_id: conversationId })
  if (other?.state !== 'talking') await backToQueue(tx, conversationId)
  await takeUp(tx, conversationId)
  await markCall(tx, conversationId, { event: 'waiting' })
  // Last: the counters that all who arrive share are held until the end.
  await arrive(tx, conversationId, { work: 'call', since: now, language: call.locale })
  return {
    change: {
      state: 'waiting', step: 'waiting', conversation_id: conversationId, level, proof, waiting_since: now, keyed: null, tries: 0,
      account_id: call.account_id, claimed_name: call.claimed_name, property_id: call.property_id ?? head?.property_id ?? null, locale: call.locale,
    },
  }
}
