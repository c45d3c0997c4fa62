import { Temporal } from 'temporal-polyfill'
import type { ReservationStatus } from './told.ts'

/** Hours from `now` to 15:00 on the day of arrival in the property's zone; negative once it has passed. */
export const hoursToCheckIn = (arrival: string, timeZone: string, now: Date): number =>
  (localTime(arrival, '15:00', timeZone) - now.getTime()) / hour

/** The moment a stay begins: 15:00 on the day of arrival in the property's zone. */
export const checkInAt = ({ arrival, timeZone }: { arrival: string; timeZone: string }): Date => new Date(localTime(arrival, '15:00', timeZone))

/** The day it is at the property, `2026-11-22`. */
export const localDay = (timeZone: string, now: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

type Stay = { arrival: string; departure: string; timeZone: string }
export type Window = { from: Date; until: Date }

/** When a no-show may be reported: from the midnight that ends the day of arrival until 48 hours after check-out. */
export const noShowWindow = ({ arrival, departure, timeZone }: Stay): Window => ({
  from: new Date(localTime(nextDay(arrival), '00:00', timeZone)),
  until: new Date(localTime(departure, checkOut, timeZone) + noShowReportHours * hour),
})

export const mayBeNoShow = (status: ReservationStatus): boolean => status === 'booked' || status === 'stayed'

const hour = 3_600_000
const noShowReportHours = 48
const checkOut = '12:00'

const nextDay = (date: string) => Temporal.PlainDate.from(date).add({ days: 1 }).toString()

const localTime = (date: string, clock: string, timeZone: string) =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(clock) }).epochMilliseconds
