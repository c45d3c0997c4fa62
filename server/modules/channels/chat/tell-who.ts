import { headOf, markChat } from '#conversations'
import { namesByIds, type Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { claimOn } from '#queue'
import { placeOf } from './here.ts'
import * as q from './queries.ts'

/**
 * Tells whoever is in these chats who is with them now, as it stands: somebody came, another came instead, or they wait again.
 * A reaction to the queue's decisions; looks at what is true now, so it may come late or twice.
 */
export const tellWho = async (ctx: Ctx, conversationIds: readonly string[]): Promise<void> => {
  for (const id of new Set(conversationIds)) await tell(ctx, id)
}

const tell = (ctx: Ctx, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const chat = await q.lockChat(tx.db, tx.actor.brandId, id)
    const head = chat && (await headOf(tx, id))
    if (!chat || !head) return
    if (head.closed) return endWith(tx, chat)
    const claim = await claimOn(tx, id)
    const agentId = claim?.agentId ?? null
    if (agentId === chat.agent_id) return
    await q.changeChat(tx.db, placeOf(tx, id), { agent_id: agentId })
    if (chat.here_until === null) return
    const before = chat.agent_id ? ((await namesByIds(tx, [chat.agent_id])).get(chat.agent_id) ?? '') : ''
    const event = claim === null ? 'waits-again' : chat.agent_id === null ? 'joined' : 'handed-over'
    await markChat(tx, id, { event, data: { name: claim?.name ?? '', before } })
  })

// A closed conversation has nobody in it; that it was closed is an entry of its own.
const endWith = async (tx: Ctx, chat: q.Chat) => {
  const gone = chat.here_until === null ? {} : { here_until: null, left_at: tx.now(), left_how: 'message' }
  await q.changeChat(tx.db, placeOf(tx, chat.conversation_id), { agent_id: null, ...gone })
}
