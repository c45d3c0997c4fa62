import type { Reservation } from '#directory'

/** What a property may answer to a request for free cancellation, and nothing else. */
export const answers = ['free', 'first-night', 'no'] as const
export type Answer = (typeof answers)[number]

export const maxLetterLength = 5_000
/** A mail's words as they are cut where they are read, and what is said of that. */
export const maxMailedLength = 30_000

/** Days after check-out or cancellation within which each side may still write. */
const daysAfter = { guest: 66, property: 7 } as const

/** Until when a side may write about a stay. */
export const mayWriteUntil = (side: keyof typeof daysAfter, { status, departure, cancelledAt }: Reservation): Date => {
  const over = status === 'cancelled' && cancelledAt ? cancelledAt.getTime() : Date.parse(`${departure}T12:00:00Z`)
  return new Date(over + daysAfter[side] * 86_400_000)
}
