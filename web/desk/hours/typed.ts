import type { WorkingCalendar } from '#contract/calendars'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** `from` and `to` as a field of time holds them: the end of the day is 00:00. */
export type SpanTyped = { from: string; to: string }
export type HolidayTyped = { id: number; name: string; date: string; until: string; everyYear: boolean; spans: SpanTyped[]; names: Record<string, string> }
export type CalendarTyped = { key: string; names: Record<string, string>; timeZone: string; week: Record<Weekday, SpanTyped[]>; holidays: HolidayTyped[] }

const midnight = '00:00'
const spanOf = (span: string): SpanTyped => {
  const [from = midnight, to = midnight] = span.split('-')
  return { from, to: to === '24:00' ? midnight : to }
}
const toSpan = ({ from, to }: SpanTyped) => `${from}-${to === midnight ? '24:00' : to}`
// A day of every year has no year of its own: a field of dates shows it in this one, which has a 29 February.
const someYear = '2028'
const toField = (date: string) => (date.length === 5 ? `${someYear}-${date}` : date)

const eachDay = <Value>(valueOf: (day: Weekday) => Value): Record<Weekday, Value> => ({
  mon: valueOf('mon'), tue: valueOf('tue'), wed: valueOf('wed'), thu: valueOf('thu'), fri: valueOf('fri'), sat: valueOf('sat'), sun: valueOf('sun'),
})

export const typedFrom = (calendar: WorkingCalendar, locale: string): CalendarTyped => ({
  key: calendar.key, names: calendar.names, timeZone: calendar.timeZone,
  week: eachDay((day) => calendar.hours[day].map(spanOf)),
  holidays: calendar.holidays.map(({ date, until, names = {}, hours }, id) => ({
    id, name: names[locale] ?? names.en ?? Object.values(names)[0] ?? '', names, date: toField(date), until: until ? toField(until) : '', everyYear: date.length === 5, spans: hours.map(spanOf),
  })),
})

export const emptyCalendar = (timeZone: string): CalendarTyped => ({
  key: '', names: {}, timeZone, holidays: [],
  week: eachDay((day) => (day === 'sat' || day === 'sun' ? [] : [{ from: '09:00', to: '17:00' }])),
})

/** What is sent; a name of a holiday is changed in the writer's language alone. */
export const toSend = ({ key, names, timeZone, week, holidays }: CalendarTyped, locale: string): WorkingCalendar => ({
  key: key || keyFrom(names[locale] ?? ''), names, timeZone,
  hours: eachDay((day) => week[day].map(toSpan)),
  holidays: holidays.map(({ name, names: called, date, until, everyYear, spans }) => {
    const inForce = (value: string) => (everyYear ? value.slice(5) : value)
    const all = Object.fromEntries(Object.entries({ ...called, [locale]: name.trim() }).filter(([, text]) => text !== ''))
    return { date: inForce(date), ...(until && until !== date ? { until: inForce(until) } : {}), ...(Object.keys(all).length > 0 ? { names: all } : {}), hours: spans.map(toSpan) }
  }),
})

/** A key made of a name: plain letters and dashes. */
const keyFrom = (name: string) => {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 50)
  return plain || 'calendar'
}

export type Problem = 'name' | 'zone' | 'never-open' | 'overlap' | 'holiday-date' | 'holiday-order'

/** Why it cannot be saved as it stands; null when it can. */
export const problemIn = ({ names, timeZone, week, holidays }: CalendarTyped, { locale, zones }: { locale: string; zones: readonly string[] }): Problem | null => {
  if (!names[locale]?.trim()) return 'name'
  if (!zones.includes(timeZone)) return 'zone'
  if (weekdays.every((day) => week[day].length === 0)) return 'never-open'
  if ([...weekdays.map((day) => week[day]), ...holidays.map(({ spans }) => spans)].some(overlap)) return 'overlap'
  if (holidays.some(({ date }) => date === '')) return 'holiday-date'
  if (holidays.some(({ date, until, everyYear }) => !everyYear && until !== '' && until < date)) return 'holiday-order'
  return null
}

const overlap = (spans: readonly SpanTyped[]): boolean => {
  const minutes = spans.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) + (minutesOf(to) <= minutesOf(from) ? dayMinutes : 0) })).toSorted((a, b) => a.from - b.from)
  return minutes.some(({ from }, at) => at > 0 && from < (minutes[at - 1]?.to ?? 0))
}

const dayMinutes = 24 * 60
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** How many hours a calendar is open in a week without holidays. */
export const weekHours = ({ hours }: Pick<WorkingCalendar, 'hours'>): number =>
  weekdays.flatMap((day) => hours[day]).map(spanOf).reduce((sum, { from, to }) => sum + ((minutesOf(to) - minutesOf(from) + dayMinutes - 1) % dayMinutes) + 1, 0) / 60
