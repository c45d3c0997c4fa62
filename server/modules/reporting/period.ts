import { Temporal } from 'temporal-polyfill'
import { Refusal } from '#kernel'

const mostDays = 400

/** A period of somebody's own days: where each begins, the end of the last, and where as many days before it began. */
export const periodOf = (query: { from: string; to: string }, zone: string) => {
  const [first, last] = [Temporal.PlainDate.from(query.from), Temporal.PlainDate.from(query.to)]
  const days = first.until(last).days + 1
  if (days < 1) throw new Refusal('invalid', { field: 'to', problem: 'before-from' })
  if (days > mostDays) throw new Refusal('invalid', { field: 'to', problem: 'too-long', most: mostDays })
  const starts = Array.from({ length: days + 1 }, (_, day) => startOf(first.add({ days: day }), zone))
  return { days, starts, from: starts[0] ?? 0, to: starts.at(-1) ?? 0, earlier: startOf(first.subtract({ days }), zone) }
}

const startOf = (day: Temporal.PlainDate, zone: string) => day.toZonedDateTime(zone).epochMilliseconds
