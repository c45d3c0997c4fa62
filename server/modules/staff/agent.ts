import { z } from 'zod'
import { openingState } from '#kernel'
import { NamedHoliday, WorkingCalendar } from '#contract/calendars'
import { Door, type WorkingHours } from '#contract/content'
import type { Presence } from '#contract/queue'

/** *agent* answers, *author* writes articles, *lead* plans and watches, *admin* configures. */
export const Role = z.enum(['agent', 'author', 'lead', 'admin'])
export type Role = z.infer<typeof Role>

/** `capacity`: how many conversations at once; `hours`: when they work, null for whenever they are on duty. */
export type Hire = {
  accountId: string; roles: Role[]; languages: string[]; teams: string[]; capacity: number; doors?: Door[]; hours?: WorkingHours | null
}
export type Agent = Required<Hire> & { onSince: Date | null; presence: Presence | null }
export type Team = { key: string; names: Record<string, string> }

const unique = (list: readonly string[]) => new Set(list).size === list.length

/** What an operator says of somebody of staff, as it is written in a file and kept with an invitation. */
export const Duties = z.strictObject({
  roles: z.array(Role).min(1),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, { error: 'is not a language, such as sv or nb' })).min(1).refine(unique, { error: 'names a language twice' }),
  teams: z.array(z.string()).refine(unique, { error: 'names a team twice' }).default([]),
  capacity: z.int().min(1).max(20).default(5),
  doors: z.array(Door).min(1).default(['partner', 'guest']),
  hours: WorkingCalendar.pick({ timeZone: true, hours: true }).extend({ holidays: z.array(NamedHoliday).max(400).default([]) }).nullable().default(null),
})
export type Duties = z.infer<typeof Duties>

/** Whether somebody takes work now: on duty, at their desk, and within their working hours or on duty beyond them by choice. */
export const takesWork = ({ onSince, presence, hours }: Pick<Agent, 'onSince' | 'presence' | 'hours'>, now: Date): boolean =>
  onSince !== null && presence === 'here' && (!hours || openingState(hours, now).open || !openingState(hours, onSince).open)
