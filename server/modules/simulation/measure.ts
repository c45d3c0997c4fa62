import type { Outcome } from './run.ts'

/** Of a group: how many, their waits in minutes, how many promises were kept by the first promised time. */
export type Measure = { group: string; count: number; p50: number; p95: number; longest: number; promised: number; kept: number }

/**
 * How long somebody waits: on the line and in a chat until a person takes them, in writing until the answer.
 */
export const waitMinutes = ({ arrival, takenAt, answeredAt }: Outcome): number => ((arrival.work === 'message' ? answeredAt : takenAt) - arrival.at) / 60_000

export const groupings = {
  lane: (outcome: Outcome) => outcome.lane,
  'lane and way': (outcome: Outcome) => `${outcome.lane} ${outcome.arrival.work}`,
  way: (outcome: Outcome) => outcome.arrival.work,
  door: (outcome: Outcome) => outcome.arrival.topic.door,
  language: (outcome: Outcome) => outcome.arrival.language,
  topic: (outcome: Outcome) => `${outcome.arrival.topic.door} ${outcome.arrival.topic.key}`,
  hour: (outcome: Outcome) => String(new Date(outcome.arrival.at).getUTCHours()).padStart(2, '0'),
  all: () => 'all',
}
export type Grouping = keyof typeof groupings

export const measure = (outcomes: readonly Outcome[], by: Grouping): Measure[] =>
  [...Map.groupBy(outcomes, groupings[by])].map(([group, members]) => measureOf(group, members)).toSorted((a, b) => a.group.localeCompare(b.group))

const measureOf = (group: string, outcomes: readonly Outcome[]): Measure => {
  const waits = Float64Array.from(outcomes, waitMinutes).toSorted()
  const promised = outcomes.filter(({ kept }) => kept !== null)
  return {
    group, count: outcomes.length, p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), longest: waits.at(-1) ?? 0,
    promised: promised.length, kept: promised.filter(({ kept }) => kept).length,
  }
}

/** The smallest wait that so many of all do not exceed. */
export const quantile = (sorted: Float64Array, share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0

export const keptShare = (measures: readonly Pick<Measure, 'promised' | 'kept'>[]): number => {
  const promised = measures.reduce((all, { promised: some }) => all + some, 0)
  return promised === 0 ? 1 : measures.reduce((all, { kept }) => all + kept, 0) / promised
}
