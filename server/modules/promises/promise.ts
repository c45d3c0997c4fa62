import type { PromiseRule } from '#contract/content'
import { addWorkingDays, workingWeek } from '#kernel'

const hour = 3_600_000

/** The time a person is promised an answer by. Working days are counted in the zone of the property (or the person). */
export const answerBy = (rule: PromiseRule, from: Date, timeZone: string): Date =>
  'hours' in rule ? new Date(from.getTime() + rule.hours * hour) : addWorkingDays(from, rule.workingDays, workingWeek(timeZone))

export type Running = { first_at: Date; due_at: Date; started_at: Date; moves: number }

/** Whether a promise is to be moved now: it would pass soon, and moves are left. */
export const isAtRisk = (promise: Running, now: Date): boolean =>
  promise.due_at.getTime() - now.getTime() <= warningMs(promise)

// A tenth of the promised time, at least 15 minutes and at most two hours: early enough to say so before it passes.
const warningMs = ({ first_at, started_at }: Running) =>
  Math.min(2 * hour, Math.max(hour / 4, (first_at.getTime() - started_at.getTime()) / 10))

/** How far one move goes: half of what was promised first, at least an hour, at most a day. */
export const movedTo = (promise: Running): Date => {
  const step = Math.min(24 * hour, Math.max(hour, (promise.first_at.getTime() - promise.started_at.getTime()) / 2))
  return new Date(promise.due_at.getTime() + step)
}
