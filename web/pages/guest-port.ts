import type { Request } from './site.ts'

/** A signed-in guest: for one booking (`reservationId`) or, with `proof: 'account'`, for all of theirs; only then is the level known. */
export type GuestPerson = {
  id: string
  name: string
  email: string
  locale: string
  timeZone: string
  reservationId: string | null
  loyaltyLevel: number | null
  proof: 'pin' | 'short-pin' | 'link' | 'account'
}

export type BookingStatus = 'booked' | 'cancelled' | 'no-show' | 'stayed'
export type BookingCard = { id: string; confirmationNumber: string; propertyName: string; arrival: string; departure: string; status: BookingStatus }

/** What a signed-in guest can see and do. Every function checks itself whose the booking is and throws a Refusal. */
export type GuestPort = {
  person: GuestPerson
  /** The one booking of the session, or all that the account has, the latest arrival first. */
  bookings(): Promise<BookingCard[]>
}

export type GuestSessionView = { state: 'live' | 'expired'; port: GuestPort } | { state: 'none' }

/** The ways in and out. Each refuses alike whatever was wrong, so that nobody learns what exists. */
export type GuestDoor = {
  signInByPin(c: Request, typed: { number: string; pin: string; lastName: string }): Promise<void>
  /** Mails links to the address on file for a confirmation number or an address; done in every case. */
  mailLink(c: Request, typed: string): Promise<void>
  mailCode(c: Request, email: string): Promise<void>
  signInByCode(c: Request, typed: { email: string; code: string }): Promise<void>
  /** A link out of a mail of ours or signed by the booking platform; looking does not use it up. */
  linkIsLive(token: string): Promise<boolean>
  signInByLink(c: Request, token: string): Promise<void>
  signOut(c: Request): Promise<void>
}
