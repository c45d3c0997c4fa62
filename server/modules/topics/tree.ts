import { z } from 'zod'
import { Door, Localised, SubtopicRules } from '#contract/content'

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export type Subtopic = { key: string; names: Localised; rules: SubtopicRules }
export type Topic = { key: string; names: Localised; scope: Localised; team: string; subtopics: Subtopic[] }

/** One door's whole tree, as it is published; the order given is the order shown. */
export const Tree = z.strictObject({
  door: Door,
  topics: z.array(
    z.strictObject({
      key: Key,
      names: Localised,
      scope: Localised,
      team: Key,
      subtopics: z.array(z.strictObject({ key: Key, names: Localised, rules: SubtopicRules })).min(1),
    }),
  ).min(1),
})
export type Tree = z.infer<typeof Tree>

/** Something that a person can do alone: `built-in` under the extranet, `platform` under the booking platform's address. */
export const Action = z.strictObject({
  key: Key,
  kind: z.enum(['built-in', 'platform']),
  path: z.string().startsWith('/').nullable(),
  names: Localised,
  hints: Localised,
})
export type Action = z.infer<typeof Action>
