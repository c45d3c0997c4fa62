import type { GoesOn } from '#contract/chat'
import { askersHead, giveAddress, headOf, markChat, markSeen, type AskerActor } from '#conversations'
import { personById, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { depart } from '#queue'
import { lockedChat, placeOf } from './here.ts'
import * as q from './queries.ts'

export type Leaving = { goesOn: GoesOn; /** Of whoever has given none before; proved by nobody. */ email?: string | undefined }

/** The asker leaves, and says where it goes on. By e-mail needs an address: `invalid` for the field `email` when there is none. */
export const leave = (ctx: Ctx<AskerActor>, id: string, { goesOn, email }: Leaving): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await askersHead(tx, id)
    const chat = await lockedChat(tx, id)
    if (email) await giveAddress(tx, id, email)
    const address = email ?? head.asker_email ?? (head.asker_id ? (await personById(tx, head.asker_id))?.email : null)
    if (goesOn === 'email' && !address) throw new Refusal('invalid', { field: 'email', problem: 'missing' })
    await markSeen(tx, id)
    if (chat.here_until !== null && !head.closed) await end(tx, id, goesOn)
  })

/** Those whose page has not been heard of for a while have left; what is said meanwhile reaches them as their other answers do. Returns how many. */
export const loseSilent = async (ctx: Ctx): Promise<number> => {
  const ids = await q.silentChats(ctx.db, ctx.actor.brandId, ctx.now())
  for (const id of ids) {
    await inTransaction(ctx, async (tx) => {
      const chat = await lockedChat(tx, id)
      if (chat.here_until !== null && chat.here_until <= tx.now()) await end(tx, id, 'lost')
    })
  }
  return ids.length
}

const end = async (tx: Ctx, id: string, how: GoesOn | 'lost') => {
  await q.changeChat(tx.db, placeOf(tx, id), { here_until: null, left_at: tx.now(), left_how: how })
  await depart(tx, id)
  const name = (await headOf(tx, id))?.asker_name ?? ''
  await markChat(tx, id, how === 'lost' ? { event: 'lost', data: { name } } : { event: 'left', data: { name, goesOn: how } })
  await record(tx, { name: 'chat.left', conversationId: id, payload: { how } })
}
