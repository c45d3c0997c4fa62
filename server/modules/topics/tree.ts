import { z } from 'zod'
import { Door, Localised, SubtopicRules } from '#contract/content'

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export type Subtopic = { key: string; names: Localised; rules: SubtopicRules }
/** `slugs` are what the topic is called in addresses, by language. */
export type Topic = { key: string; names: Localised; slugs: Localised; scope: Localised; team: string; subtopics: Subtopic[] }

/** Pages that stand beside the categories. */
const reserved = ['search', 'saved']
const Slug = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u)
  .refine((slug) => !reserved.includes(slug), { error: 'is the address of another page' })

type Addressed = { key: string; slugs?: Record<string, string> | undefined }
/** The first topic whose slug in some language an earlier one has. */
const takenSlug = (topics: readonly Addressed[]) => {
  const taken = new Set<string>()
  return topics.find(({ slugs = {} }) =>
    Object.entries(slugs).map(([locale, slug]) => `${locale} ${slug}`).filter((each) => taken.size === taken.add(each).size).length > 0)
}

/** One door's whole tree, as it is published; the order given is the order shown. */
export const Tree = z.strictObject({
  door: Door,
  topics: z.array(
    z.strictObject({
      key: Key,
      names: Localised,
      slugs: z.record(z.string(), Slug).optional(),
      scope: Localised,
      team: Key,
      subtopics: z.array(z.strictObject({ key: Key, names: Localised, rules: SubtopicRules })).min(1),
    }),
  ).min(1).check(({ value, issues }) => {
    const taken = takenSlug(value)
    if (taken) issues.push({ code: 'custom', input: value, path: [value.findIndex(({ key }) => key === taken.key), 'slugs'], message: 'has a slug that another topic has' })
  }),
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
