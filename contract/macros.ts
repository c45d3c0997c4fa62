import { z } from 'zod'
import { reminderKinds, TagName } from './casework-words.ts'
import { Door, Localised } from './content.ts'
import { Outcome } from './conversations.ts'
import { HandOver } from './queue.ts'

const mostHours = 24 * 60
const LocaleKey = z.string().regex(/^[a-z]{2}$/)

/** One thing that a saved reply does beside its words; each is the verb an agent could press. */
export const MacroAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('topic'), topic: z.string().max(60), subtopic: z.string().max(60) }),
  z.strictObject({ do: z.literal('language'), locale: LocaleKey }),
  z.strictObject({ do: z.literal('tags'), add: z.array(TagName).max(20).default([]), remove: z.array(TagName).max(20).default([]) }),
  z.strictObject({ do: z.literal('note'), text: z.string().trim().min(1).max(2_000) }),
  /** A relocation's time follows from the hours to arrival. */
  z.strictObject({ do: z.literal('remind'), kind: z.enum(reminderKinds), hours: z.int().min(1).max(mostHours).default(24), what: z.string().trim().max(200).default('') }),
  /** For some hours, or (null) until the asker writes. */
  z.strictObject({ do: z.literal('snooze'), hours: z.int().min(1).max(mostHours).nullable() }),
  z.strictObject({ do: z.literal('hand-over'), to: HandOver.shape.to, note: z.string().trim().min(1).max(2_000) }),
  z.strictObject({ do: z.literal('close'), outcome: Outcome, askerAgreed: z.boolean().default(false), reason: z.string().trim().max(500).default('') }),
])
export type MacroAction = z.infer<typeof MacroAction>
export const macroActionKinds = MacroAction.options.map((option) => option.shape.do.value)
export type MacroActionKind = MacroAction['do']

const away: readonly MacroActionKind[] = ['snooze', 'hand-over', 'close']

/** In the order in which they are done; at most one of each kind, and one after which the conversation is out of one's hands. */
export const MacroActions = z
  .array(MacroAction)
  .max(macroActionKinds.length)
  .refine((actions) => new Set(actions.map((action) => action.do)).size === actions.length, 'one of each kind')
  .refine((actions) => actions.filter((action) => away.includes(action.do)).length <= 1, 'only one of snooze, hand-over and close')
  .transform((actions) => actions.toSorted((a, b) => macroActionKinds.indexOf(a.do) - macroActionKinds.indexOf(b.do)))

/** An action with the name of what it leads to, as a topic's or a colleague's; `gone`: that is not there any more. */
export const ShownAction = z.object({ action: MacroAction, name: z.string().nullable(), gone: z.boolean() })
export type ShownAction = z.infer<typeof ShownAction>

/** `POST …/macro`: does what the saved reply with this key does, after the seconds in which it can be taken back. */
export const RunMacro = z.strictObject({ key: z.string().max(100) })

/** A macro about to act; `refused`: it could not, and nothing of it was done. */
export const HeldMacro = z.object({
  agentId: z.uuid(), name: z.string(), key: z.string(), actions: z.array(ShownAction), withReply: z.boolean(), actsAt: z.iso.datetime(), refused: z.string().nullable(),
})
export type HeldMacro = z.infer<typeof HeldMacro>

const KeyName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
/** `POST /desk/saved-replies`: one as its editor has it. `topics` are `topic` or `topic/subtopic`; without words in any language it only acts. */
export const EditedReply = z.strictObject({
  door: Door, key: KeyName, topics: z.array(z.string().max(121)).max(50), names: Localised, bodies: z.partialRecord(z.string(), z.string().max(10_000)), actions: MacroActions,
})
export type EditedReply = z.infer<typeof EditedReply>
export const ReplyPlace = z.strictObject({ door: Door, key: KeyName })
/** `GET /desk/saved-replies`: for leads and admins. `values` are the names that may stand in double braces. */
export const EditedReplies = z.object({
  replies: z.array(z.object({ door: Door, key: z.string(), topics: z.array(z.string()), names: z.record(z.string(), z.string()), bodies: z.record(z.string(), z.string()), actions: z.array(MacroAction), edited: z.object({ by: z.string(), at: z.iso.datetime() }).nullable() })),
  values: z.array(z.string()),
})
export type EditedReplies = z.infer<typeof EditedReplies>
