import { z } from 'zod'
import { Door } from './content.ts'

/** `GET /api/v1/desk/wrong-doors?days=`: who came by the wrong door in the last days, by source, and how many were taken over. */
export const WrongDoorsQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) })
export const WrongDoorList = z.object({
  days: z.int(),
  rows: z.array(z.object({ door: Door, source: z.string(), by: z.string(), came: z.int(), handedOver: z.int() })),
})
export type WrongDoorList = z.infer<typeof WrongDoorList>
