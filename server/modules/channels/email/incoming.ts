import type { Ctx } from '#identity'
import { readMessageId, type Naming } from './addresses.ts'
import * as q from './report-queries.ts'

/** The conversation that a mail answers, by Message-IDs only we can have made, the nearest first; null when it answers none of ours. */
export const conversationAnswered = async (ctx: Ctx, messageIds: readonly string[], naming: Naming): Promise<string | null> => {
  for (const messageId of messageIds) {
    const named = readMessageId(messageId, naming)
    if (named?.kind === 'thread') return named.id
    const conversationId = named?.kind === 'mail' ? await q.conversationOfMail(ctx.db, ctx.actor.brandId, named.id) : null
    if (conversationId) return conversationId
  }
  return null
}

/** What the next answer in this conversation answers in the asker's mailbox. */
export const rememberMail = async (ctx: Ctx, conversationId: string, { messageId, subject }: { messageId: string; subject: string }): Promise<void> => {
  if (!/^<[^<>\s]{3,300}>$/.test(messageId)) return
  await q.setThread(ctx.db, { brand_id: ctx.actor.brandId, conversation_id: conversationId, message_id: messageId, subject: subject.slice(0, 200) })
}

/** The conversation a mail of ours was about, or null. */
export const conversationOfMail = (ctx: Ctx, mailId: string): Promise<string | null> => q.conversationOfMail(ctx.db, ctx.actor.brandId, mailId)
