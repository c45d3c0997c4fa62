import type { Selectable } from 'kysely'
import type { Tables } from '../../../db/tables.ts'
import type { ReservationRow } from './queries.ts'
import type { ChargedBy, Guest, Partner, Property, PropertyStatus, Reservation, ReservationStatus } from './told.ts'

export const presentPartner = (row: Selectable<Tables['directory.partner']>): Partner => ({
  id: row.id,
  key: row.key,
  name: row.name,
  country: row.country,
  language: row.language,
  phoneOnFile: row.phone_on_file,
})

export const presentProperty = (row: Selectable<Tables['directory.property']>): Property => ({
  id: row.id,
  partnerId: row.partner_id,
  number: row.property_number,
  name: row.name,
  address: row.address,
  city: row.city,
  country: row.country,
  timeZone: row.time_zone,
  language: row.language,
  status: row.status as PropertyStatus,
  stars: row.stars,
  latitude: row.latitude,
  longitude: row.longitude,
  provider: row.provider,
  accountManager: row.account_manager,
})

export const presentReservation = (row: ReservationRow): Reservation => ({
  id: row.id,
  partnerId: row.partner_id,
  propertyId: row.property_id,
  propertyName: row.property_name,
  timeZone: row.time_zone,
  confirmationNumber: row.confirmation_number,
  arrival: row.arrival,
  departure: row.departure,
  status: row.status as ReservationStatus,
  rooms: row.rooms,
  guests: row.guests,
  totalMinor: row.total_minor,
  currency: row.currency,
  policy: row.policy,
  bookedAt: row.booked_at,
  arrivalTime: row.arrival_time,
  staying: row.staying,
  chargedBy: row.charged_by as ChargedBy,
  cancelledAt: row.cancelled_at,
  cancelCostMinor: row.cancel_cost_minor,
  guest: {
    id: row.guest_id,
    name: row.guest_name,
    language: row.guest_language,
    country: row.guest_country,
    loyaltyLevel: row.loyalty_level,
  },
})

export const presentGuest = (row: Selectable<Tables['directory.guest']>): Guest => ({
  id: row.id,
  name: row.name,
  language: row.language,
  country: row.country,
  loyaltyLevel: row.loyalty_level,
  email: row.email,
})
