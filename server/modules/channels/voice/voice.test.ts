import { describe, expect, test } from 'vitest'
import { createBrand } from '#brand'
import { publishCalendars } from '#calendars'
import { WorkingCalendar } from '#contract/calendars'
import { Settings, type WeekHours } from '#contract/content'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/postgres'
import { callBackTimes, lineFor, linesOf, pickLine, publishLines, LineTold, type Line } from '#voice'

const everyDay = (...spans: string[]): WeekHours => ({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans })
const line = (key: string, more: Partial<Line>): Line => ({
  key, door: 'partner', kind: 'local', country: 'SE', languages: ['en'], number: '+46846500410', timeZone: 'Europe/Stockholm',
  toll: 'local', cost: { en: 'Local rate' }, calendar: key, hours: everyDay('08:00-17:00'), holidays: [], ...more,
})
const told = ({ timeZone: _zone, hours: _hours, holidays: _holidays, ...rest }: Line): LineTold => rest
const calendarsOf = (all: readonly Line[]) => all.map(({ key, timeZone, hours, holidays }) => ({ key, names: { en: key }, timeZone, hours, holidays }))
const lines = [
  line('se', { languages: ['sv', 'en'], holidays: [{ date: '06-06', hours: [] }] }),
  line('fi', { country: 'FI', languages: ['fi', 'sv', 'en'], timeZone: 'Europe/Helsinki', hours: everyDay('08:00-22:00') }),
  line('es', { country: 'ES', languages: ['es', 'en'], timeZone: 'Europe/Madrid' }),
  line('ch-de', { country: 'CH', languages: ['de'], timeZone: 'Europe/Zurich', hours: everyDay('08:00-12:00') }),
  line('ch-fr', { country: 'CH', languages: ['fr'], timeZone: 'Europe/Zurich' }),
  line('gb', { country: 'GB', timeZone: 'Europe/London', number: '+442079460410' }),
  line('always', { country: 'GB', kind: 'round-the-clock', timeZone: 'Europe/London', hours: everyDay('00:00-24:00'), number: '+442079460499' }),
]
const day = new Date('2026-11-23T10:00:00Z')
const afternoon = new Date('2026-11-23T14:00:00Z')
const night = new Date('2026-11-23T23:30:00Z')

describe('R17: the one number right for country, language and hour', () => {
  test.each([
    { name: 'the own country, open, in the language', country: 'SE', language: 'sv', now: day, picked: 'se', opens: null },
    { name: 'a language with a region is the same language', country: 'SE', language: 'sv-FI', now: day, picked: 'se', opens: null },
    { name: 'the country has two languages: the one spoken', country: 'CH', language: 'fr', now: day, picked: 'ch-fr', opens: null },
    { name: 'that one is closed: the other one of the country', country: 'CH', language: 'de', now: afternoon, picked: 'ch-fr', opens: '2026-11-24T07:00:00.000Z' },
    { name: 'the country does not speak it: still the country', country: 'SE', language: 'it', now: day, picked: 'se', opens: null },
    { name: 'no line of the country: an open one that speaks it', country: 'MX', language: 'es', now: day, picked: 'es', opens: null },
    { name: 'the own line has a holiday: another that speaks it', country: 'SE', language: 'sv', now: new Date('2027-06-06T10:00:00Z'), picked: 'fi', opens: '2027-06-07T06:00:00.000Z' },
    { name: 'nobody who speaks it is open: round the clock', country: 'SE', language: 'sv', now: night, picked: 'always', opens: '2026-11-24T07:00:00.000Z' },
    { name: 'English at night is not sent to an office abroad', country: 'ES', language: 'en', now: new Date('2026-11-23T18:00:00Z'), picked: 'always', opens: '2026-11-24T07:00:00.000Z' },
    { name: 'by day the British have their own line first', country: 'GB', language: 'en', now: day, picked: 'gb', opens: null },
    { name: 'no line and no speaker: round the clock, nothing to wait for', country: 'JP', language: 'ja', now: day, picked: 'always', opens: null },
  ])('$name', ({ country, language, now, picked, opens }) => {
    const result = pickLine(lines, { country, language, now })
    expect(result?.line.key).toBe(picked)
    expect(result?.state.open).toBe(true)
    expect(result?.local?.opens?.toISOString() ?? null).toBe(opens)
  })

  test('whoever chooses a line gets it, also when it is closed', () => {
    const picked = pickLine(lines, { country: 'SE', language: 'sv', now: night, explicitKey: 'es' })
    expect(picked).toMatchObject({ line: { key: 'es' }, state: { open: false, opens: new Date('2026-11-24T07:00:00Z') }, local: { line: { key: 'se' } } })
  })

  test('the line kept for safety is for nothing else; when it is closed, the usual ones are', () => {
    const withSafety = [...lines, line('safety', { kind: 'emergency', country: 'GB', hours: everyDay('06:00-23:00'), toll: 'free' })]
    const asked = (now: Date, safety: boolean) => pickLine(withSafety, { country: 'SE', language: 'sv', now, safety })?.line.key
    expect([asked(day, true), asked(day, false), asked(night, true)]).toEqual(['safety', 'se', 'always'])
  })

  test('without a line that never closes, the own one and when it opens; without lines, nothing', () => {
    const local = lines.filter(({ kind }) => kind === 'local')
    expect(pickLine(local, { country: 'SE', language: 'sv', now: night })).toMatchObject({ line: { key: 'se' }, state: { open: false }, local: null })
    expect(pickLine(local, { country: 'JP', language: 'ja', now: night })).toMatchObject({ line: { key: 'fi' }, state: { opens: new Date('2026-11-24T06:00:00Z') } })
    expect(pickLine([], { country: 'SE', language: 'sv', now: day })).toBeNull()
  })
})

describe('the phone directory', async () => {
  const database = await testDatabase()
  const { id: brandId } = await createBrand(database.db, {
    key: 'b', name: 'B', appName: 'A', loyaltyName: 'L', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {},
    settings: Settings.parse({}), isDemo: false,
  })
  const ctx = {
    db: database.forBrand(brandId),
    actor: { kind: 'system', brandId, id: null, name: 'Hospes' },
    now: () => night,
    log: createLog('silent'),
  }

  test('R17 | lineFor() | says the line, whether it is open, and how its number is written at home and abroad', async () => {
    await publishCalendars(ctx, calendarsOf(lines))
    await publishLines(ctx, lines.map(told))
    expect(await lineFor(ctx, { door: 'partner', country: 'SE', language: 'sv' })).toMatchObject({
      line: { key: 'always', cost: { en: 'Local rate' } },
      state: { open: true, until: null },
      local: { line: { key: 'se' }, opens: new Date('2026-11-24T07:00:00Z') },
      display: { international: '+44 20 7946 0499', national: '020 7946 0499' },
    })
    expect(await lineFor(ctx, { door: 'guest', country: 'SE', language: 'sv' })).toBeNull()
  })

  test('publishing replaces the whole directory, so that no old number stays', async () => {
    await publishLines(ctx, [told(line('only', { door: 'guest', calendar: 'se' }))])
    expect(await linesOf(ctx, 'partner')).toEqual([])
    expect(await linesOf(ctx, 'guest')).toEqual([line('only', { door: 'guest', calendar: 'se', holidays: [{ date: '06-06', hours: [] }] })])
  })

  test('a calendar that a line refers to stays, and one of nobody goes', async () => {
    await publishCalendars(ctx, [{ key: 'se', names: { en: 'Moved' }, timeZone: 'Europe/London', hours: everyDay('08:00-09:00'), holidays: [] }])
    expect(await linesOf(ctx, 'guest')).toMatchObject([{ calendar: 'se', timeZone: 'Europe/London', hours: everyDay('08:00-09:00') }])
    await expect(publishCalendars(ctx, [])).rejects.toThrow('line_brand_id_calendar_fkey')
  })

  test('R62 | callBackTimes() | on the nights the clocks change every hour that is offered lies in the hours for contact by the asker’s own clock, once, and the day after has as many as any', () => {
    for (const [timeZone, eve] of [['Europe/Stockholm', '2026-03-28'], ['Europe/Stockholm', '2026-10-24'], ['America/New_York', '2026-03-07'], ['America/New_York', '2026-10-31'], ['Australia/Lord_Howe', '2026-10-03'], ['Africa/Casablanca', '2026-02-14']] as const) {
      const whose = { door: 'guest', timeZone, from: 8, to: 21 } as const
      const times = callBackTimes(whose, new Date(`${eve}T12:00:00Z`))
      const hours = times.map((at) => Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at)))
      expect([times.length > 6, new Set(times.map(Number)).size, hours.every((hour) => hour >= 8 && hour < 21)]).toEqual([true, times.length, true])
    }
  })

  test('a line with a number that cannot be is not taken, nor a calendar of no zone, of no hours or with a holiday that ends before it begins', () => {
    expect(LineTold.safeParse(told(line('x', { number: '08-465 004 10' }))).success).toBe(false)
    expect(LineTold.safeParse(told(line('x', {}))).success).toBe(true)
    const calendar = { key: 'x', names: { en: 'X' }, timeZone: 'Europe/London', hours: everyDay('08:00-09:00'), holidays: [{ date: '12-24', until: '01-02', hours: [] }] }
    expect(WorkingCalendar.safeParse(calendar).success).toBe(true)
    const wrong = [{ timeZone: 'Europe/Atlantis' }, { hours: everyDay() }, { holidays: [{ date: '2027-02-02', until: '2027-02-01', hours: [] }] }, { holidays: [{ date: '13-01', hours: [] }] }]
    expect(wrong.map((change) => WorkingCalendar.safeParse({ ...calendar, ...change }).success)).toEqual([false, false, false, false])
  })
})
