import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append } from './append.ts'
import * as q from './queries.ts'

export type Reclassing = { topic?: { topic: string; subtopic: string; neededRight: string; /** As the one who does it reads it. */ name: string }; locale?: string }

/** Puts a conversation under another subtopic, or says which language its asker writes; what is so already changes nothing. */
export const reclassify = (ctx: Ctx<AgentActor>, id: string, { topic, locale }: Reclassing): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    if (head.closed) throw new Refusal('already_closed')
    const moves = topic !== undefined && (topic.topic !== head.topic || topic.subtopic !== head.subtopic)
    const speaks = locale !== undefined && locale !== head.locale
    if (!moves && !speaks) return
    await tx.db
      .updateTable('conversations.conversation')
      .set({ ...(moves ? { topic: topic.topic, subtopic: topic.subtopic, needs_right: topic.neededRight } : {}), ...(speaks ? { locale } : {}) })
      .where('brand_id', '=', tx.actor.brandId)
      .where('id', '=', id)
      .execute()
    await append(tx, id, { kind: 'reclassified', data: { ...(moves ? { topic: topic.topic, subtopic: topic.subtopic, name: topic.name } : {}), ...(speaks ? { locale } : {}) } })
  })
