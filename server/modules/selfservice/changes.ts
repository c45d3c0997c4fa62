import { z } from 'zod'
import type { Reservation } from '#directory'

export type ChangeKind = 'dates' | 'arrival-time' | 'details' | 'request' | 'cancellation'
/** What a change was and became, in words and numbers that letters, the property's thread and the platform are told. */
export type Told = Record<string, string | number | null>
export type Change = { id: string; reservation: Reservation; kind: ChangeKind; before: Told; after: Told; isUndo?: boolean }

/** A stay as it was before a change, as the change keeps it. */
export const Before = {
  dates: z.object({ arrival: z.iso.date(), departure: z.iso.date(), totalMinor: z.int() }),
  arrivalTime: z.object({ arrivalTime: z.string().nullable() }),
  details: z.object({ staying: z.string().nullable(), guests: z.int() }),
}
