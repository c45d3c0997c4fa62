import { Temporal } from 'temporal-polyfill'
import type { Reservation } from '#directory'
import type { Ctx } from '#identity'
import { nightsOf } from './rules.ts'

/** Other dates for a stay, at what price; or that there is no room. */
export type Wanted = { arrival: string; departure: string }
export type Quote = { available: true; totalMinor: number; currency: string } | { available: false }

/** Where bookings live: our own tables (the demo world), or another program. Refuses with `unavailable` while it does not answer. */
export type BookingPlatform = {
  quote(reservation: Reservation, wanted: Wanted): Promise<Quote>
  /** Whether it is another program, which has to be told what changed here. */
  isElsewhere: boolean
}

export type Wording = {
  subject: string
  heading: string
  greeting: string
  opening: string[]
  words?: string
  details: { label: string; value: string }[]
  closing: string[]
  button: { text: string; href: string }
  footer: string[]
}
export type Letter = { to: string; locale: string; dedupeKey: string; wording: Wording }

export type Ports = {
  platform: BookingPlatform
  /** Writes a letter into the outbox, in the caller's transaction. */
  post(ctx: Ctx, letter: Letter): Promise<void>
  publicUrl(): string
}

/** The booking platform of the demo world: every night costs what the nights cost now, and there is always room. */
export const builtInPlatform: BookingPlatform = {
  isElsewhere: false,
  quote: async (reservation, wanted) => {
    const perNight = reservation.totalMinor / nightsOf(reservation)
    return { available: true, totalMinor: Math.round(perNight * nightsOf(wanted)), currency: reservation.currency }
  },
}

/** A day as people type it, checked; null when it is none. */
export const dayOf = (typed: string): string | null => {
  if (!/^\d{4}-\d\d-\d\d$/.test(typed)) return null
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}
