import { instantsOn, localDate, type Calendar, type Instants } from './calendar.ts'

export type OpeningState = { open: true; until: Date | null } | { open: false; opens: Date | null }

/** Whether a calendar is open at an instant and until when, or when it opens next; looks 14 days ahead, null = no change in sight. */
export const openingState = (calendar: Calendar, at: Date): OpeningState => {
  const now = at.getTime()
  const spans = spansAround(calendar, at)
  const current = spans.find((span) => span.from <= now && now < span.to)
  if (!current) {
    const next = spans.find((span) => span.from > now)
    return { open: false, opens: next ? new Date(next.from) : null }
  }
  const isLast = current === spans.at(-1)
  return { open: true, until: isLast ? null : new Date(current.to) }
}

const daysAhead = 14

const spansAround = (calendar: Calendar, at: Date): Instants[] => {
  const today = localDate(calendar.timeZone, at)
  const spans: Instants[] = []
  for (let offset = -1; offset <= daysAhead; offset++) spans.push(...instantsOn(calendar, today.add({ days: offset })))
  return joined(spans.toSorted((a, b) => a.from - b.from))
}

// Spans that touch are one: a line that is open round the clock never says "until midnight".
const joined = (spans: Instants[]) =>
  spans.reduce<Instants[]>((done, span) => {
    const last = done.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else done.push({ ...span })
    return done
  }, [])
