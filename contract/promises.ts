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

/** `POST /api/v1/desk/promise-rules`; without a rule the content's holds again. */
export const KeepRule = z.object({ door: Door, topic: z.string().max(60), subtopic: z.string().max(60), rule: PromiseRule.nullable() })
export type KeepRule = z.infer<typeof KeepRule>

/** `GET /api/v1/desk/promise-rules`: what every subtopic promises, and by whom it was set when it is not the content's. */
export const RuleList = z.object({
  mayChange: z.boolean(),
  rules: z.array(z.object({
    door: Door, topic: z.string(), topicName: z.string(), subtopic: z.string(), name: z.string(), rule: PromiseRule,
    set: z.object({ by: z.string(), at: When }).nullable(),
  })),
})
export type RuleList = z.infer<typeof RuleList>
