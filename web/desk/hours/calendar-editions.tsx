import type { CalendarStanding } from '#contract/calendars'
import { useQuery } from '@tanstack/react-query'
import { calendarEditionsQuery, useRestoreCalendar } from '../api/hours.ts'
import { Editions } from '../author-lists/editions.tsx'
import { useWords } from '../words/words.tsx'
import { weekHours } from './typed.ts'

/** What the calendar was before, and the way back. */
export const CalendarEditionList = ({ calendar: { key, version }, mayChange }: { calendar: CalendarStanding; mayChange: boolean }) => {
  const { t, number } = useWords()
  const { data } = useQuery(calendarEditionsQuery(key))
  const restoring = useRestoreCalendar(key)
  if (!data) return null
  const editions = data.editions.map(({ calendar, ...edition }) => ({ ...edition, size: weekHours(calendar), about: t('hours.edition', { hours: number(weekHours(calendar)), holidays: calendar.holidays.length }) }))
  return <Editions list={{ version, editions, mayWrite: mayChange }} restoring={restoring} />
}
