import { present } from '#brand'
import { calendarsByKeys } from '#calendars'
import type { Door } from '#contract/content'
import type { Ctx } from '#identity'
import { openingState } from '#kernel'
import { peopleNow, type Person } from './people.ts'
import * as q from './queries.ts'

/** Whether chats are taken now, and the minutes to expect before somebody is there; or when they are taken again, if that is known. */
export type ChatsNow = { open: true; minutes: number } | { open: false; opens: Date | null }

/** How it stands with chats at a door for whoever would begin one now. */
export const chatsNow = async (ctx: Ctx, door: Door): Promise<ChatsNow> => {
  const [waiting, people, { settings }] = await Promise.all([q.liveEntries(ctx.db, ctx.actor.brandId, 'chat'), peopleNow(ctx), present(ctx)])
  const calendar = settings.chatCalendar === null ? undefined : (await calendarsByKeys(ctx, [settings.chatCalendar])).get(settings.chatCalendar)
  const hours = calendar && openingState(calendar, ctx.now())
  if (hours && !hours.open) return { open: false, opens: hours.opens }
  const taking = takers(people, door)
  return taking.length === 0 ? { open: false, opens: null } : { open: true, minutes: minutesAt(waiting.length + 1, taking, settings) }
}

export type ChatPlace = { place: number; minutes: number | null }

/** Which in the order somebody in a chat is, from 1, and the minutes to expect; null when they do not wait. */
export const chatPlace = async (ctx: Ctx, conversationId: string, door: Door): Promise<ChatPlace | null> => {
  const [waiting, people, { settings }] = await Promise.all([q.liveEntries(ctx.db, ctx.actor.brandId, 'chat'), peopleNow(ctx), present(ctx)])
  const at = waiting.findIndex((chat) => chat.conversation_id === conversationId)
  if (at < 0) return null
  const taking = takers(people, door)
  return { place: at + 1, minutes: taking.length === 0 ? null : minutesAt(at + 1, taking, settings) }
}

const takers = (people: readonly Person[], door: Door) => people.filter(({ agent, takes }) => takes && agent.doors.includes(door))

type Pace = { chatsAtOnce: number; handlingMinutes: { chat: number } }

// So many can be talked with at once; who comes after them waits until as many have been helped.
const minutesAt = (place: number, taking: readonly Person[], { chatsAtOnce, handlingMinutes }: Pace): number => {
  const free = taking.reduce((sum, { hands, load }) => sum + (hands.chat ? chatsAtOnce - load.chat : 0), 0)
  return place <= free ? 1 : Math.ceil(((place - free) / (taking.length * chatsAtOnce)) * handlingMinutes.chat) + 1
}
