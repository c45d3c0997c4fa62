import type { Context as Request } from 'hono'
import type { DraftView, RefusedFile, Upload } from './draft-port.ts'

/** A signed-in guest: for one booking (`reservationId`) or, with `proof: 'account'`, for all of theirs; only then is the level known. */
export type GuestPerson = {
  id: string
  name: string
  email: string
  locale: string
  timeZone: string
  reservationId: string | null
  loyaltyLevel: number | null
  proof: 'pin' | 'short-pin' | 'link' | 'account' | 'visit'
}

export type BookingStatus = 'booked' | 'cancelled' | 'no-show' | 'stayed'
export type BookingAction = 'dates' | 'arrival-time' | 'details' | 'request' | 'message' | 'free-cancellation' | 'cancel' | 'receipt'
export type Because =
  | 'cancelled' | 'stayed' | 'no-show' | 'over' | 'started' | 'policy' | 'too-late' | 'short-pin' | 'asked' | 'answered' | 'free-already' | 'property-charges' | 'nothing-paid'
export type MayDo = { may: true } | { may: false; because: Because }
export type FreeAnswer = 'free' | 'first-night' | 'no'
export type Asking = { seq: number; expiresAt: Date; answer: FreeAnswer | null; isOpen: boolean; isWithdrawn: boolean }
export type BookingView = {
  id: string; confirmationNumber: string; status: BookingStatus; propertyName: string; address: string | null; city: string | null; timeZone: string
  arrival: string; departure: string; nights: number; rooms: number; guests: number; totalMinor: number; currency: string; policy: string
  chargedBy: 'platform' | 'property'; freeUntil: Date | null; costMinor: number; arrivalTime: string | null
  /** Null where the session may not see who it is. */
  guestName: string | null; staying: string | null
  cancelledAt: Date | null; refund: { amountMinor: number; approvedAt: Date; sentAt: Date | null; withBankAt: Date | null } | null
  may: Record<BookingAction, MayDo>; asking: Asking | null; undo: { changeId: string; kind: string; until: Date } | null; unread: number
}
export type QuoteView = { available: true; totalMinor: number; currency: string } | { available: false }
export type LetterView = {
  seq: number; kind: 'message' | 'request' | 'withdrawn' | 'free-cancellation' | 'answer' | 'told'; side: 'guest' | 'property' | 'platform'
  authorName: string; body: string; linksOff: boolean; data: Record<string, string>; at: Date; asking: Asking | null
  files: { name: string; path: string; byteSize: number; check: 'pending' | 'infected' | 'too-large' | null }[]
}
export type LettersView = {
  id: string; confirmationNumber: string; propertyName: string; guestName: string; timeZone: string; arrival: string; departure: string; status: BookingStatus
  currency: string; letters: LetterView[]; mayWrite: boolean; otherReadSeq: number
  /** What whoever looks has begun to write. */
  draft: Pick<DraftView, 'body' | 'files'>
}
/** `id` comes with the form, so that a form sent twice is one change. */
export type Form = { id: string; reservationId: string }
export type BookingCard = { id: string; confirmationNumber: string; propertyName: string; arrival: string; departure: string; status: BookingStatus }

/** What a signed-in guest can see and do. Every function checks itself whose the booking is and throws a Refusal. */
export type GuestPort = {
  person: GuestPerson
  /** The one booking of the session, or all that the account has, the latest arrival first. */
  bookings(): Promise<BookingCard[]>
  booking(reservationId: string): Promise<BookingView>
  quoteDates(reservationId: string, wanted: { arrival: string; departure: string }): Promise<QuoteView>
  changeDates(form: Form & { arrival: string; departure: string; totalMinor: number }): Promise<void>
  changeArrivalTime(form: Form & { time: string }): Promise<void>
  changeDetails(form: Form & { staying: string; guests: number }): Promise<void>
  addRequest(form: Form & { body: string }): Promise<void>
  askFreeCancellation(form: Form & { body: string }): Promise<void>
  /** Before the property has answered; else `already_closed`. */
  withdrawQuestion(form: { id: string; reservationId: string; seq: number }): Promise<void>
  cancel(form: Form & { costMinor: number }): Promise<void>
  undo(form: Form & { changeId: string }): Promise<void>
  /** Sends it to the address on file and gives that address, most of it hidden. */
  resendConfirmation(form: Form): Promise<string>
  receipt(reservationId: string): Promise<{ name: string; bytes: Uint8Array }>
  letters(reservationId: string): Promise<LettersView>
  /** Text and files until they are sent; gives the files that cannot be. */
  keepLetter(reservationId: string, letter: { body: string; uploads: Upload[] }): Promise<RefusedFile[]>
  detach(reservationId: string, fileId: string): Promise<void>
  /** With the files that are kept. */
  write(form: Form & { body: string }): Promise<void>
  seen(reservationId: string): Promise<void>
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
  /** One of the demo world, signed in to the account; where the demo is open only. */
  signInDemo(c: Request, number: string): Promise<void>
  signOut(c: Request): Promise<void>
}
