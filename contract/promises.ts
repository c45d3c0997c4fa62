import { z } from 'zod'
import { Door, PromiseRule } from './content.ts'

const When = z.iso.datetime()

/** One thing that happened to a promise, with the first and the present time as they stood after it. */
export const PromiseStep = z.object({
  kind: z.enum(['started', 'paused', 'resumed', 'warned', 'moved', 'recomputed', 'kept', 'missed', 'ended']),
  at: When, firstAt: When, dueAt: When,
  /** Of a move, in words or as a key; of a keeping, by which time; of an ending, how. */
  reason: z.string().nullable(),
})
export type PromiseStep = z.infer<typeof PromiseStep>

/** `GET …/promise`: a conversation's clock, and all that happened to it. Times spent waiting for the asker do not count. */
export const PromiseClock = z.object({
  state: z.enum(['none', 'running', 'paused', 'answered', 'ended']),
  startedAt: When.nullable(), firstAt: When.nullable(), dueAt: When.nullable(), pausedSince: When.nullable(),
  pausedMinutes: z.int(), moves: z.int(),
  atRisk: z.boolean(),
  missed: z.boolean(), keptBy: z.enum(['first', 'last']).nullable(),
  steps: z.array(PromiseStep),
})
export type PromiseClock = z.infer<typeof PromiseClock>

/** `GET /api/v1/desk/promises-at-risk` */
export const AtRisk = z.object({ count: z.int() })

/** `POST /api/v1/desk/promise-rules`; without a rule the content's holds again. `version`: the newest change that its writer has seen. */
export const KeepRule = z.object({ door: Door, topic: z.string().max(60), subtopic: z.string().max(60), rule: PromiseRule.nullable(), version: z.int().min(0).optional() })
export type KeepRule = z.infer<typeof KeepRule>

/** Why a rule may be a promise to nobody or by nobody: its calendar is gone or does not open for two weeks, no stay is ever known, no one works in the team. */
export const ruleWarnings = ['calendar-gone', 'calendar-closed', 'no-stay', 'no-team'] as const
const Place = { door: Door, topic: z.string(), topicName: z.string(), subtopic: z.string(), name: z.string() }

/** `GET /api/v1/desk/promise-rules`: what every subtopic promises, and by whom it was set when it is not the content's; what was changed, the newest first. */
export const RuleList = z.object({
  mayChange: z.boolean(),
  version: z.int(),
  rules: z.array(z.object({
    ...Place, rule: PromiseRule,
    set: z.object({ by: z.string(), at: When }).nullable(),
    /** What somebody without a stay who asks now is promised, the season included. */
    promisedNow: When,
    /** Whether people can name a booking there. */
    knowsStay: z.boolean(),
    warnings: z.array(z.enum(ruleWarnings)),
  })),
  /** A rule of null is the content's. */
  changes: z.array(z.object({ number: z.int(), at: When, by: z.string(), ...Place, before: PromiseRule.nullable(), after: PromiseRule.nullable() })),
})
export type RuleList = z.infer<typeof RuleList>
