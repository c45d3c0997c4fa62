import { z } from 'zod'
import { Entry } from './conversations.ts'

const Seq = z.coerce.number().int().min(1)

/** `?before=&limit=`: the newest entries, or those before one; `before` of the answer leads on to what is older. */
export const StretchQuery = z.object({ before: Seq.optional(), limit: z.coerce.number().int().min(1).max(200).default(200) })

/**
 * `GET /api/v1/desk/conversations/{id}?from=&ahead=`: no fewer of its newest entries than from this one on, as far as one answer reaches;
 * `ahead`: before anybody has opened it, and written down as such.
 */
export const OpenQuery = z.object({ from: Seq.optional(), ahead: z.literal('true').optional() })

/** `GET /api/v1/desk/conversations/{id}/entries?before=&from=&limit=`: what is older than an entry, reaching at least back to `from`; the newest when none is named. */
export const OlderQuery = z.object({ before: Seq.optional(), from: Seq.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })

/** A stretch of a thread, with what was said meanwhile in what is merged into it; `before` leads on to what is older, null at the beginning. */
export const ThreadStretch = z.object({
  entries: z.array(Entry),
  merged: z.array(z.object({ id: z.uuid(), entries: z.array(Entry) })),
  before: z.int().nullable(),
})
export type ThreadStretch = z.infer<typeof ThreadStretch>

/** `GET /api/v1/desk/conversations/{id}/find?q=`: `loose` looks for the first of the words that stands there when all of them together do not. */
export const FindQuery = z.object({ q: z.string().trim().max(200).default(''), loose: z.enum(['true', 'false']).default('false') })

/** Where the words stand, oldest first; `caseNumber` when in what was merged. Whoever reads from `reach` on has it before them. */
export const Places = z.object({ words: z.string(), places: z.array(z.object({ seq: z.int(), caseNumber: z.string().nullable(), reach: z.int() })) })
export type Places = z.infer<typeof Places>
