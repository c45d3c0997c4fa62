import type { ChatEvent } from '#contract/chat'
import type { CallEvent } from '#contract/conversations'
import type { Ctx } from '#identity'
import { append } from './append.ts'

export type CallMark = { event: CallEvent; data?: Record<string, unknown> }

/** What became of a call about a conversation; its asker reads it. */
export const markCall = (ctx: Ctx, id: string, { event, data = {} }: CallMark): Promise<number> => append(ctx, id, { kind: 'call', data: { ...data, event } })

/** What became of a chat; its asker reads it. */
export const markChat = (ctx: Ctx, id: string, { event, data = {} }: { event: ChatEvent; data?: Record<string, unknown> }): Promise<number> =>
  append(ctx, id, { kind: 'chat', data: { ...data, event } })
