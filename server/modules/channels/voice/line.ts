import { z } from 'zod'
import type { Calendar, OpeningState } from '#kernel'
import { Door, Holidays, Localised, WeekHours } from '#contract/content'

/** What a call costs whoever makes it, beside the note in words. */
export const tolls = ['free', 'local', 'abroad'] as const

/** One phone line. Hours are local to `timeZone`; `number` is E.164. An `emergency` line is for the topics of safety alone. */
export const Line = z.strictObject({
  key: z.string().min(1),
  door: Door,
  kind: z.enum(['local', 'round-the-clock', 'emergency']),
  toll: z.enum(tolls).default('local'),
  country: z.string().regex(/^[A-Z]{2}$/),
  languages: z.array(z.string()).min(1),
  number: z.string().regex(/^\+[1-9]\d{5,14}$/),
  timeZone: z.string().refine((zone) => isTimeZone(zone), { error: 'is not a time zone' }),
  cost: Localised,
  hours: WeekHours,
  holidays: Holidays,
})
export type Line = z.infer<typeof Line>

export const calendarOf = ({ timeZone, hours, holidays }: Line): Calendar => ({ timeZone, hours, holidays })

/** The line to show, whether it is open, and the caller's own line when another one stands in for it. */
export type Picked = { line: Line; state: OpeningState; local: { line: Line; opens: Date | null } | null }

const isTimeZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
