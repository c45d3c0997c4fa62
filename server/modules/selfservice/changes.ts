import { z } from 'zod'

/** A stay as it was before a change, as the change keeps it. */
export const Before = {
  dates: z.object({ arrival: z.iso.date(), departure: z.iso.date(), totalMinor: z.int() }),
  arrivalTime: z.object({ arrivalTime: z.string().nullable() }),
  details: z.object({ staying: z.string().nullable(), guests: z.int() }),
}
