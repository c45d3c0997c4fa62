import { z } from 'zod'
import { Door } from './content.ts'

/** Why a conversation stands where it does, as data: the words are made in the reader's language. */
export const Reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('safety') }),
  z.object({ kind: z.literal('urgent-stay'), checkIn: z.string() }),
  z.object({ kind: z.literal('in-stay') }),
  z.object({ kind: z.literal('check-in-soon'), checkIn: z.string() }),
  z.object({ kind: z.literal('loyalty'), level: z.int() }),
  /** `atRisk`: the desk has been warned that it passes soon. */
  z.object({ kind: z.literal('promise'), by: z.string(), atRisk: z.boolean().optional() }),
  z.object({ kind: z.literal('waiting'), since: z.string() }),
  z.object({ kind: z.literal('reopened') }),
  z.object({ kind: z.literal('on-the-line') }),
  z.object({ kind: z.literal('in-chat') }),
  z.object({ kind: z.literal('handed-to-team'), team: z.string() }),
])
export type Reason = z.infer<typeof Reason>
export type Reasons = Reason[]

export const lanes = ['safety', 'first', 'ordinary'] as const
export const Lane = z.enum(lanes)
export type Lane = z.infer<typeof Lane>

/** What kind of work somebody in the queue is: written, a live chat, or a call on the line. */
export const works = ['message', 'chat', 'call'] as const
export const Work = z.enum(works)
export type Work = z.infer<typeof Work>

/** Why a decision was taken, as data: the words are made in the reader's language. */
export const Why = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('due-first'), lane: Lane }),
  z.object({ kind: z.literal('ordinary-share'), every: z.int() }),
  z.object({ kind: z.literal('nobody-speaks'), language: z.string(), to: z.enum(['english', 'anyone']), afterMinutes: z.number() }),
  z.object({ kind: z.literal('nobody-in-team'), team: z.string(), afterMinutes: z.number() }),
  z.object({ kind: z.literal('least-busy'), has: z.int(), of: z.int() }),
  z.object({ kind: z.literal('by-hand') }),
  z.object({ kind: z.literal('call-waits') }),
  z.object({ kind: z.literal('lane'), from: Lane, to: Lane }),
  z.object({ kind: z.literal('left'), how: z.enum(['off-duty', 'lost']) }),
  z.object({ kind: z.literal('to-team'), team: z.string() }),
  z.object({ kind: z.literal('to-person'), name: z.string() }),
  z.object({ kind: z.literal('no-answer'), seconds: z.int() }),
  z.object({ kind: z.literal('taken-meanwhile') }),
  z.object({ kind: z.literal('waits-no-more') }),
  z.object({ kind: z.literal('everybody-asked') }),
])
export type Why = z.infer<typeof Why>

/** Who stood before and was not taken, and why not. */
export const PassedOver = z.object({ conversationId: z.uuid(), lane: Lane, why: z.enum(['language', 'team', 'door', 'hands', 'offered', 'share', 'asked']) })
export type PassedOver = z.infer<typeof PassedOver>

export const decisionKinds = ['picked', 'taken', 'offered', 'accepted', 'declined', 'expired', 'withdrawn', 'released', 'handed-over', 'left', 'moved', 'held'] as const
export const DecisionKind = z.enum(decisionKinds)
export type DecisionKind = z.infer<typeof DecisionKind>

/** `GET /api/v1/desk/conversations/{id}/decisions`: what the queue and people decided about a conversation, newest first. */
export const Decision = z.object({
  id: z.uuid(),
  kind: DecisionKind,
  /** Whom it concerns, and who took it; null is the queue itself. */
  agent: z.string().nullable(),
  by: z.string().nullable(),
  reasons: z.array(Why),
  passed: z.array(PassedOver.extend({ caseNumber: z.string() })),
  at: z.iso.datetime(),
})
export type Decision = z.infer<typeof Decision>
export const Decisions = z.object({ decisions: z.array(Decision) })
export type Decisions = z.infer<typeof Decisions>

export const Presence = z.enum(['here', 'away', 'lost'])
export type Presence = z.infer<typeof Presence>

/** `GET /api/v1/desk/offers`: what is offered to the agent now; at most one. */
export const Offer = z.object({
  id: z.uuid(), conversationId: z.uuid(), work: Work, lane: Lane, door: Door, caseNumber: z.string(), askerName: z.string(), topic: z.string(), locale: z.string(),
  reasons: z.array(Reason), expiresAt: z.iso.datetime(),
})
export type Offer = z.infer<typeof Offer>
export const Offers = z.object({ offers: z.array(Offer) })
export type Offers = z.infer<typeof Offers>

/** `POST …/hand-over`: to a team's queue or to a colleague on duty, with what they need to know. */
export const HandOver = z.strictObject({
  to: z.union([z.strictObject({ team: z.string().min(1) }), z.strictObject({ agentId: z.uuid() })]),
  note: z.string().trim().min(1).max(10_000),
})
export type HandOver = z.infer<typeof HandOver>

/** `GET /api/v1/desk/colleagues`: to whom a conversation can be handed over. */
export const Colleagues = z.object({
  teams: z.array(z.object({ key: z.string(), name: z.string(), onDuty: z.int() })),
  agents: z.array(z.object({ id: z.uuid(), name: z.string(), languages: z.array(z.string()), teams: z.array(z.string()), presence: Presence, has: z.int(), capacity: z.int() })),
})
export type Colleagues = z.infer<typeof Colleagues>
