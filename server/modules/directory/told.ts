import type { CancellationPolicy, Provider } from '#contract/content'

/** What the booking platform tells about partners, properties, guests and reservations; without `id` a new one is given. */
export type PartnerTold = { id?: string; key: string; name: string; country: string; language: string; phoneOnFile: string | null }
export type PropertyStatus = 'open' | 'closed' | 'snoozed'
export type PropertyTold = {
  id?: string
  partnerId: string
  number: string
  name: string
  address: string
  city: string
  country: string
  timeZone: string
  language: string
  status: PropertyStatus
  stars: number | null
  latitude: number | null
  longitude: number | null
  provider: Provider | null
  accountManager: string | null
}
export type GuestTold = { id?: string; name: string; language: string; country: string; loyaltyLevel: number; email?: string | null }
export type ChargedBy = 'platform' | 'property'
export type ReservationStatus = 'booked' | 'cancelled' | 'no-show' | 'stayed'
/** `arrival` and `departure` are dates in the property's zone (`2026-11-22`); `totalMinor` is in the currency's smallest unit. */
export type ReservationTold = {
  id?: string
  propertyId: string
  guestId: string
  confirmationNumber: string
  arrival: string
  departure: string
  status: ReservationStatus
  rooms: number
  guests: number
  totalMinor: number
  currency: string
  policy: CancellationPolicy
  bookedAt: Date
  /** When the guest expects to arrive, `18:30` in the property's zone. */
  arrivalTime?: string | null
  /** Who stays, when that is not who booked. */
  staying?: string | null
  chargedBy?: ChargedBy
  cancelledAt?: Date | null
  cancelCostMinor?: number | null
}

export type Partner = Required<PartnerTold>
export type Property = Required<PropertyTold>
export type Guest = Required<GuestTold>
/** A reservation as everybody here reads it: with its guest and whose property it is, never with the guest's address. */
export type Reservation = Omit<Required<ReservationTold>, 'guestId'> & {
  partnerId: string
  propertyName: string
  timeZone: string
  guest: Omit<Guest, 'email'>
}
