import { z } from 'zod'
import { maxBodyLength } from './conversations.ts'

/** `POST …/reply`: refused with `thread_changed` when something was written after `seenSeq`. */
export const Reply = z.strictObject({ clientId: z.uuid(), seenSeq: z.int(), body: z.string().trim().min(1).max(maxBodyLength), fileIds: z.array(z.uuid()).max(20).optional(),
  /** It asks the asker something: the promise waits until they have written. */
  asks: z.boolean().optional() })
export type Reply = z.infer<typeof Reply>
