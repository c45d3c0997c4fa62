import type { z } from 'zod'
import type { ChatStanding } from '#contract/chat'
import { askersHead, markSeen, type AskerActor } from '#conversations'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { chatPlace, chatsNow, claimOn } from '#queue'
import { agentsByIds } from '#staff'
import * as q from './queries.ts'

export type Standing = z.infer<typeof ChatStanding>

/** How a chat stands, as its asker may know it; `not_found` when it is not theirs or no chat. */
export const standing = async (ctx: Ctx<AskerActor>, id: string): Promise<Standing> => {
  const [head, chat] = await Promise.all([askersHead(ctx, id), q.chatOf(ctx.db, ctx.actor.brandId, id)])
  if (!chat) throw new Refusal('not_found')
  const door = head.door === 'guest' ? 'guest' : 'partner'
  const isHere = chat.here_until !== null && !head.closed
  const agent = isHere ? await agentWith(ctx, id) : null
  const place = isHere && !agent ? await chatPlace(ctx, id, door) : null
  return {
    state: head.closed ? 'ended' : chat.here_until === null ? 'left' : agent ? 'live' : 'waiting',
    place: place?.place ?? null,
    minutes: place?.minutes ?? null,
    agent,
    readSeq: Math.max(head.staff_read_seq, head.staff_seq),
    left: isHere || head.closed ? null : (chat.left_how as Standing['left']),
    open: isHere || (await chatsNow(ctx, door)).open,
  }
}

const agentWith = async (ctx: Ctx, id: string): Promise<Standing['agent']> => {
  const claim = await claimOn(ctx, id)
  if (!claim) return null
  const [agent] = await agentsByIds(ctx, [claim.agentId])
  return { name: claim.name, away: agent?.presence !== 'here' }
}

export type ChatPresence = { here: boolean; leftAt: Date | null; leftHow: Standing['left'] }

/** Whether the asker is in the chat, for the desk; null for what is no chat. No permission is checked: not for edges. */
export const presenceIn = async (ctx: Ctx, id: string): Promise<ChatPresence | null> => {
  const chat = await q.chatOf(ctx.db, ctx.actor.brandId, id)
  return chat ? { here: chat.here_until !== null, leftAt: chat.left_at, leftHow: chat.left_how as Standing['left'] } : null
}

/** Of these conversations those whose askers are in a chat now: what is said reaches them there. */
export const inChatNow = (ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> => q.hereAmong(ctx.db, ctx.actor.brandId, ids)

/** The asker has read as far as it goes; the desk shows it. */
export const seen = async (ctx: Ctx<AskerActor>, id: string): Promise<void> => {
  const before = (await askersHead(ctx, id)).asker_read_seq
  await markSeen(ctx, id)
  const after = await askersHead(ctx, id)
  if (after.asker_read_seq > before) await record(ctx, { name: 'chat.seen', conversationId: id })
}
