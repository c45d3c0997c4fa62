import { askersHead, markChat, receive, type AskerActor, type AskerMessage } from '#conversations'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { inTransaction } from '#platform/postgres'
import { arrive } from '#queue'
import * as q from './queries.ts'

/** A live page says every twenty seconds that it is there; one without scripts is only heard of when it is loaded. */
export type Sign = 'live' | 'page'
const goneAfterMs: Record<Sign, number> = { live: 65_000, page: 300_000 }
export const hereUntil = (ctx: Ctx, sign: Sign) => new Date(ctx.now().getTime() + goneAfterMs[sign])

// Whoever lost the line comes back by themselves within so long; later they say whether they want to.
const comesBackByItselfMs = 600_000

/** The asker's page is open. Who had lost the line a moment ago is back in the same chat. */
export const here = (ctx: Ctx<AskerActor>, id: string, sign: Sign): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await askersHead(tx, id)
    const chat = await lockedChat(tx, id)
    if (head.closed) return
    if (chat.here_until !== null) return void (await q.changeChat(tx.db, placeOf(tx, id), { here_until: hereUntil(tx, sign) }))
    const goneFor = tx.now().getTime() - (chat.left_at?.getTime() ?? 0)
    if (chat.left_how === 'lost' && goneFor < comesBackByItselfMs) await back(tx, id, sign)
  })

/** The asker comes back to the chat they had left: the same conversation, with somebody to be found for them. */
export const comeBack = (ctx: Ctx<AskerActor>, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await askersHead(tx, id)
    const chat = await lockedChat(tx, id)
    if (head.closed) throw new Refusal('already_closed')
    if (chat.here_until === null) await back(tx, id, 'page')
  })

// As fast as anybody writes, and far below what a program would.
const limit = { most: 90, windowMinutes: 1 }

/** The asker writes: they are there, whatever was thought of them. A repeat of the same client id answers with the first result. */
export const say = async (ctx: Ctx<AskerActor>, id: string, message: AskerMessage): Promise<number> => {
  await countAttempt(ctx, { subject: `chat:${ctx.actor.id}`, ...limit })
  return inTransaction(ctx, async (tx) => {
    await askersHead(tx, id)
    const chat = await lockedChat(tx, id)
    const seq = await receive(tx, id, message)
    // Who has chosen to go on otherwise may write without being in the chat again.
    if (chat.here_until !== null) await q.changeChat(tx.db, placeOf(tx, id), { here_until: hereUntil(tx, 'page') })
    return seq
  })
}

const back = async (tx: Ctx, id: string, sign: Sign) => {
  await q.changeChat(tx.db, placeOf(tx, id), { here_until: hereUntil(tx, sign), left_at: null, left_how: null })
  await markChat(tx, id, { event: 'back' })
  await arrive(tx, id, { work: 'chat' })
}

export const placeOf = (ctx: Ctx, id: string) => ({ brandId: ctx.actor.brandId, id })

export const lockedChat = async (tx: Ctx, id: string): Promise<q.Chat> => {
  const chat = await q.lockChat(tx.db, tx.actor.brandId, id)
  if (!chat) throw new Refusal('not_found')
  return chat
}
