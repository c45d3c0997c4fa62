import { z } from 'zod'
import { Localised, SubtopicRules, WeekHours, Door } from '#contract/content'
import { WorkingCalendar } from '#contract/calendars'
import { BrandInput } from '#brand'
import { Featured } from '#articles'
import { NoticeInput } from '#notices'
import { Action, Tree } from '#topics'
import { LineTold } from '#voice'
import { SavedReplyInput } from '#casework'

/** A number or clock time of the operator's, as articles print it; the unit stands in their text. */
const Setting = z.strictObject({ value: z.union([z.number(), z.string()]), unit: z.string(), about: z.string() })
export const SettingsFile = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), Setting)
export type SettingsFile = z.infer<typeof SettingsFile>

/** What the tables keep of a brand, and two texts that only pages show. */
export const BrandFile = BrandInput.safeExtend({
  tagline: Localised,
  supportHours: z.strictObject({ timeZone: z.string(), hours: WeekHours, note: Localised }),
})
export type BrandFile = z.infer<typeof BrandFile>

/** `topics` are `door/topic` or `door/topic/subtopic`: an overview for people, checked against the trees. */
export const TeamsFile = z.array(z.strictObject({ key: z.string().min(1), names: Localised, topics: z.array(z.string()) }))
export type TeamsFile = z.infer<typeof TeamsFile>

export const SavedRepliesFile = z.strictObject({ door: Door, replies: z.array(SavedReplyInput) })
export type SavedRepliesFile = z.infer<typeof SavedRepliesFile>

export const FeaturedFile = z.array(Featured)
export const ActionsFile = z.array(Action)
export const LinesFile = z.array(LineTold)
export const CalendarsFile = z.array(WorkingCalendar)

const Subtopic = z
  .strictObject({ key: z.string(), names: Localised, ...SubtopicRules.shape, team: z.string().optional() })
const Topic = z.strictObject({ key: z.string(), names: Localised, slugs: z.record(z.string(), z.string()).optional(), scope: Localised, team: z.string(), subtopics: z.array(Subtopic) })

/** A door's tree; a subtopic that names no team has its topic's. */
export const TreeFile = z
  .strictObject({ door: Door, topics: z.array(Topic) })
  .transform(({ door, topics }) => ({ door, topics: topics.map(nested) }))
  .pipe(Tree)

const nested = ({ subtopics, ...topic }: z.infer<typeof Topic>) => ({
  ...topic,
  subtopics: subtopics.map(({ key, names, ...rules }) => ({ key, names, rules: { ...rules, team: rules.team ?? topic.team } })),
})

/** Every group says one thing in several ways. */
export const SynonymsFile = z.array(z.array(z.coerce.string().trim().min(1)).min(2))
export type SynonymsFile = z.infer<typeof SynonymsFile>

/** A time before the day of seeding. */
export const Ago = z.strictObject({ daysAgo: z.int().min(0).default(0), hoursAgo: z.number().min(0).default(0) })
export type Ago = z.infer<typeof Ago>
export const NoticesFile = z.array(
  z.strictObject({ ...NoticeInput.shape, startedAt: Ago, checkedAt: Ago, resolvedAt: Ago.optional() }),
)
export type NoticesFile = z.infer<typeof NoticesFile>

/** What stands above an article's text. */
export const FrontMatter = z.strictObject({
  key: z.string(),
  number: z.int(),
  door: Door,
  category: z.string(),
  topics: z.array(z.string()),
  title: z.string(),
  slug: z.string(),
  summary: z.string(),
  synonyms: z.array(z.string()),
  related: z.array(z.string()),
  owner: z.string(),
  reviewed: z.iso.date(),
})
export type FrontMatter = z.infer<typeof FrontMatter>
