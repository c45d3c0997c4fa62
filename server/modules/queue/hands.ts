import type { Work } from '#contract/queue'
import type { Agent } from '#staff'
import type { Hands } from './choose.ts'

/** What somebody has taken that waits for them: written conversations, chats, calls. */
export type Load = Record<Work, number>
export const noLoad: Load = { message: 0, chat: 0, call: 0 }

/**
 * Pure: capacity by live work. Who is in a call does nothing else. A call comes before what is written, which can wait, but not
 * into a chat; so many chats at once; what is written as far as the capacity goes.
 */
export const handsOf = ({ capacity }: Pick<Agent, 'capacity'>, load: Load, { chatsAtOnce }: { chatsAtOnce: number }): Hands => {
  const free = load.call === 0
  return { call: free && load.chat === 0, chat: free && load.chat < chatsAtOnce, message: free && taken(load) < capacity }
}

export const taken = ({ message, chat, call }: Load): number => message + chat + call
