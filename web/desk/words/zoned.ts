/** The moment at which clocks in a zone show this date and time; a time that a change of clocks leaves out is an hour later. */
export const momentIn = (timeZone: string, local: { year: number; month: number; day: number; hour: number; minute: number }): Date => {
  const wanted = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute)
  const guess = wanted - offsetAt(timeZone, wanted)
  return new Date(wanted - offsetAt(timeZone, guess))
}

/** What `<input type=datetime-local>` holds, as a moment in a zone; null when it holds none. */
export const momentOfField = (timeZone: string, value: string): Date | null => {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(value)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number)
  return momentIn(timeZone, { year, month, day, hour, minute })
}

/** Today or so many days on, at an hour of the zone's. */
export const dayAt = (timeZone: string, now: number, { days, hour }: { days: number; hour: number }): Date => {
  const { year, month, day } = partsIn(timeZone, now)
  return momentIn(timeZone, { year, month, day: day + days, hour, minute: 0 })
}

/** 1 is Monday, 7 Sunday. */
export const weekdayIn = (timeZone: string, now: number): number => {
  const { year, month, day } = partsIn(timeZone, now)
  return ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1
}

export const hourIn = (timeZone: string, now: number): number => partsIn(timeZone, now).hour

const offsetAt = (timeZone: string, at: number) => {
  const { year, month, day, hour, minute } = partsIn(timeZone, at)
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000
}

const partsIn = (timeZone: string, at: number) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const part = (type: string) => Number(format.formatToParts(at).find((each) => each.type === type)?.value)
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}
