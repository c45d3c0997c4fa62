import type { WorkingCalendar } from '#contract/calendars'
import { expect, test } from 'vitest'
import { emptyCalendar, problemIn, toSend, typedFrom, weekHours } from './typed.ts'

const lunch = ['09:00-12:00', '13:00-17:00']
const office: WorkingCalendar = {
  key: 'office', names: { en: 'Office', sv: 'Kontor' }, timeZone: 'Europe/Stockholm',
  hours: { mon: lunch, tue: lunch, wed: lunch, thu: lunch, fri: ['22:00-06:00'], sat: ['00:00-24:00'], sun: [] },
  holidays: [{ date: '12-24', until: '12-26', names: { en: 'Christmas', sv: 'Jul' }, hours: [] }, { date: '2027-03-26', hours: ['10:00-14:00'] }],
}
const about = { locale: 'sv', zones: ['Europe/Stockholm'] }

test('what a calendar is comes back as it was, several spans a day, nights and holidays included', () => {
  expect(toSend(typedFrom(office, 'sv'), 'sv')).toEqual(office)
  expect(weekHours(office)).toBe(4 * 7 + 8 + 24)
})

test('what cannot be is said before it is sent', () => {
  const typed = typedFrom(office, 'sv')
  const problem = (change: Partial<typeof typed>) => problemIn({ ...typed, ...change }, about)
  const [first] = typed.holidays
  if (!first) throw new Error('no holiday')
  expect(problem({})).toBe(null)
  expect(problem({ names: { en: 'Office' } })).toBe('name')
  expect(problem({ timeZone: 'Europe/Nowhere' })).toBe('zone')
  expect(problem({ week: { ...typed.week, mon: [{ from: '09:00', to: '12:00' }, { from: '11:00', to: '17:00' }] } })).toBe('overlap')
  expect(problem({ holidays: [{ ...first, date: '' }] })).toBe('holiday-date')
  expect(problem({ holidays: [{ ...first, everyYear: false, date: '2027-03-29', until: '2027-03-26' }] })).toBe('holiday-order')
  expect(toSend({ ...emptyCalendar('Europe/Rome'), names: { sv: '1. Ängö kväll' } }, 'sv')).toMatchObject({ key: 'ango-kvall', hours: { mon: ['09:00-17:00'], sun: [] } })
})
