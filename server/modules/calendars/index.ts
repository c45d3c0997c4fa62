export { calendars, calendarsByKeys } from './find.ts'
export { keepCalendar } from './keep.ts'
export { publishCalendars } from './publish.ts'
