import { newId } from '#kernel'
import { together } from '#platform'
import { wakeSequencer } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import type { Ctx } from '#identity'
import { excerptOf, factOf } from './conversation.ts'
import { mayWrite, type AskerActor } from './policy.ts'
import { appendMessages, lockConversations, notMerelyAdded } from './queries-receive.ts'

export type AskerMessage = { clientId: string; body: string; fileIds?: string[] }
type Ask = { actor: AskerActor; id: string; message: AskerMessage }

/**
 * Messages of the same moment that are nothing but added to their threads go in one transaction; the place of each. Null for
 * one that was stored before, that ends something, or that its writer may not write: it is looked at alone.
 */
export const receiveTogether = together<Ctx, Ask, number | null>((ctx, asks) =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    // The rows' locks keep a closing out until the messages are in, and what is looked at next is read after they are held.
    const heads = new Map((await lockConversations(tx.db, brandId, [...new Set(asks.map(({ id }) => id))])).map((head) => [head.id, head]))
    const held = await notMerelyAdded(tx.db, brandId, asks.map(({ id, message }) => ({ conversationId: id, clientId: message.clientId })))
    const first = new Map(asks.map(({ id, message }, place) => [`${id} ${message.clientId}`, place] as const).toReversed())
    const added = asks.filter(({ actor, id, message }, place) => {
      const head = heads.get(id)
      return head && mayWrite(actor, head) && !held.has(place) && first.get(`${id} ${message.clientId}`) === place
    })
    if (added.length === 0) return asks.map(() => null)
    const seqs = await appendMessages(tx.db, {
      brandId, fact: factOf.message, at: tx.now(),
      messages: added.map(({ actor, id, message: { clientId, body, fileIds = [] } }) => ({ conversationId: id, clientId, factId: newId(), authorId: actor.id, authorName: actor.name, body, excerpt: excerptOf(body), fileIds })),
    })
    wakeSequencer()
    const places = new Map(added.map((ask, place) => [ask, seqs[place] ?? null]))
    return asks.map((ask) => places.get(ask) ?? null)
  }))
