import type { Translate } from './texts.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

// Below these the smaller unit says more: "80 min" is not "1 h", "40 h" is not "2 days".
const [minutesUpTo, hoursUpTo] = [90, 48]

/** "40 min", "5 h", "3 days"; never negative. */
export const durationWords = (t: Translate, ms: number): string => {
  const minutes = Math.max(0, Math.round(ms / minuteMs))
  if (minutes < minutesUpTo) return t('time.minutes', { n: minutes })
  const hours = Math.round(minutes / 60)
  if (hours < hoursUpTo) return t('time.hours', { n: hours })
  return t('time.days', { n: Math.round(hours / 24) })
}

export type Times = ReturnType<typeof createTimes>

/** Dates and hours as the reader's locale writes them, in one time zone. */
export const createTimes = (formatLocale: string, timeZone: string) => {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(formatLocale, { timeZone, ...options })
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const weekday = format({ weekday: 'short' })
  const dayMonth = format({ day: 'numeric', month: 'short' })
  const dayMonthYear = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const full = format({ dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' })
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone })
  // A plain date has no zone: it is written as it stands, wherever the reader is.
  const plainOptions: Intl.DateTimeFormatOptions = { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }
  const plain = new Intl.DateTimeFormat(formatLocale, plainOptions)
  const plainYear = new Intl.DateTimeFormat(formatLocale, { ...plainOptions, year: 'numeric' })

  const day = (at: Date, now: number) => {
    const away = Math.abs(at.getTime() - now)
    if (away < 6 * dayMs) return weekday.format(at)
    return away < 300 * dayMs ? dayMonth.format(at) : dayMonthYear.format(at)
  }
  return {
    clock: (iso: string | number) => clock.format(new Date(iso)),
    /** "14:05" today, "Tue 14:05" this week, "12 Nov 14:05" beyond. */
    moment: (iso: string, now: number) => {
      const at = new Date(iso)
      const hours = clock.format(at)
      return dayKey.format(at) === dayKey.format(now) ? hours : `${day(at, now)} ${hours}`
    },
    full: (iso: string) => full.format(new Date(iso)),
    plainDate: (date: string, now: number) => {
      const at = new Date(`${date.slice(0, 10)}T00:00:00Z`)
      return (at.getUTCFullYear() === new Date(now).getUTCFullYear() ? plain : plainYear).format(at)
    },
    /** Equal for two moments of the same day, in this zone. */
    dayKey: (iso: string) => dayKey.format(new Date(iso)),
    /** "Tuesday 12 November", with the year when it is long ago. */
    dayLine: (iso: string, now: number) => {
      const at = new Date(iso)
      return Math.abs(at.getTime() - now) < 300 * dayMs ? longDay.format(at) : dayMonthYear.format(at)
    },
  }
}
