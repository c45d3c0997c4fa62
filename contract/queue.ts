import { z } from 'zod'

/** Why a conversation stands where it does, as data: the words are made in the reader's language. */
export const Reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('safety') }),
  z.object({ kind: z.literal('urgent-stay'), checkIn: z.string() }),
  z.object({ kind: z.literal('in-stay') }),
  z.object({ kind: z.literal('check-in-soon'), checkIn: z.string() }),
  z.object({ kind: z.literal('loyalty'), level: z.int() }),
  z.object({ kind: z.literal('promise'), by: z.string() }),
  z.object({ kind: z.literal('waiting'), since: z.string() }),
  z.object({ kind: z.literal('reopened') }),
])
export type Reason = z.infer<typeof Reason>
export type Reasons = Reason[]

export const lanes = ['safety', 'first', 'ordinary'] as const
export const Lane = z.enum(lanes)
export type Lane = z.infer<typeof Lane>
