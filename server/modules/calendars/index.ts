export { calendars, calendarsByKeys } from './find.ts'
export { calendarEditions, calendarVersions } from './edition.ts'
export { keepCalendar, restoreCalendar } from './keep.ts'
export { publishCalendars } from './publish.ts'
