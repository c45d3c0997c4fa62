import type { CallHours } from '#contract/content'
import { hourIn, weekdayIn } from './zoned.ts'

/** Whether one may call now: guests within their hours on any day, partners first in business hours. The zone is theirs. */
export const mayCall = (hours: CallHours, { door, timeZone, now }: { door: 'guest' | 'partner'; timeZone: string; now: number }): boolean => {
  const { from, to } = hours[door]
  const hour = hourIn(timeZone, now)
  return hour >= from && hour < to && (door === 'guest' || weekdayIn(timeZone, now) <= 5)
}
