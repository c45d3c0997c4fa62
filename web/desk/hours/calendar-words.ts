import type { CalendarStanding } from '#contract/calendars'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'

export const calendarName = ({ names, key }: Pick<CalendarStanding, 'names' | 'key'>, locale: string) => names[locale] ?? names.en ?? key

/** "Open now, closes 17:00", by the clock of the calendar's own zone. */
export const useStandingWords = () => {
  const { t, timesIn } = useWords()
  const now = useNow()
  return ({ isOpen, changesAt, timeZone }: CalendarStanding): string => {
    if (changesAt === null) return t(isOpen ? 'hours.alwaysOpen' : 'hours.staysClosed')
    return t(isOpen ? 'hours.openNow' : 'hours.closedNow', { at: timesIn(timeZone).moment(changesAt, now) })
  }
}
