import type { Door } from '#contract/content'

/** Whom a season concerns; an empty list means everybody. */
export type Scope = { doors: Door[]; countries: string[]; languages: string[]; topics: string[] }
export type Season = Scope & {
  id: string
  kind: 'planned' | 'declared'
  name: string
  /** How many times as long as usual an answer takes for those who can wait. */
  waitFactor: number
  startsAt: Date
  endsAt: Date
  madeBy: string
  madeAt: Date
  /** `by` is null when it ended by itself. */
  ended: { at: Date; by: string | null } | null
}

/** Who asks; what is not known is null and stands outside every narrower season. */
export type Asking = { door: Door; country: string | null; language: string; topic: string | null }

export const stateOf = ({ startsAt, endsAt, ended }: Pick<Season, 'startsAt' | 'endsAt' | 'ended'>, now: Date) => {
  if (ended || endsAt <= now) return 'ended'
  return startsAt <= now ? 'live' : 'planned'
}

export const concerns = (scope: Scope, { door, country, language, topic }: Asking): boolean =>
  scope.doors.includes(door) && has(scope.countries, country) && has(scope.languages, language.split('-')[0] ?? '') && has(scope.topics, topic)

const has = (wanted: readonly string[], given: string | null) => wanted.length === 0 || (given !== null && wanted.includes(given))
