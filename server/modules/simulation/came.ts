import type { Channel, Door } from '#contract/content'
import type { Work } from '#contract/queue'

/** So many who came alike: at an hour of a weekday (from Monday, UTC), about something, by some way, so near a stay. */
export type Came = { hour: number; weekday: number; door: Door; topic: string; subtopic: string; language: string; work: Work; level: number; near: string; count: number }
/** How many days to check-in each of these stands for; null where no stay is known. */
export const nearness: Record<string, number | null> = { none: null, stay: 0, day: 1, days: 3, week: 7, month: 30, later: 120 }

export const nearOf = (days: number | null): string => {
  if (days === null) return 'none'
  return (['stay', 'day', 'days', 'week', 'month'] as const).find((near) => days <= (nearness[near] ?? 0)) ?? 'later'
}
export const workOf = (channel: Channel): Work => (channel === 'phone' || channel === 'callback' ? 'call' : channel === 'chat' ? 'chat' : 'message')
