import { calendarsByKeys } from '#calendars'
import type { Door, PromiseRule, SubtopicRules } from '#contract/content'
import { checkInAt, type Reservation } from '#directory'
import type { Ctx } from '#identity'
import { seasonFor, travellerOf } from './in-season.ts'
import { answerBy, stretched, type Where } from './rule.ts'
import { ruleKept } from './keep-rule.ts'

/** What somebody asks about, as far as a promise depends on it. */
export type Matter = {
  door: Door
  topic: string
  subtopic: string
  rules: Pick<SubtopicRules, 'promise' | 'urgent' | 'lane'>
  country: string | null
  language: string
  stay: Reservation | null
  /** The property's, or the person's where there is none. */
  timeZone: string
}
export type Given = { rule: PromiseRule; by: Date; where: Where }

/** The promise as it can honestly be given from a moment on: by topic, longer in a season for those who can wait, and not after the stay's event. */
export const givenNow = async (ctx: Ctx, matter: Matter, from: Date = ctx.now()): Promise<Given> => {
  const { door, topic, country, language, stay, timeZone, rules: { promise, urgent, lane } } = matter
  const kept = (await ruleKept(ctx, matter)) ?? promise
  const traveller = door === 'guest' ? travellerOf(stay, ctx.now()) : { checkInAt: null, inStay: false }
  const { waitFactor } = await seasonFor(ctx, { door, topic, country, language, urgent: urgent || lane === 'safety', traveller })
  const rule = stretched(kept, waitFactor)
  const where = { timeZone, calendar: await calendarOf(ctx, rule), checkInAt: checkInOf(stay) }
  return { rule, by: answerBy(rule, from, where), where }
}

const calendarOf = async (ctx: Ctx, rule: PromiseRule) =>
  'calendar' in rule && rule.calendar ? ((await calendarsByKeys(ctx, [rule.calendar])).get(rule.calendar) ?? null) : null

/** When a stay begins, as far as a promise is concerned; a cancelled one never does. */
export const checkInOf = (stay: Reservation | null): Date | null => (stay && stay.status !== 'cancelled' ? checkInAt(stay) : null)
