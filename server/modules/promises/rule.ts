import type { PromiseRule } from '#contract/content'
import { addWorkingDays, dueAfter, nextOpen, workingMinutesBetween, workingWeek, type Calendar } from '#kernel'

/** What a rule is counted by: the zone of the property (or the person), the calendar it names, the check-in of the stay it is about. */
export type Where = { timeZone: string; calendar?: Calendar | null; checkInAt?: Date | null }

const minute = 60_000
const hour = 60 * minute
// Nobody is promised a moment that is all but gone.
const leastNoticeMs = hour / 2
// For hours of work whose calendar is gone: as many days of eight hours.
const usualDayHours = 8

/** The time a person is promised an answer by: counted by the clock or by a calendar, and not after the stay's event when the rule names one. */
export const answerBy = (rule: PromiseRule, from: Date, where: Where): Date =>
  beforeEvent(rule, { from, counted: countedFrom(rule, from, where) }, where)

/** The counted time, or the event when that is earlier: half an hour ahead at least, and as counted once the stay has begun. */
const beforeEvent = (rule: PromiseRule, { from, counted }: { from: Date; counted: Date }, { checkInAt }: Where): Date => {
  if (!rule.before || !checkInAt || checkInAt <= from) return counted
  const event = checkInAt.getTime() - (rule.before.hours ?? 0) * hour
  return new Date(Math.min(counted.getTime(), Math.max(event, from.getTime() + leastNoticeMs)))
}

const countedFrom = (rule: PromiseRule, from: Date, { timeZone, calendar }: Where): Date => {
  if ('hours' in rule) return new Date(from.getTime() + rule.hours * hour)
  if ('workingDays' in rule) return addWorkingDays(from, rule.workingDays, calendar ?? workingWeek(timeZone))
  const due = calendar ? dueAfter(calendar, from, rule.workingHours * 60) : null
  return due ?? addWorkingDays(from, Math.ceil(rule.workingHours / usualDayHours), workingWeek(timeZone))
}

/** The same rule for who can wait in a season. An event does not wait. */
export const stretched = (rule: PromiseRule, factor: number): PromiseRule => {
  if ('hours' in rule) return { ...rule, hours: Math.ceil(rule.hours * factor) }
  if ('workingDays' in rule) return { ...rule, workingDays: Math.ceil(rule.workingDays * factor) }
  return { ...rule, workingHours: Math.ceil(rule.workingHours * factor) }
}

/** How much of a promise is left at a moment, in the minutes that it is counted in. */
export const minutesLeft = (rule: PromiseRule, { at, until }: { at: Date; until: Date }, where: Where): number => {
  const counts = countedIn(rule, where)
  return counts ? workingMinutesBetween(counts, at, until) : Math.max(0, until.getTime() - at.getTime()) / minute
}

/** When so much of a promise, taken up again at a moment, is used up; like a fresh one not after the stay's event. */
export const afterMinutes = (rule: PromiseRule, { at, minutes }: { at: Date; minutes: number }, where: Where): Date => {
  const counts = countedIn(rule, where)
  const counted = (counts && dueAfter(counts, at, minutes)) ?? new Date(at.getTime() + minutes * minute)
  return beforeEvent(rule, { from: at, counted }, where)
}

/** The calendar whose open minutes count: a promise in working days runs through the whole of each of them. */
const countedIn = (rule: PromiseRule, { timeZone, calendar }: Where): Calendar | null => {
  if ('hours' in rule) return null
  if ('workingHours' in rule) return calendar ?? null
  return calendar ? wholeDays(calendar) : workingWeek(timeZone)
}

const wholeDays = ({ timeZone, hours, holidays }: Calendar): Calendar => {
  const whole = (spans: string[]) => (spans.length > 0 ? ['00:00-24:00'] : [])
  return {
    timeZone,
    hours: { mon: whole(hours.mon), tue: whole(hours.tue), wed: whole(hours.wed), thu: whole(hours.thu), fri: whole(hours.fri), sat: whole(hours.sat), sun: whole(hours.sun) },
    holidays: holidays.map((day) => ({ ...day, hours: whole(day.hours) })),
  }
}

/** `span_minutes`: how long was promised at first, by the clock; time spent waiting for the asker does not lengthen it. */
export type Running = { due_at: Date; span_minutes: number }

/** When the desk is warned of a promise: a tenth of it before it passes, at least 15 minutes and at most two hours. */
export const warnAt = (promise: Running): Date => new Date(promise.due_at.getTime() - warningMs(promise))

/** When it is moved if nobody has answered: half of that time before, early enough to say so. */
export const moveAt = (promise: Running): Date => new Date(promise.due_at.getTime() - warningMs(promise) / 2)

const warningMs = ({ span_minutes }: Running) => Math.min(2 * hour, Math.max(hour / 4, (span_minutes * minute) / 10))

/** How far one move goes: half of what was promised first, at least an hour, at most a day; with a calendar, to an hour when somebody works. */
export const movedTo = (promise: Running, now: Date, calendar: Calendar | null): Date => {
  const step = Math.min(24 * hour, Math.max(hour, (promise.span_minutes * minute) / 2))
  const to = new Date(Math.max(promise.due_at.getTime(), now.getTime()) + step)
  if (!calendar || nextOpen(calendar, to)?.getTime() === to.getTime()) return to
  return dueAfter(calendar, to, 60) ?? to
}

export const spanOf = ({ first_at, started_at }: { first_at: Date; started_at: Date }): number => (first_at.getTime() - started_at.getTime()) / minute
