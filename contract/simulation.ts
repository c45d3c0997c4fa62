import { z } from 'zod'

/** `POST /api/v1/desk/simulations`: plays days of a season through the queue; leads and admins. */
export const SeasonTrial = z.strictObject({
  source: z.enum(['shipped', 'history', 'file']),
  /** With `file`: contacts as CSV, a line each, `at,door,topic,subtopic,language,channel` and where known `level,days`. */
  csv: z.string().max(20_000_000).optional(),
  load: z.number().positive().max(20),
  days: z.int().min(1).max(14),
  /** How much of staff's time is taken up, on average and in the two busiest hours. */
  mean: z.number().min(0.3).max(1.2),
  peak: z.number().min(0.3).max(3),
})
export type SeasonTrial = z.infer<typeof SeasonTrial>

const Group = z.object({ group: z.string(), count: z.int(), p50: z.number(), p95: z.number(), longest: z.number(), promised: z.int(), kept: z.int() })
/** Waits in minutes; hours in UTC. */
export const TrialResult = z.object({
  conversations: z.int(),
  utilisation: z.number(),
  staffHours: z.number(),
  hours: z.array(z.object({ hour: z.int(), work: z.number(), there: z.int(), needed: z.int() })),
  policies: z.array(z.object({ policy: z.enum(['ours', 'first-come', 'strict-priority', 'due-order']), kept: z.number(), longest: z.number(), groups: z.array(Group) })),
  /** The fewest people with whom these aims hold, for each hour; `taken` is how much of their time that takes up. */
  plan: z.object({
    taken: z.number(), holds: z.boolean(), people: z.int(),
    aims: z.array(z.object({ aim: z.enum(['first on the phone', 'first in chat', 'first in writing', 'kept']), bound: z.number(), found: z.number(), holds: z.boolean() })),
  }),
  aims: z.array(z.object({ aim: z.enum(['first on the phone', 'first in chat', 'first in writing', 'longest to ordinary', 'kept against first-come']), most: z.number(), worst: z.number(), holds: z.boolean() })),
})
export type TrialResult = z.infer<typeof TrialResult>
