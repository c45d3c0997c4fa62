import { z } from 'zod'
import type { Calendar, OpeningState } from '#kernel'
import { Door, Localised } from '#contract/content'

/** What a call costs whoever makes it, beside the note in words. */
export const tolls = ['free', 'local', 'abroad'] as const

/** One phone line as it is told; `number` is E.164. An `emergency` line is for the topics of safety alone. */
export const LineTold = z.strictObject({
  key: z.string().min(1),
  door: Door,
  kind: z.enum(['local', 'round-the-clock', 'emergency']),
  toll: z.enum(tolls).default('local'),
  country: z.string().regex(/^[A-Z]{2}$/),
  languages: z.array(z.string()).min(1),
  number: z.string().regex(/^\+[1-9]\d{5,14}$/),
  /** The key of the calendar that says when it is open. */
  calendar: z.string().min(1),
  cost: Localised,
})
export type LineTold = z.infer<typeof LineTold>

/** A line with the hours of its calendar. */
export type Line = LineTold & Calendar

export const calendarOf = ({ timeZone, hours, holidays }: Line): Calendar => ({ timeZone, hours, holidays })

/** The line to show, whether it is open, and the caller's own line when another one stands in for it. */
export type Picked = { line: Line; state: OpeningState; local: { line: Line; opens: Date | null } | null }
