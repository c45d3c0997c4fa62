import { z } from 'zod'
import { Door } from './content.ts'
import { maxBodyLength } from './conversations.ts'

export const CallOutcome = z.enum(['solved', 'answered', 'follow-up', 'not-reached', 'dropped'])
export type CallOutcome = z.infer<typeof CallOutcome>

/** Who calls, about what, and how sure that is: 0 nothing, 1 claimed, 2 booking with PIN, 3 caller code, sign-in or the number on file. */
export const SeatCall = z.object({
  id: z.uuid(),
  direction: z.enum(['in', 'out']),
  door: Door,
  locale: z.string(),
  level: z.int().min(0).max(3),
  proof: z.enum(['none', 'claim', 'pin', 'code', 'sign-in', 'number-on-file']),
  number: z.string().nullable(),
  numberOnFile: z.boolean(),
  claimedName: z.string().nullable(),
  conversationId: z.uuid().nullable(),
  caseNumber: z.string().nullable(),
  askerName: z.string().nullable(),
  topic: z.string().nullable(),
  subtopic: z.string().nullable(),
  propertyName: z.string().nullable(),
  /** A promised call: why it was promised; null for a call that comes in. */
  callBack: z.enum(['asked', 'dropped', 'fault']).nullable(),
  waitingSince: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  held: z.boolean(),
})
export type SeatCall = z.infer<typeof SeatCall>

/** `GET /api/v1/desk/phone`: the agent's telephone. */
export const DeskPhone = z.object({
  /** Whether there is a provider that rings; without one calls are written down by hand. */
  rings: z.boolean(),
  /** Whether the browser itself can be the telephone. */
  softphone: z.boolean(),
  /** What rings for the agent now: offered by the queue, or (`asked`) a colleague who wants a word. */
  ringing: z.object({ role: z.enum(['main', 'asked']), since: z.iso.datetime(), call: SeatCall }).nullable(),
  seat: z.object({
    state: z.enum(['talking', 'noting']),
    role: z.enum(['main', 'asked']),
    since: z.iso.datetime(),
    call: SeatCall,
    muted: z.boolean(),
    asked: z.object({ agentId: z.uuid(), name: z.string(), talks: z.boolean() }).nullable(),
  }).nullable(),
})
export type DeskPhone = z.infer<typeof DeskPhone>

/** `GET /api/v1/desk/phone/line`: the telephone in the browser, where the operator has one; a password of this agent's alone, for minutes. */
export const SoftphoneLine = z.object({ line: z.object({ url: z.string(), uri: z.string(), user: z.string(), password: z.string(), until: z.iso.datetime() }).nullable() })
export type SoftphoneLine = z.infer<typeof SoftphoneLine>

export const Colleagues = z.object({ colleagues: z.array(z.object({ agentId: z.uuid(), name: z.string(), languages: z.array(z.string()), /** Where their telephone in the browser is dialled; null where there is none. */ address: z.string().nullable() })) })
export type Colleagues = z.infer<typeof Colleagues>

export const CallLog = z.object({
  calls: z.array(z.object({
    id: z.uuid(), direction: z.enum(['in', 'out']), door: Door, number: z.string().nullable(), level: z.int(), startedAt: z.iso.datetime(), seconds: z.int().nullable(),
    state: z.enum(['asking', 'waiting', 'talking', 'ended']), ended: z.string().nullable(), outcome: CallOutcome.nullable(), agent: z.string().nullable(), conversationId: z.uuid().nullable(),
  })),
})
export type CallLog = z.infer<typeof CallLog>

export const Answered = z.object({ conversationId: z.uuid().nullable() })
export const Hold = z.strictObject({ held: z.boolean() })
export const Mute = z.strictObject({ muted: z.boolean() })
export const PressKeys = z.strictObject({ keys: z.string().regex(/^[\d*#]{1,20}$/) })
export const AskColleague = z.strictObject({ agentId: z.uuid() })
export const EndAsking = z.strictObject({ handOver: z.boolean() })
const CallNote = z.string().trim().max(maxBodyLength)
export const FinishCall = z.strictObject({ outcome: CallOutcome, note: CallNote, clientId: z.uuid(), callBack: z.boolean().default(false) })
export type FinishCall = z.infer<typeof FinishCall>
/** Rings the asker; outside the hours for contact it is refused with `not_allowed`, `because: contact-hours`, until the agent insists. */
export const RingOut = z.strictObject({ outsideHours: z.boolean().default(false) })
export const LogCall = z.strictObject({ outcome: CallOutcome, note: CallNote, clientId: z.uuid() })
export type LogCall = z.infer<typeof LogCall>
/** Whether the asker of a conversation may be phoned now, by their own clock. */
export const ContactHoursState = z.object({ now: z.boolean(), from: z.iso.datetime().nullable(), timeZone: z.string(), localTime: z.iso.datetime() })
export type ContactHoursState = z.infer<typeof ContactHoursState>
