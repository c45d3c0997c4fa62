import { z } from 'zod'
import { openingState } from '#kernel'
import type { Door, WorkingHours } from '#contract/content'
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

/** Whether somebody takes work now: on duty, at their desk, and within their working hours or on duty beyond them by choice. */
export const takesWork = ({ onSince, presence, hours }: Pick<Agent, 'onSince' | 'presence' | 'hours'>, now: Date): boolean =>
  onSince !== null && presence === 'here' && (!hours || openingState(hours, now).open || !openingState(hours, onSince).open)
