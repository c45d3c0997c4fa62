import { z } from 'zod'
import { Door, Localised } from '#contract/content'

/** What is known and being mended; `topics` are `topic` (all of it) or `topic/subtopic`. */
export const NoticeInput = z.strictObject({
  key: z.string().min(1),
  door: Door,
  topics: z.array(z.string()),
  severity: z.enum(['fault', 'maintenance']),
  titles: Localised,
  bodies: Localised,
})
export type NoticeInput = z.infer<typeof NoticeInput>

export type Notice = NoticeInput & { startedAt: Date; checkedAt: Date; resolvedAt: Date | null }
