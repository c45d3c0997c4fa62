import type { Work } from '#contract/queue'
import { headOf } from '#conversations'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { place } from './place.ts'
import * as q from './skill-queries.ts'

/** `since` keeps an old place, as of a call-back; `language` is the line's when it is not the conversation's. */
export type Arrival = { work: Exclude<Work, 'message'>; since?: Date; language?: string }

/**
 * Somebody is on the line or in a chat: the conversation stands in the queue from now (or `since`), by the same lanes, until they
 * leave; whoever takes it has their hands full with it. Safe to repeat.
 */
export const arrive = (ctx: Ctx, conversationId: string, { work, since, language }: Arrival): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await headOf(tx, conversationId)
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    await q.upsertLive(tx.db, { brand_id: tx.actor.brandId, conversation_id: conversationId, work, since: since ?? tx.now(), language: language ?? null })
    await place(tx, conversationId)
    await record(tx, { name: 'live.arrived', conversationId, payload: { work } })
  })

/** They hung up or left: what they wrote and nobody answered waits on as written, else nothing does. Safe to repeat. */
export const depart = (ctx: Ctx, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const gone = await q.deleteLive(tx.db, tx.actor.brandId, conversationId)
    if (!gone) return
    await place(tx, conversationId)
    await record(tx, { name: 'live.departed', conversationId, payload: { work: gone.work } })
  })
