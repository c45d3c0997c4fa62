import { Temporal } from 'temporal-polyfill'
import type { GuestTold, Refund, ReservationTold } from '#directory'
import type { Pin } from '#identity'
import { fixedId } from './ids.ts'
import { randomFrom, type Random } from './random.ts'
import type { PropertiesFile, ReservationsFile } from './schemas.ts'

export type Stays = { guests: (GuestTold & { id: string })[]; reservations: ReservationTold[]; pins: Pin[]; refunds: (Refund & { reservationId: string })[] }
export type Setting = { brandId: string; now: Date; properties: PropertiesFile }

/** The fixed reservations and as many more as the recipe asks for, around today; the same ones every time. */
export const makeStays = (recipe: ReservationsFile, setting: Setting): Stays => {
  const random = randomFrom(seed)
  const numbers = new Set(recipe.fixed.map((fixed) => fixed.confirmationNumber))
  const drafts: Draft[] = recipe.fixed.map((fixed) => ({ ...fixed, bookedDaysBefore: daysBooked(recipe, fixed.arrivalInDays, random) }))
  while (drafts.length < recipe.total) drafts.push(draw(recipe, random, numbers))
  const stays = drafts.map((draft) => stayOf(draft, recipe, setting))
  return { guests: stays.map(({ guest }) => guest), reservations: stays.map(({ reservation }) => reservation), pins: stays.map(({ pin }) => pin), refunds: stays.flatMap(({ refund }) => refund ?? []) }
}

const seed = 1_711

type Draft = Omit<ReservationsFile['fixed'][number], 'why' | 'roomType' | 'demo'> & { bookedDaysBefore: number }

const draw = (recipe: ReservationsFile, random: Random, numbers: Set<string>): Draft => {
  const property = random.weighed(recipe.properties)
  const arrivalInDays = random.between(-recipe.arrivals.fromDaysAgo, recipe.arrivals.toDaysAhead)
  const nights = random.weighed(recipe.nights).value
  const rooms = random.weighed(recipe.rooms).value
  const perNight = Math.round(random.between(property.nightMinor.from, property.nightMinor.to) / 100) * 100
  return {
    confirmationNumber: unusedNumber(random, numbers),
    pin: String(random.between(0, 999_999)).padStart(6, '0'),
    property: property.key,
    guest: drawGuest(recipe, random),
    arrivalInDays,
    nights,
    status: random.weighed(recipe.statuses[whenIs(arrivalInDays, nights)]).value,
    totalMinor: perNight * nights * rooms,
    currency: property.currency,
    policy: random.weighed(recipe.policies).key,
    rooms,
    guests: Array.from({ length: rooms }, () => random.weighed(recipe.guestsPerRoom).value).reduce((sum, each) => sum + each, 0),
    bookedDaysBefore: daysBooked(recipe, arrivalInDays, random),
  }
}

const drawGuest = (recipe: ReservationsFile, random: Random): Draft['guest'] => {
  const language = random.weighed(recipe.languages).value
  const names = recipe.names[language]
  if (!names) throw new Error(`no names in ${language}`)
  return {
    name: `${random.one(names.first)} ${random.one(names.last)}`,
    language,
    country: random.one(names.countries),
    loyaltyLevel: random.weighed(recipe.loyaltyLevels).value,
  }
}

const unusedNumber = (random: Random, numbers: Set<string>): string => {
  const number = `4${String(random.between(0, 999_999_999)).padStart(9, '0')}`
  if (numbers.has(number)) return unusedNumber(random, numbers)
  numbers.add(number)
  return number
}

const whenIs = (arrivalInDays: number, nights: number) => {
  if (arrivalInDays > 0) return 'ahead'
  return arrivalInDays + nights < 0 ? 'past' : 'now'
}

// Nobody has booked in the future: who travels in 80 days did so at least 80 days before.
const daysBooked = ({ bookedDaysBefore }: ReservationsFile, arrivalInDays: number, random: Random) => {
  const least = Math.max(bookedDaysBefore.from, arrivalInDays + 1)
  return random.between(least, Math.max(least, bookedDaysBefore.to))
}

const stayOf = (draft: Draft, recipe: ReservationsFile, { brandId, now, properties }: Setting) => {
  const property = properties.find(({ key }) => key === draft.property)
  const policy = recipe.policies.find(({ key }) => key === draft.policy)
  if (!property || !policy) throw new Error(`reservation ${draft.confirmationNumber} names a property or policy that is not there`)
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(property.timeZone).toPlainDate()
  const arrival = today.add({ days: draft.arrivalInDays })
  const { confirmationNumber } = draft
  const guest = { id: fixedId(brandId, 'guest', confirmationNumber), email: `${confirmationNumber}@guest.example`, ...draft.guest }
  const reservationId = fixedId(brandId, 'reservation', confirmationNumber)
  const reservation: ReservationTold = {
    id: reservationId,
    propertyId: fixedId(brandId, 'property', draft.property),
    guestId: guest.id,
    confirmationNumber,
    arrival: arrival.toString(),
    departure: arrival.add({ days: draft.nights }).toString(),
    status: draft.status,
    rooms: draft.rooms,
    guests: draft.guests,
    totalMinor: draft.totalMinor,
    currency: draft.currency,
    policy: { key: policy.key, names: policy.names, freeUntilHours: policy.freeUntilHours },
    bookedAt: new Date(now.getTime() + (draft.arrivalInDays - draft.bookedDaysBefore) * dayMs),
    chargedBy: draft.chargedBy ?? 'property',
    ...(draft.cancelledDaysAgo === undefined ? {} : { cancelledAt: daysAgo(now, draft.cancelledDaysAgo), cancelCostMinor: 0 }),
  }
  const refund = draft.refund && {
    reservationId, amountMinor: draft.totalMinor, approvedAt: daysAgo(now, draft.refund.approvedDaysAgo),
    sentAt: draft.refund.sentDaysAgo === null ? null : daysAgo(now, draft.refund.sentDaysAgo), withBankAt: null,
  }
  return { guest, reservation, pin: { reservationId, confirmationNumber, pin: draft.pin, bookerName: guest.name }, refund }
}

const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * dayMs)

const dayMs = 86_400_000
